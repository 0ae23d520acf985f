import { setNewest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';

/** Answers of Discord, each kept for a while. */
export interface AnswerCache<T> {
  /** The answer about `key`: the kept one, or else a new one; `undefined` where there is none. Never rejects. */
  of(key: string): Promise<T | undefined>;
}

interface Kept<T> {
  readonly told: Promise<T | undefined>;
  /** ms since 1970 UTC; until the answer comes, for ever. */
  untilMs: number;
}

/**
 * A cache of what `ask` answers. Callers who want the same key at the same time share one request. An answer that comes
 * after its callers gave up is kept all the same.
 */
export function createAnswerCache<T>(deps: {
  readonly clock: Clock;
  /** How many answers are kept; the one asked for longest ago is forgotten first. */
  readonly size: number;
  /** Requests at one time. */
  readonly atOnce: number;
  /** How many requests may wait for their turn; one more is answered `undefined`. */
  readonly waiting: number;
  /** Rejects where there is no answer. */
  readonly ask: (key: string) => Promise<T>;
  /** How long an answer holds, ms. */
  readonly keepMs: (answer: T) => number;
  /** Called for each failure; gives how long not to ask again, ms. */
  readonly onFailure: (key: string, error: unknown) => number;
}): AnswerCache<T> {
  const { clock, ask } = deps;
  const kept = new Map<string, Kept<T>>();
  const turns = createTurns(deps);

  function known(key: string): Promise<T | undefined> | undefined {
    const one = kept.get(key);
    return one !== undefined && clock.now() < one.untilMs ? one.told : undefined;
  }

  function askFor(key: string): Promise<T | undefined> {
    const turn = turns.take();
    if (turn === undefined) return Promise.resolve(undefined);
    let forMs = 0;
    const told = turn
      .then(() => ask(key))
      .then(
        (answer) => {
          forMs = deps.keepMs(answer);
          return answer;
        },
        (error: unknown) => {
          forMs = deps.onFailure(key, error);
          return undefined;
        },
      )
      .finally(() => {
        turns.give();
        one.untilMs = clock.now() + forMs;
      });
    const one: Kept<T> = { told, untilMs: Number.POSITIVE_INFINITY };
    setNewest(kept, key, one, deps.size);
    return told;
  }

  return { of: async (key) => known(key) ?? askFor(key) };
}

/** Lets `atOnce` requests run at one time; `waiting` more wait for their turn. */
function createTurns({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }) {
  let free = atOnce;
  const next: (() => void)[] = [];
  return {
    /** Resolves when the caller's turn comes; `undefined` where too many wait. */
    take(): Promise<void> | undefined {
      if (free > 0) {
        free -= 1;
        return Promise.resolve();
      }
      if (next.length >= waiting) return undefined;
      return new Promise((resolve) => next.push(resolve));
    },
    give(): void {
      const first = next.shift();
      if (first === undefined) free += 1;
      else first();
    },
  };
}
