import type { Inline } from '../chat/text.ts';
import { zoneName } from '../domain/places/zones.ts';

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
  /**
   * The same as a part of a text, for readers in any zone; in words it ends in what the zone is ahead of UTC, `UTC+8`, unless
   * it stands `among` others on a line that says so at its end.
   */
  point(ms: number, among?: 'among others'): Inline;
  /** `2026-05-21T10:00:00+08:00`: to the second, with what the zone was ahead of UTC then. */
  exact(ms: number): string;
  /** What clocks show there, to the second, as if it were UTC: ms since 1970. `NaN` for what no date can be. */
  wall(ms: number): number;
}

/** Times in `zone`, an IANA name, seen from `now`; in China time where there is none, or none that is known here. */
export function zonedTimes(zone: string | undefined, now: number): ZonedTimes {
  const asked = formatOf(zone ?? marketZone);
  const format = asked ?? formatOf(marketZone);
  const name = asked === undefined ? marketZone : (zone ?? marketZone);
  const exactly = exactFormatOf(name);
  const wholly = (ms: number) => {
    const parts = new Map(exactly.formatToParts(ms).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
    const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
    return { local, offset: part('timeZoneName').replace(/^GMT/, '') || '+00:00' };
  };
  const read = (ms: number) => {
    const parts = new Map(format?.formatToParts(ms).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
    const day = `${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
    return { year: part('year'), day };
  };
  const thisYear = read(now).year;
  const at = (ms: number) => {
    if (!(Math.abs(ms) <= furthest)) return '–';
    const { year, day } = read(ms);
    return year === thisYear ? day : `${year}-${day}`;
  };
  return {
    zone: name === marketZone ? name : zoneName(name),
    at,
    point(ms, among) {
      if (!(Math.abs(ms) <= furthest)) return '–';
      const words = among === undefined ? `${at(ms)} ${inUtc(wholly(ms).offset)}` : at(ms);
      return { time: { ms, words } };
    },
    exact(ms) {
      if (!(Math.abs(ms) <= furthest)) return '';
      const { local, offset } = wholly(ms);
      return `${local}${offset}`;
    },
    wall(ms) {
      return Math.abs(ms) <= furthest ? Date.parse(`${wholly(ms).local}Z`) : Number.NaN;
    },
  };
}

/** `+08:00` as `UTC+8`, `+05:30` as `UTC+5:30`, `+00:00` as `UTC`. */
function inUtc(offset: string): string {
  const [, sign = '', hours = '', minutes = ''] = /^([+-])(\d\d):(\d\d)/.exec(offset) ?? [];
  const ahead = `${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
  return ahead === '0' ? 'UTC' : `UTC${sign}${ahead}`;
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
