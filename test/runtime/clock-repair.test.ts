import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClockRepair, createClockRepair } from '../../src/runtime/clock-repair.ts';
import { type ClockWatch, createClockWatch } from '../../src/runtime/clock-watch.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';

const startMs = 1_779_263_269_000;
const hourMs = 3_600_000;

describe('a clock repair', () => {
  let clock: FakeClock;
  let watch: ClockWatch;
  let repair: ClockRepair;
  let noted: number | undefined;
  let done: string[];
  let failing: number;
  let woken: number;

  async function answer<T>(value: T): Promise<T> {
    if (failing === 0) return value;
    failing -= 1;
    throw new Error('the store does not answer');
  }

  beforeEach(() => {
    clock = createFakeClock(startMs);
    [noted, done, failing, woken] = [startMs - 1000, [], 0, 0];
    watch = createClockWatch(clock);
    repair = createClockRepair({
      times: {
        async note() {
          await answer(undefined);
          noted = clock.now();
        },
        noted: () => answer(noted),
        async pullBack() {
          await answer(undefined);
          return done.push('pulled back');
        },
        async holdClaims(byMs) {
          await answer(undefined);
          done.push(`claims held ${byMs}`);
        },
      },
      clock,
      clockWatch: watch,
      log: silentLog,
      wake: () => {
        woken += 1;
      },
    });
    watch.start();
  });

  afterEach(async () => {
    watch.stop();
    await repair.stop();
  });

  it('does nothing but note the time while nobody sets the clock', async () => {
    await repair.start();
    await clock.elapse(10 * 60_000);
    expect(done).toEqual([]);
    expect(noted).toBe(clock.now());
    expect(repair.last()).toBeUndefined();
  });

  it.each([-75_000, -hourMs])(
    'pulls back within a second of a clock set by %i ms, and later again',
    async (by) => {
      await repair.start();
      await clock.elapse(10_500);
      clock.set(by);
      await clock.elapse(1000);
      expect(done).toEqual(['pulled back']);
      expect(woken).toBe(1);
      expect(noted).toBeLessThanOrEqual(clock.now());
      expect(repair.last()).toMatchObject({ byMs: by });
      await clock.elapse(10 * 60_000);
      expect(done).toHaveLength(4);
    },
  );

  it('holds claims where the clock was set ahead', async () => {
    await repair.start();
    clock.set(hourMs);
    await clock.elapse(1000);
    expect(done).toEqual([`claims held ${hourMs}`]);
    expect(noted).toBe(clock.now());
  });

  it('tells at its start that the clock was set back meanwhile, and pulls back', async () => {
    noted = startMs + hourMs;
    await repair.start();
    expect(done).toEqual(['pulled back']);
    expect(repair.last()).toEqual({ byMs: -hourMs, at: startMs });
    expect(noted).toBe(startMs);
  });

  it('pulls back at the first start of all, and tells of nothing', async () => {
    noted = undefined;
    await repair.start();
    expect(done).toEqual(['pulled back']);
    expect(repair.last()).toBeUndefined();
    await clock.elapse(10 * 60_000);
    expect(done).toHaveLength(1);
  });

  it.each(['at its start', 'later'])('tries again where the store does not answer %s', async (when) => {
    noted = startMs + hourMs;
    failing = when === 'later' ? 0 : 3;
    await repair.start();
    if (when === 'later') {
      await clock.elapse(100_000);
      done = [];
      failing = 3;
      clock.set(-hourMs);
    }
    await clock.elapse(6000);
    expect(done).toContain('pulled back');
    expect(noted).toBeLessThanOrEqual(clock.now());
  });

  it('does nothing more once it is stopped', async () => {
    await repair.start();
    clock.set(-hourMs);
    await clock.elapse(1000);
    await repair.stop();
    const before = [...done];
    await clock.elapse(hourMs);
    expect(done).toEqual(before);
    expect(clock.pending).toBe(1);
  });
});
