import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter } from '../../src/chat/days.ts';
import { dayBegin, knownZone, wallClock } from '../../src/notifications/day-times.ts';
import { runs } from '../harness/runs.ts';

const dayMs = 24 * 60 * 60_000;

/** What the wall clock of `zone` shows at `ms`, as `2026-11-25 09:30`. */
function shownIn(zone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (ms) => format.format(ms);
}

const minuteOf = (shown: string) => Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14));
const clockTime = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The days of a year on which the clocks of `zone` are changed, and those beside them. */
function daysOfChange(zone: string, year: number): readonly string[] {
  const shown = shownIn(zone);
  const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
  const off = (day: string) => Date.parse(`${shown(noon(day)).replace(' ', 'T')}:00Z`) - noon(day);
  const days = Array.from({ length: 365 }, (_, at) => dayAfter(`${year}-01-01`, at));
  const changed = days.filter((day) => off(day) !== off(dayAfter(day, 1)));
  return changed.flatMap((day) => [-1, 0, 1, 2].map((by) => dayAfter(day, by)));
}

/** A zone with a day of it, on most runs one on which its clocks are changed. */
const zoneDay = fc
  .record({
    zone: fc.oneof(
      fc.constantFrom(
        'Africa/Cairo',
        'Asia/Beirut',
        'America/Santiago',
        'America/Havana',
        'America/Nuuk',
        'America/St_Johns',
        'Australia/Lord_Howe',
        'Antarctica/Troll',
        'Pacific/Apia',
        'Europe/Berlin',
        'America/New_York',
        'Africa/Casablanca',
        'Asia/Shanghai',
      ),
      fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
    ),
    year: fc.integer({ min: 1990, max: 2035 }),
    at: fc.nat(364),
  })
  .map(({ zone, year, at }) => {
    const days = daysOfChange(zone, year);
    return { zone, day: days[at % days.length] ?? dayAfter(`${year}-01-01`, at) };
  });

const aMinute = fc.oneof(fc.nat(1439), fc.constantFrom(0, 30, 60, 120, 150, 180, 1380, 1410, 1439));

