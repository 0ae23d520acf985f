import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter } from '../../src/chat/days.ts';
import { dayBegin, isWithin, knownZone, wallClock } from '../../src/notifications/day-times.ts';

const dayMs = 24 * 60 * 60_000;

describe('a wall clock', () => {
  it('reads the minute and the day of its zone', () => {
    const shanghai = wallClock('Asia/Shanghai');
    const at = Date.UTC(2026, 10, 24, 16, 5);
    expect(shanghai.minute(at)).toBe(5);
    expect(shanghai.day(at)).toBe('2026-11-25');
  });

  it('finds when it next shows a time, over midnight and over a change of the clocks', () => {
    const berlin = wallClock('Europe/Berlin');
    // On 29 March 2026 the clocks in Berlin go from 2:00 to 3:00.
    expect(berlin.next(9 * 60, Date.UTC(2026, 2, 28, 20))).toBe(Date.UTC(2026, 2, 29, 7));
    expect(berlin.next(9 * 60, Date.UTC(2026, 2, 27, 20))).toBe(Date.UTC(2026, 2, 28, 8));
  });

  it('never finds a time that is gone, nor one more than a day and a changed clock away', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'),
        fc.nat(1439),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
        (zone, minute, now) => {
          const next = wallClock(zone).next(minute, now);
          expect(next).toBeGreaterThan(now);
          expect(next).toBeLessThanOrEqual(now + dayMs + 2 * 60 * 60_000);
        },
      ),
    );
  });

  it('is of the market where the zone is unknown', () => {
    expect(knownZone('Mars/Olympus')).toBe('Asia/Shanghai');
    expect(knownZone(undefined)).toBe('Asia/Shanghai');
    expect(knownZone('Europe/Berlin')).toBe('Europe/Berlin');
  });
});

describe('a span of the day', () => {
  it('may go over midnight', () => {
    const night = { from: 22 * 60, to: 8 * 60 };
    expect([22 * 60, 0, 8 * 60 - 1].map((minute) => isWithin(minute, night))).toEqual([true, true, true]);
    expect([22 * 60 - 1, 8 * 60, 12 * 60].map((minute) => isWithin(minute, night))).toEqual([
      false,
      false,
      false,
    ]);
    expect(isWithin(5, { from: 5, to: 5 })).toBe(false);
  });
});

describe('the beginning of a day', () => {
  it('is the first moment of that day, in any zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'Asia/Shanghai',
          'Europe/Berlin',
          'America/New_York',
          'Pacific/Kiritimati',
          'Africa/Cairo',
        ),
        fc.integer({ min: 0, max: 800 }),
        (zone, days) => {
          const day = dayAfter('2025-01-01', days);
          const begin = dayBegin(day, zone);
          expect(wallClock(zone).day(begin)).toBe(day);
          expect(wallClock(zone).day(begin - 60_000)).toBe(dayAfter(day, -1));
        },
      ),
    );
  });

  it('is midnight in China', () => {
    expect(dayBegin('2026-05-21', 'Asia/Shanghai')).toBe(Date.parse('2026-05-21T00:00:00+08:00'));
  });
});
