import { dayAfter } from '../chat/days.ts';
import { hourMs, minuteMs } from '../runtime/durations.ts';

/** Used where no time zone is set: the time of the market itself. */
const defaultZone = 'Asia/Shanghai';

/** `zone` if this machine knows it, else {@link defaultZone}. */
export function knownZone(zone: string | undefined): string {
  if (zone === undefined) return defaultZone;
  try {
    // Under its own name: the runtime's may be an older one.
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch (thrown) {
    if (thrown instanceof RangeError) return defaultZone;
    throw thrown;
  }
}

/** A time of the day, on one day. */
interface DayTime {
  /** As `2026-11-25`. */
  readonly day: string;
  /** When it is, ms since 1970 UTC. */
  readonly at: number;
}

/** Minutes of the day from which, and before which, something holds; over midnight where `from` is the later. */
interface MinuteSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * The wall clock of a time zone. A time of the day comes once on each day that there is: where the clocks skip it, at the
 * first moment after it; where they show it twice, the first time.
 */
export interface WallClock {
  /** The day at `ms`, as `2026-11-25`. */
  day(ms: number): string;
  /** When `minute` of the day comes on `day`; where the zone skips all of that day, the first moment after it. */
  at(day: string, minute: number): number;
  /** The first time after `ms` at which `minute` of the day comes. */
  next(minute: number, ms: number): number;
  /** The last time, at `ms` or before, at which `minute` of the day came. */
  latest(minute: number, ms: number): DayTime;
  /** When `span` ends, where `ms` is in it. Equal ends are no span. */
  endOf(span: MinuteSpan, ms: number): number | undefined;
}

/** How far ahead of UTC and behind it a zone is at most. */
const mostAheadMs = 15 * hourMs;
const mostBehindMs = 13 * hourMs;

/** The wall clock of `zone`, an IANA name that this machine knows. */
export function wallClock(zone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  /** What the wall clock shows at `ms`, as if it were UTC. */
  const shownAt = (ms: number): number => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const [date, time] = [
      [part('year'), part('month') - 1, part('day')] as const,
      [part('hour'), part('minute'), part('second')] as const,
    ];
    return Date.UTC(...date, ...time);
  };
  const aheadAt = (ms: number): number => {
    const second = Math.floor(ms / 1000) * 1000;
    return shownAt(second) - second;
  };
  const dayOf = (ms: number): string => new Date(shownAt(ms)).toJSON().slice(0, 10);

  function at(day: string, minute: number): number {
    const shown = Date.parse(`${day}T00:00:00Z`) + minute * minuteMs;
    const [before, after] = [aheadAt(shown - mostAheadMs), aheadAt(shown + mostBehindMs)];
    const those = [shown - before, shown - after].filter((ms) => shownAt(ms) === shown);
    return those.length > 0 ? Math.min(...those) : changeBetween(shown - after, shown - before);
  }

  /** When the clocks are changed between two moments, at the earlier of which they are not yet. */
  function changeBetween(from: number, until: number): number {
    let [old, changed] = [from, until];
    const aheadBefore = aheadAt(old);
    while (changed - old > 1) {
      const middle = Math.floor((old + changed) / 2);
      if (aheadAt(middle) === aheadBefore) old = middle;
      else changed = middle;
    }
    return changed;
  }

  const found = new Map<string, readonly DayTime[]>();
  /** When `minute` comes on the days around that of `ms`, in order; of two days beside it one at least is not skipped. */
  function around(minute: number, ms: number): readonly DayTime[] {
    const today = dayOf(ms);
    const key = `${today} ${minute}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const times = [-2, -1, 0, 1, 2].flatMap((days) => {
      const day = dayAfter(today, days);
      const moment = at(day, minute);
      const isDay = dayOf(moment) === day || dayOf(moment - 1) === day;
      return isDay ? [{ day, at: moment }] : [];
    });
    found.set(key, times);
    return times;
  }

  function next(minute: number, ms: number): number {
    const soon = around(minute, ms).find((each) => each.at > ms);
    if (soon === undefined) throw new RangeError(`no day comes after ${ms} in ${zone}`);
    return soon.at;
  }

  return {
    day: dayOf,
    at,
    next,
    latest(minute, ms) {
      const last = around(minute, ms).findLast((each) => each.at <= ms);
      if (last === undefined) throw new RangeError(`no day came before ${ms} in ${zone}`);
      return last;
    },
    endOf({ from, to }, ms) {
      if (from === to) return undefined;
      const end = next(to, ms);
      return end < next(from, ms) ? end : undefined;
    },
  };
}

/** When `day`, as `2026-11-25`, begins in `zone`, an IANA name that this machine knows. */
export function dayBegin(day: string, zone: string): number {
  return wallClock(zone).at(day, 0);
}
