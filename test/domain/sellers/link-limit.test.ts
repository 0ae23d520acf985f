import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CountOfDay,
  createAccountLimit,
  createAskingLimit,
} from '../../../src/domain/sellers/link-limit.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

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

/** The day's count that all processes share. `gate`: how each counting is held up. */
function countedDays(gate: () => Promise<void> = async () => {}) {
  const days = new Map<string, number>();
  const wants: number[] = [];
  const count: CountOfDay = async ({ day, most, wanted }) => {
    wants.push(wanted);
    await gate();
    const before = days.get(day) ?? 0;
    const counted = before + wanted <= most ? wanted : before < most ? 1 : 0;
    days.set(day, before + counted);
    return counted;
  };
  return { days, wants, count };
}

test('of a day’s links for all together no more are handed out than there are, however many ask at once', async () => {
  const clock = createFakeClock();
  const { count } = countedDays();
  const limits = [1, 2].map(() => createAccountLimit({ clock, perDay: 1000, count }));
  const asked = await Promise.all(Array.from({ length: 1500 }, (_, at) => limits[at % 2]?.take()));
  const granted = asked.filter((each) => each?.ok === true).length;
  // What one process has counted ahead, the other can't hand out.
  expect(granted).toBeGreaterThan(980);
  expect(granted).toBeLessThanOrEqual(1000);
  const refused = asked.find((each) => each?.ok === false);
  expect(refused?.ok === false && refused.retryAfterMs).toBeGreaterThan(0);
});

test('the last of a day are handed out one by one, and anew on the next day in China', async () => {
  const clock = createFakeClock(Date.UTC(2026, 10, 25, 15, 59, 59));
  const { days, count } = countedDays();
  const limit = createAccountLimit({ clock, perDay: 5, count });
  for (let at = 0; at < 5; at += 1) expect(await limit.take()).toEqual({ ok: true });
  expect(await limit.take()).toEqual({ ok: false, retryAfterMs: 1000 });
  clock.advance(1000);
  expect(await limit.take()).toEqual({ ok: true });
  expect([...days]).toEqual([
    ['2026-11-25', 5],
    ['2026-11-26', 1],
  ]);
});

test('while few are asked for each is counted by itself; while many are, up to a hundredth of the day’s ahead', async () => {
  const clock = createFakeClock();
  const { days, wants, count } = countedDays();
  const limit = createAccountLimit({ clock, perDay: 500, count });
  for (let at = 0; at < 4; at += 1) {
    await limit.take();
    clock.advance(1000);
  }
  expect(wants).toEqual([1, 1, 1, 1]);
  for (let at = 0; at < 40; at += 1) await limit.take();
  expect(Math.max(...wants)).toBe(6);
  expect([...days.values()].reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(44 + 5);
});

test('where it can’t be counted nobody is handed one, and the next is counted again', async () => {
  const clock = createFakeClock();
  let works = false;
  const { count } = countedDays(async () => {
    if (!works) throw new Error('no room');
  });
  const limit = createAccountLimit({ clock, perDay: 500, count });
  const asked = await Promise.allSettled([limit.take(), limit.take()]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  works = true;
  expect(await limit.take()).toEqual({ ok: true });
});
