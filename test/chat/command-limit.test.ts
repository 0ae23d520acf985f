import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCommandLimit } from '../../src/chat/command-limit.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

const ann = { organization: 'o', workspace: 'test:T1', person: 'test:ann' };
const bob = { ...ann, person: 'test:bob' };

test('so many at once, then one after the other as the share fills up', () => {
  const clock = createFakeClock();
  const limit = createCommandLimit({ clock, personPerMinute: 3, workspacePerMinute: 100 });
  for (let at = 0; at < 3; at += 1) expect(limit.take(ann)).toBeUndefined();
  expect(limit.take(ann)).toEqual({ whose: 'person', perMinute: 3, retryAfterMs: 20_000 });
  expect(limit.take(bob)).toBeUndefined();
  clock.advance(19_999);
  expect(limit.take(ann)).toEqual({ whose: 'person', perMinute: 3, retryAfterMs: 1 });
  clock.advance(1);
  expect(limit.take(ann)).toBeUndefined();
  expect(limit.take(ann)?.retryAfterMs).toBe(20_000);
  clock.advance(600_000);
  for (let at = 0; at < 3; at += 1) expect(limit.take(ann)).toBeUndefined();
  expect(limit.take(ann)).toBeDefined();
});

test('everybody of a workspace together, and no other workspace', () => {
  const limit = createCommandLimit({ clock: createFakeClock(), personPerMinute: 2, workspacePerMinute: 3 });
  expect([ann, ann, bob].map(limit.take)).toEqual([undefined, undefined, undefined]);
  expect(limit.take(bob)).toEqual({ whose: 'workspace', perMinute: 3, retryAfterMs: 20_000 });
  expect(limit.take({ ...bob, workspace: 'test:T2' })).toBeUndefined();
});

test('what is refused takes nothing from the others', () => {
  const limit = createCommandLimit({ clock: createFakeClock(), personPerMinute: 1, workspacePerMinute: 2 });
  limit.take(ann);
  for (let at = 0; at < 100; at += 1) expect(limit.take(ann)?.whose).toBe('person');
  expect(limit.take(bob)).toBeUndefined();
});

test('ids that look alike when put together are apart', () => {
  const limit = createCommandLimit({ clock: createFakeClock(), personPerMinute: 1, workspacePerMinute: 9 });
  expect(limit.take({ ...ann, organization: 'a', person: 'bc' })).toBeUndefined();
  expect(limit.take({ ...ann, organization: 'ab', person: 'c' })).toBeUndefined();
});

test('a clock set back makes nobody wait longer than a token takes', () => {
  const clock = createFakeClock();
  const limit = createCommandLimit({ clock, personPerMinute: 60, workspacePerMinute: 600 });
  for (let at = 0; at < 60; at += 1) limit.take(ann);
  clock.set(-3_600_000);
  expect(limit.take(ann)?.retryAfterMs).toBe(1000);
});

test('however one asks: never more than a full share and what came in since, and the wait is exactly long enough', () => {
  const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(5_000), fc.nat(100_000)), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), gaps, (perMinute, waits) => {
      const clock = createFakeClock(0);
      const limit = createCommandLimit({ clock, personPerMinute: perMinute, workspacePerMinute: 1000 });
      const granted: number[] = [];
      for (const waitMs of waits) {
        clock.advance(waitMs);
        const limited = limit.take(ann);
        if (limited !== undefined) {
          expect(limited.retryAfterMs).toBeGreaterThan(0);
          expect(limited.retryAfterMs).toBeLessThanOrEqual(60_000);
          clock.advance(limited.retryAfterMs);
          expect(limit.take(ann)).toBeUndefined();
        }
        granted.push(clock.now());
        for (const [index, since] of granted.entries()) {
          const most = perMinute + ((clock.now() - since) * perMinute) / 60_000;
          expect(granted.length - index).toBeLessThanOrEqual(most + 1e-6);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('remembers twenty thousand people, whoever asked longest ago being forgotten first', () => {
  const limit = createCommandLimit({
    clock: createFakeClock(),
    personPerMinute: 1,
    workspacePerMinute: 1_000_000,
  });
  const take = (person: number) => limit.take({ ...ann, person: String(person) });
  for (let person = 0; person <= 20_000; person += 1) expect(take(person)).toBeUndefined();
  expect(take(1)).toBeDefined();
  expect(take(0)).toBeUndefined();
});
