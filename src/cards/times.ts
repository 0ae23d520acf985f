import { zoneName } from '../places/zones.ts';

/** Used where no time zone is set: the time of the market itself. */
const marketZone = 'Asia/Shanghai';

/** The furthest that a date can lie from 1970, ms (ECMAScript, Time Values and Time Range). */
const furthest = 8.64e15;

/** Times as they are read in one zone. */
export interface ZonedTimes {
  /** The zone's current name, or `UTC+8`. */
  readonly zone: string;
  /** `05-21 10:00`, with the year in front where it is not this year's. */
  at(ms: number): string;
  /** `2026-05-21T10:00:00+08:00`: to the second, with what the zone was ahead of UTC then. */
  exact(ms: number): string;
}

/** Times in `zone`, an IANA name, seen from `now`; in China time where there is none, or none that is known here. */
export function zonedTimes(zone: string | undefined, now: number): ZonedTimes {
  const asked = formatOf(zone ?? marketZone);
  const format = asked ?? formatOf(marketZone);
  const name = asked === undefined ? marketZone : (zone ?? marketZone);
  const exactly = exactFormatOf(name);
  const read = (ms: number) => {
    const parts = new Map(format?.formatToParts(ms).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
    const day = `${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
    return { year: part('year'), day };
  };
  const thisYear = read(now).year;
  return {
    zone: name === marketZone ? name : zoneName(name),
    at(ms) {
      if (!(Math.abs(ms) <= furthest)) return '–';
      const { year, day } = read(ms);
      return year === thisYear ? day : `${year}-${day}`;
    },
    exact(ms) {
      if (!(Math.abs(ms) <= furthest)) return '';
      const parts = new Map(exactly.formatToParts(ms).map(({ type, value }) => [type, value]));
      const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
      const offset = part('timeZoneName').replace(/^GMT/, '') || '+00:00';
      const date = `${part('year')}-${part('month')}-${part('day')}`;
      return `${date}T${part('hour')}:${part('minute')}:${part('second')}${offset}`;
    },
  };
}

function exactFormatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
