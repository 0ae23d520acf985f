import { dayMs, minuteMs } from '../runtime/durations.ts';

const dayMinutes = 24 * 60;

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

/** The wall clock of a time zone. */
export interface WallClock {
  /** The minute of the day, 0 to 1439, at `ms`. */
  minute(ms: number): number;
  /** The day at `ms`, as `2026-11-25`. */
  day(ms: number): string;
  /** The first time after `ms` at which the wall clock comes to `minute` of the day. */
  next(minute: number, ms: number): number;
}

/** The wall clock of `zone`, an IANA name that this machine knows. */
export function wallClock(zone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const read = (ms: number) => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    return (part: Intl.DateTimeFormatPartTypes) => parts.get(part) ?? '';
  };
  const minuteOf = (ms: number): number => {
    const part = read(ms);
    return Number(part('hour')) * 60 + Number(part('minute'));
  };
  return {
    minute: minuteOf,
    day(ms) {
      const part = read(ms);
      return `${part('year')}-${part('month')}-${part('day')}`;
    },
    next(minute, ms) {
      const thisMinute = Math.floor(ms / minuteMs) * minuteMs;
      const ahead = (minute - minuteOf(ms) + dayMinutes) % dayMinutes || dayMinutes;
      const found = thisMinute + ahead * minuteMs;
      // Where the clocks were changed on the way, the wall clock is some minutes off there.
      const off = ((minute - minuteOf(found) + dayMinutes + dayMinutes / 2) % dayMinutes) - dayMinutes / 2;
      const mended = found + off * minuteMs;
      return mended > ms ? mended : found;
    },
  };
}

/** When `day`, as `2026-11-25`, begins in `zone`, an IANA name that this machine knows. */
export function dayBegin(day: string, zone: string): number {
  const { next, day: dayOf } = wallClock(zone);
  // No zone is as far from UTC as that.
  let ms = Date.parse(`${day}T00:00:00Z`) - 2 * dayMs;
  do ms = next(0, ms);
  while (dayOf(ms) < day);
  return ms;
}

/** Whether `minute` is in the span from `from` to before `to`, which may go over midnight; equal ends are no span. */
export function isWithin(minute: number, span: { readonly from: number; readonly to: number }): boolean {
  return span.from <= span.to
    ? minute >= span.from && minute < span.to
    : minute >= span.from || minute < span.to;
}
