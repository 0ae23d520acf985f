import { beforeEach, describe, expect, it } from 'vitest';
import { ageOf } from '../../src/notifications/attempts.ts';
import { type ClockWatch, createClockWatch } from '../../src/notifications/clock-watch.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';

describe('steadiness', () => {
  let clock: FakeClock;
  let skewMs: number;
  let steadiness: ClockWatch;

  beforeEach(() => {
    clock = createFakeClock(1_000_000);
    skewMs = 0;
    steadiness = createClockWatch({ now: () => clock.now() + skewMs, after: clock.after });
    steadiness.start();
  });

  it('lasts while time goes on evenly', async () => {
    await clock.elapse(3_600_000);
    expect(steadiness.since()).toBe(1_000_000);
  });

  it.each([-3_600_000, -1500, 5000, 3_600_000])('begins anew when the clock is set by %i ms', async (ms) => {
    await clock.elapse(10_300);
    skewMs = ms;
    await clock.elapse(2000);
    const since = steadiness.since();
    expect(since).toBeGreaterThanOrEqual(1_010_300 + ms);
    expect(since).toBeLessThanOrEqual(1_012_300 + ms);
    await clock.elapse(60_000);
    expect(steadiness.since()).toBe(since);
  });

  it('sees at once that the clock was just set', async () => {
    await clock.elapse(10_300);
    skewMs = 300_000;
    expect(steadiness.since()).toBe(1_310_300);
  });

  it('bounds how old an attempt is known to be', () => {
    expect(ageOf(1000, 61_000, 0)).toBe(60_000);
    expect(ageOf(1000, 61_000, 50_000)).toBe(11_000);
    expect(ageOf(900_000, 61_000, 50_000)).toBe(11_000);
  });
});
