/** Where nobody said where they are: the time of the market itself. */
const marketZone = 'Asia/Shanghai';

/** The furthest that a date can lie from 1970, ms (ECMAScript, Time Values and Time Range). */
const furthest = 8.64e15;

/** Times as they are read in one zone. */
export interface ZonedTimes {
  /** The zone's name. */
  readonly zone: string;
  /** `05-21 10:00`, with the year in front where it is not this year's. */
  at(ms: number): string;
}

/** Times in `zone`, an IANA name, seen from `now`; in China time where there is none, or none that is known here. */
export function zonedTimes(zone: string | undefined, now: number): ZonedTimes {
  const format = formatOf(zone ?? marketZone) ?? formatOf(marketZone);
  const read = (ms: number) => {
    const parts = new Map(format?.formatToParts(ms).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
    const day = `${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
    return { year: part('year'), day };
  };
  const thisYear = read(now).year;
  return {
    zone: format?.resolvedOptions().timeZone ?? marketZone,
    at(ms) {
      if (!(Math.abs(ms) <= furthest)) return '–';
      const { year, day } = read(ms);
      return year === thisYear ? day : `${year}-${day}`;
    },
  };
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
