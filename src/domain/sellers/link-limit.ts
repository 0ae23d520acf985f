import type { Clock } from '../../runtime/clock.ts';
import { dayMs, minuteMs } from '../../runtime/durations.ts';
import { createSlidingWindows, takeAll } from '../../runtime/limiter.ts';
import type { Bound, DailyCounts } from '../../store/contract/accounts.ts';
import { chinaDay } from '../../xport/china-time.ts';

type Asked = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

/** How often one person may ask for a seller's chat link. */
export interface AskingLimit {
  /**
   * Counts one asking of `person` (`platform:id`), wherever they ask, unless they have used up their share: then nothing
   * is counted, and `retryAfterMs` milliseconds later the next one is granted.
   */
  take(person: string): Asked;
}

/** Their askings are kept, those of the person who asked longest ago going first. */
const mostPeople = 10_000;

/**
 * At most `perMinute` askings in any 60 seconds and `perDay` in any 24 hours, each person by themselves. Counts
 * live in memory, of the 10,000 people who asked last; they begin anew with the process.
 */
export function createAskingLimit({
  clock,
  perMinute,
  perDay,
}: {
  readonly clock: Clock;
  readonly perMinute: number;
  readonly perDay: number;
}): AskingLimit {
  const windows = [
    { most: perMinute, ms: minuteMs },
    { most: perDay, ms: dayMs },
  ];
  const people = createSlidingWindows({ clock, windows, limit: mostPeople });
  return {
    take(person) {
      const retryAfterMs = takeAll([[people, person]]);
      return retryAfterMs > 0 ? { ok: false, retryAfterMs } : { ok: true };
    },
  };
}

/** Counts `wanted` more on a day, or one, or none where `most` were counted on it already: how many it counted. */
export type CountOfDay = Bound<DailyCounts, 'account' | 'name'>['take'];

/** How many seller links all people together may be handed out. Rejects where that can't be counted. */
export interface AccountLimit {
  take(): Promise<Asked>;
}

/** Where links are asked for more often than this, several are counted at once. */
const seldomMs = 1000;

/** So many are counted before they are asked for, at the most: of a day's links, and in all. */
const mostAheadShare = 0.01;
const mostAhead = 100;

/**
 * At most `perDay` links a day of the account's, for all people and places, in all processes together. The day is China's:
 * the account, its sellers and those at 1688 who watch over openUids are there.
 *
 * While many are asked for, a process counts one in a hundred of the day's ahead of them, twice as many each time: to count
 * each takes a commit on the disk. What it has not handed out when it ends stays counted.
 */
export function createAccountLimit({
  clock,
  perDay: most,
  count,
}: {
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  readonly perDay: number;
  readonly count: CountOfDay;
}): AccountLimit {
  let ready = { day: '', links: 0 };
  let counting: Promise<{ readonly day: string; readonly counted: number }> | undefined;
  let waiting = 0;
  let ahead = 0;
  let countedAt = Number.NEGATIVE_INFINITY;
  let today = chinaDay(clock.now());

  /** Its name is only made for another day than the last: that takes as long as all the rest of a taking. */
  function dayOf(at: number): typeof today {
    if (at >= today.endsAt || at < today.endsAt - dayMs) today = chinaDay(at);
    return today;
  }

  async function countMore(day: string, at: number) {
    const now = clock.elapsed();
    const isSeldom = now - countedAt >= seldomMs;
    ahead = isSeldom ? 0 : Math.min(Math.max(1, ahead * 2), mostAhead, Math.floor(most * mostAheadShare));
    countedAt = now;
    try {
      const counted = await count({ day, most, wanted: Math.min(most, waiting + ahead), at });
      ready = { day, links: counted };
      return { day, counted };
    } finally {
      counting = undefined;
    }
  }

  return {
    async take() {
      waiting += 1;
      try {
        for (;;) {
          const at = clock.now();
          const { day, endsAt } = dayOf(at);
          if (ready.day === day && ready.links > 0) {
            ready.links -= 1;
            return { ok: true };
          }
          counting ??= countMore(day, at);
          const last = await counting;
          if (last.day === day && last.counted === 0) return { ok: false, retryAfterMs: endsAt - at };
        }
      } finally {
        waiting -= 1;
      }
    },
  };
}
