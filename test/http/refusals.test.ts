import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRefusalLog, type RefusalLog } from '../../src/http/refusals.ts';
import { type CollectedLog, createCollectedLog } from '../fakes/collected-log.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';

const minuteMs = 60_000;

describe('the log of refusals', () => {
  let clock: FakeClock;
  let log: CollectedLog;
  let refusals: RefusalLog;
  beforeEach(() => {
    clock = createFakeClock();
    log = createCollectedLog();
    refusals = createRefusalLog({ clock, log });
  });

  const lines = () => log.lines.map((line) => JSON.parse(line));

  it('has a line for the first at once, with the route and the reason', () => {
    refusals.count('/a', 'no signature');
    expect(lines()).toEqual([
      {
        level: 'warn',
        event: 'refused',
        route: '/a',
        count: 1,
        why: { 'no signature': 1 },
        message: 'requests were refused',
      },
    ]);
  });

  it('has one line a minute for a flood, with how many of each reason', () => {
    for (let times = 0; times < 1000; times += 1) {
      refusals.count('/a', times % 4 === 0 ? 'no signature' : 'wrong signature');
    }
    expect(lines()).toHaveLength(1);
    clock.advance(minuteMs - 1);
    expect(lines()).toHaveLength(1);
    clock.advance(1);
    expect(lines().slice(1)).toMatchObject([
      { route: '/a', count: 999, why: { 'no signature': 249, 'wrong signature': 750 } },
    ]);
  });

  it('keeps the routes apart', () => {
    refusals.count('/a', 'x');
    refusals.count('/b', 'x');
    expect(lines().map(({ route }) => route)).toEqual(['/a', '/b']);
  });

  it('is silent after a minute without refusals, and begins anew', () => {
    refusals.count('/a', 'x');
    clock.advance(minuteMs);
    expect(clock.pending).toBe(0);
    expect(lines()).toHaveLength(1);
    refusals.count('/a', 'y');
    expect(lines()).toHaveLength(2);
  });

  it('writes at the level that it is told', () => {
    createRefusalLog({ clock, log, level: 'info' }).count('/a', 'x');
    expect(lines()).toMatchObject([{ level: 'info' }]);
  });

  it('counts each refusal once, and writes no second line of a route within a minute', () => {
    const step = fc.record({
      route: fc.constantFrom('/a', '/b'),
      why: fc.constantFrom('x', 'y', '__proto__'),
      afterMs: fc.integer({ min: 0, max: 90_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const at: { route: string; now: number; count: number }[] = [];
        const time = createFakeClock();
        const write = (fields: { route?: string; count?: number }) => {
          at.push({ route: fields.route ?? '', now: time.now(), count: fields.count ?? 0 });
        };
        const one = createRefusalLog({
          clock: time,
          log: { debug: write, info: write, warn: write, error: write },
        });
        for (const { route, why, afterMs } of steps) {
          one.count(route, why);
          time.advance(afterMs);
        }
        time.advance(2 * minuteMs);
        expect(at.reduce((sum, { count }) => sum + count, 0)).toBe(steps.length);
        for (const route of ['/a', '/b']) {
          const times = at.filter((each) => each.route === route).map(({ now }) => now);
          for (const [index, now] of times.slice(1).entries()) {
            expect(now - (times[index] ?? 0)).toBeGreaterThanOrEqual(minuteMs);
          }
        }
        expect(time.pending).toBe(0);
      }),
    );
  });
});