describe('a wall clock', () => {
  it('reads the day of its zone', () => {
    expect(wallClock('Asia/Shanghai').day(Date.UTC(2026, 10, 24, 16, 5))).toBe('2026-11-25');
  });

  it('finds when it next shows a time, over midnight and over a change of the clocks', () => {
    const berlin = wallClock('Europe/Berlin');
    // On 29 March 2026 the clocks in Berlin go from 2:00 to 3:00.
    expect(berlin.next(9 * 60, Date.UTC(2026, 2, 28, 20))).toBe(Date.UTC(2026, 2, 29, 7));
    expect(berlin.next(9 * 60, Date.UTC(2026, 2, 27, 20))).toBe(Date.UTC(2026, 2, 28, 8));
  });

  it.each([
    // The clocks are set ahead from the first of these times to the second.
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T03:00+02:00'],
    ['Africa/Cairo', '2026-04-24', '00:00', '2026-04-24T01:00+03:00'],
    ['Africa/Cairo', '2026-04-24', '00:30', '2026-04-24T01:00+03:00'],
    ['Asia/Beirut', '2026-03-29', '00:00', '2026-03-29T01:00+03:00'],
    ['America/Santiago', '2026-09-06', '00:00', '2026-09-06T01:00-03:00'],
    ['America/Havana', '2026-03-08', '00:00', '2026-03-08T01:00-04:00'],
    ['America/Nuuk', '2026-03-28', '23:30', '2026-03-29T00:00-01:00'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-04T02:30+11:00'],
    // They are set back: the hour comes twice.
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T02:30+02:00'],
    ['America/Havana', '2026-11-01', '00:00', '2026-11-01T00:00-04:00'],
    ['Africa/Cairo', '2026-10-29', '23:30', '2026-10-29T23:30+03:00'],
    ['America/Santiago', '2026-04-04', '23:30', '2026-04-04T23:30-03:00'],
  ])('in %s on %s comes to %s once, at %s', (zone, day, time, moment) => {
    const wall = wallClock(zone);
    const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
    const at = Date.parse(moment);
    expect(wall.at(day, minute)).toBe(at);
    expect(wall.next(minute, at - 1)).toBe(at);
    expect(wall.next(minute, at)).toBeGreaterThan(at + dayMs - 2 * 3_600_000);
    expect(wall.latest(minute, at)).toEqual({ day, at });
    expect(wall.latest(minute, at - 1).at).toBeLessThan(at - dayMs + 2 * 3_600_000);
  });

  it('comes to a time at the first moment that shows it, or a later one, in any zone and year', () => {
    fc.assert(
      fc.property(zoneDay, aMinute, ({ zone, day }, minute) => {
        const shown = shownIn(zone);
        const wanted = `${day} ${clockTime(minute)}`;
        let first = Date.parse(`${day}T00:00:00Z`) + minute * 60_000 - 16 * 3_600_000;
        while (shown(first) < wanted) first += 60_000;
        expect(wallClock(zone).at(day, minute)).toBe(first);
      }),
      { numRuns: runs(500) },
    );
  });

  it('comes to a time once on every day that there is, in any zone and year', () => {
    fc.assert(
      fc.property(zoneDay, aMinute, ({ zone, day }, minute) => {
        const wall = wallClock(zone);
        const shown = shownIn(zone);
        const begin = wall.at(dayAfter(day, -3), 0);
        const end = wall.at(dayAfter(day, 4), 0);
        const days = new Set<string>();
        for (let ms = begin; ms < end; ms += 15 * 60_000) days.add(shown(ms).slice(0, 10));
        const came: string[] = [];
        for (let ms = begin - 1; ; ) {
          ms = wall.next(minute, ms);
          const { day: of, at } = wall.latest(minute, ms);
          expect(at).toBe(ms);
          if (of > dayAfter(day, 3)) break;
          expect(wall.latest(minute, ms + 60_000).at).toBe(ms);
          came.push(of);
        }
        expect(came).toEqual([...days].sort());
      }),
      { numRuns: runs(500) },
    );
  });

  it('is of the market where the zone is unknown', () => {
    expect(knownZone('Mars/Olympus')).toBe('Asia/Shanghai');
    expect(knownZone(undefined)).toBe('Asia/Shanghai');
    expect(knownZone('Europe/Berlin')).toBe('Europe/Berlin');
  });
});

describe('a span of the day', () => {
  const utc = wallClock('UTC');
  const on = (minute: number) => Date.UTC(2026, 4, 20) + minute * 60_000;

  it('may go over midnight', () => {
    const night = { from: 22 * 60, to: 8 * 60 };
    expect([22 * 60, 24 * 60, 24 * 60 + 8 * 60 - 1].map((minute) => utc.endOf(night, on(minute)))).toEqual([
      on(32 * 60),
      on(32 * 60),
      on(32 * 60),
    ]);
    expect([22 * 60 - 1, 8 * 60, 12 * 60].map((minute) => utc.endOf(night, on(minute)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(utc.endOf({ from: 5, to: 5 }, on(5))).toBeUndefined();
  });

  it('does not begin again in the hour that comes twice, where it ended in the first', () => {
    const berlin = wallClock('Europe/Berlin');
    const night = { from: 22 * 60, to: 2 * 60 + 30 };
    const end = Date.parse('2026-10-25T02:30+02:00');
    expect(berlin.endOf(night, end - 1)).toBe(end);
    expect(berlin.endOf(night, Date.parse('2026-10-25T02:15+01:00'))).toBeUndefined();
  });

  it('is one stretch a day at most, in any zone and year, and what its times say where no clock is changed', () => {
    fc.assert(
      fc.property(zoneDay, aMinute, aMinute, ({ zone, day }, from, to) => {
        const wall = wallClock(zone);
        const shown = shownIn(zone);
        const span = { from, to };
        const ends = new Set<number>();
        const changed = new Set(daysOfChange(zone, Number(day.slice(0, 4))));
        const begin = wall.at(dayAfter(day, -1), 0);
        for (let ms = begin; ms < begin + 3 * dayMs; ms += 15 * 60_000) {
          const end = wall.endOf(span, ms);
          if (end !== undefined) {
            expect(end).toBeGreaterThan(ms);
            expect(wall.endOf(span, end - 1)).toBe(end);
            expect(wall.endOf(span, end)).toBeUndefined();
            ends.add(end);
          }
          if (changed.has(shown(ms).slice(0, 10))) continue;
          const minute = minuteOf(shown(ms));
          const inside = from <= to ? minute >= from && minute < to : minute >= from || minute < to;
          expect(end !== undefined).toBe(inside);
        }
        const days = [...ends].map((end) => wall.latest(to, end).day);
        expect(new Set(days).size).toBe(days.length);
      }),
      { numRuns: runs(250) },
    );
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
