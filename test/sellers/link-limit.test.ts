import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAskingLimit } from '../../src/sellers/link-limit.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

const dayMs = 86_400_000;

test('so many a minute, then a wait until the oldest is a minute old', () => {
  const clock = createFakeClock();
  const limit = createAskingLimit({ clock, perMinute: 2, perDay: 100 });
  expect(limit.take('ann').ok).toBe(true);
  clock.advance(10_000);
  expect(limit.take('ann').ok).toBe(true);
  expect(limit.take('ann')).toEqual({ ok: false, retryAfterMs: 50_000 });
  clock.advance(49_999);
  expect(limit.take('ann')).toEqual({ ok: false, retryAfterMs: 1 });
  clock.advance(1);
  expect(limit.take('ann').ok).toBe(true);
  expect(limit.take('ann')).toEqual({ ok: false, retryAfterMs: 10_000 });
});

test('so many a day', () => {
  const clock = createFakeClock();
  const limit = createAskingLimit({ clock, perMinute: 2, perDay: 3 });
  for (let at = 0; at < 3; at += 1) {
    expect(limit.take('ann').ok).toBe(true);
    clock.advance(60_000);
  }
  expect(limit.take('ann')).toEqual({ ok: false, retryAfterMs: dayMs - 3 * 60_000 });
  clock.advance(dayMs - 3 * 60_000);
  expect(limit.take('ann').ok).toBe(true);
});

test('each person by themselves, wherever they ask', () => {
  const limit = createAskingLimit({ clock: createFakeClock(), perMinute: 1, perDay: 10 });
  expect(limit.take('ann').ok).toBe(true);
  expect(limit.take('bob').ok).toBe(true);
  expect(limit.take('ann').ok).toBe(false);
});

test('remembers ten thousand people; the one who asked longest ago is forgotten first', () => {
  const limit = createAskingLimit({ clock: createFakeClock(), perMinute: 2, perDay: 10 });
  const take = (person: number) => limit.take(String(person)).ok;
  for (let person = 0; person < 10_000; person += 1) take(person);
  take(0);
  take(10_000);
  expect(take(0)).toBe(false);
  expect([take(1), take(1), take(1)]).toEqual([true, true, false]);
});

test('a clock set back makes nobody wait longer than the window', () => {
  const clock = createFakeClock();
  const limit = createAskingLimit({ clock, perMinute: 1, perDay: 10 });
  limit.take('ann');
  clock.set(-3_600_000);
  const second = limit.take('ann');
  expect(second.ok || second.retryAfterMs).toBe(60_000);
});

test('no window ever holds more than its share, and the wait is exactly long enough', () => {
  const settings = fc.record({
    perMinute: fc.integer({ min: 1, max: 4 }),
    perDay: fc.integer({ min: 1, max: 12 }),
  });
  const gaps = fc.array(fc.oneof(fc.nat(20_000), fc.nat(dayMs / 4)), { maxLength: 60 });
  fc.assert(
    fc.property(settings, gaps, ({ perMinute, perDay }, waits) => {
      const clock = createFakeClock(0);
      const limit = createAskingLimit({ clock, perMinute, perDay });
      const granted: number[] = [];
      const within = (windowMs: number) => granted.filter((atMs) => atMs > clock.now() - windowMs).length;
      for (const waitMs of waits) {
        clock.advance(waitMs);
        const taken = limit.take('ann');
        if (taken.ok) {
          granted.push(clock.now());
          expect(within(60_000)).toBeLessThanOrEqual(perMinute);
          expect(within(dayMs)).toBeLessThanOrEqual(perDay);
        } else {
          expect(within(60_000) === perMinute || within(dayMs) === perDay).toBe(true);
          expect(taken.retryAfterMs).toBeGreaterThan(0);
          clock.advance(taken.retryAfterMs - 1);
          expect(limit.take('ann').ok).toBe(false);
          clock.advance(1);
          expect(limit.take('ann').ok).toBe(true);
          granted.push(clock.now());
        }
      }
    }),
  );
});
