import type { Clock } from '../runtime/clock.ts';
import { dayMs, minuteMs } from '../runtime/durations.ts';
import { createSlidingWindows, takeAll } from '../runtime/limiter.ts';
import type { Bound, DailyCounts } from '../store/contract/accounts.ts';
import { chinaDay } from '../xport/china-time.ts';

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

/** Counts one more on a day, unless `most` were counted on it already: whether it did. */
export type CountOfDay = Bound<DailyCounts, 'account' | 'name'>['take'];

/** How many seller links all people together may be handed out. Rejects where that can't be counted. */
export interface AccountLimit {
  take(): Promise<Asked>;
}

/**
 * At most `perDay` links a day of the account's, for all people and places, in all processes together. The day is China's:
 * the account, its sellers and those at 1688 who watch over openUids are there.
 */
export function createAccountLimit({
  clock,
  perDay: most,
  count,
}: {
  readonly clock: Pick<Clock, 'now'>;
  readonly perDay: number;
  readonly count: CountOfDay;
}): AccountLimit {
  return {
    async take() {
      const at = clock.now();
      const { day, endsAt } = chinaDay(at);
      return (await count({ day, most, at })) ? { ok: true } : { ok: false, retryAfterMs: endsAt - at };
    },
  };
}
