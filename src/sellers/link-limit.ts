import { setNewest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';
import { dayMs, minuteMs } from '../runtime/durations.ts';
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
export function createAskingLimit(options: {
  readonly clock: Clock;
  readonly perMinute: number;
  readonly perDay: number;
}): AskingLimit {
  const { clock, perMinute, perDay } = options;
  // Moments of each person's askings, oldest first; people in the order of their last asking.
  const askings = new Map<string, number[]>();

  return {
    take(person) {
      const earlier = askings.get(person) ?? [];
      // A clock that was set back must not make anyone wait longer than the window.
      const nowMs = Math.max(clock.now(), earlier.at(-1) ?? 0);
      const today = earlier.filter((atMs) => atMs > nowMs - dayMs);
      const retryAfterMs = Math.max(
        waitFor(today, perMinute, minuteMs, nowMs),
        waitFor(today, perDay, dayMs, nowMs),
      );
      if (retryAfterMs > 0) return { ok: false, retryAfterMs };

      today.push(nowMs);
      setNewest(askings, person, today, mostPeople);
      return { ok: true };
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

/** Milliseconds until fewer than `most` of these moments lie within the window; 0 when that is so now. */
function waitFor(moments: readonly number[], most: number, windowMs: number, nowMs: number): number {
  const oldestThatCounts = moments.at(-most);
  if (moments.length < most || oldestThatCounts === undefined) return 0;
  return Math.max(0, oldestThatCounts + windowMs - nowMs);
}
