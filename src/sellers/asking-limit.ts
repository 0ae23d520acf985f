import type { Clock } from '../runtime/clock.ts';

export type Asked = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

/** How often one person may ask for a seller's chat link. */
export interface AskingLimit {
  /**
   * Counts one asking of `person` in `organization`, unless they have used up their share: then nothing is
   * counted, and `retryAfterMs` milliseconds later the next one is granted.
   */
  take(organization: string, person: string): Asked;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
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
    take(organization, person) {
      const key = JSON.stringify([organization, person]);
      const earlier = askings.get(key) ?? [];
      // A clock that was set back must not make anyone wait longer than the window.
      const nowMs = Math.max(clock.now(), earlier.at(-1) ?? 0);
      const today = earlier.filter((atMs) => atMs > nowMs - dayMs);
      const retryAfterMs = Math.max(
        waitFor(today, perMinute, minuteMs, nowMs),
        waitFor(today, perDay, dayMs, nowMs),
      );
      if (retryAfterMs > 0) return { ok: false, retryAfterMs };

      today.push(nowMs);
      askings.delete(key);
      askings.set(key, today);
      for (const idle of askings.keys()) {
        if (askings.size <= mostPeople) break;
        askings.delete(idle);
      }
      return { ok: true };
    },
  };
}

/** Milliseconds until fewer than `most` of these moments lie within the window; 0 when that is so now. */
function waitFor(moments: readonly number[], most: number, windowMs: number, nowMs: number): number {
  const oldestThatCounts = moments.at(-most);
  if (moments.length < most || oldestThatCounts === undefined) return 0;
  return Math.max(0, oldestThatCounts + windowMs - nowMs);
}
