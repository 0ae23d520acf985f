import { setNewest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Log } from '../../src/runtime/log.ts';
import { type DiscordError, isRefusal } from './errors.ts';

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

/** The servers and channels that Discord does not let the bot look at. */
export interface RefusedLookUps {
  /** Throws what Discord said of `place`, as long as that holds. */
  check(place: string): void;
  /** Takes down a failure about `place`; gives how long not to ask about it again, ms, where Discord refused. */
  note(place: string, error: unknown): number | undefined;
}

/** Ten thousand refusals in ten minutes shut an address out (topics/rate-limits, Invalid Request Limit). */
const refusedMs = 60_000;
/** Where Discord says to wait and not how long. */
const limitedMs = 5_000;
/** One line a minute for each place is enough. */
const sayEveryMs = 60_000;
const mostRemembered = 5_000;

/** Names places in the log, and no person. */
export function createRefusedLookUps({
  clock,
  log,
}: {
  readonly clock: Clock;
  readonly log: Log;
}): RefusedLookUps {
  const refused = new Map<string, { readonly error: DiscordError; readonly untilMs: number }>();
  const said = new Map<string, number>();

  function tell(place: string, error: unknown): void {
    const now = clock.now();
    const last = said.get(place);
    if (last !== undefined && now - last < sayEveryMs) return;
    setNewest(said, place, now, mostRemembered);
    const advice = isRefusal(error, 'forbidden')
      ? 'the bot may not look at a server or channel: invite it again, or take the server out with /admin dismiss'
      : 'Discord does not say who is in a server, or what a thread is of';
    log.warn({ event: 'look-up failed', place, err: error }, advice);
  }

  return {
    check(place) {
      const one = refused.get(place);
      if (one !== undefined && clock.now() < one.untilMs) throw one.error;
    },
    note(place, error) {
      tell(place, error);
      if (!isRefusal(error, 'forbidden', 'limited', 'unauthorized')) return undefined;
      const known = refused.get(place);
      const now = clock.now();
      if (known !== undefined && now < known.untilMs) return known.untilMs - now;
      const forMs = error.refusal === 'limited' ? (error.retryAfterMs ?? limitedMs) : refusedMs;
      setNewest(refused, place, { error, untilMs: now + forMs }, mostRemembered);
      return forMs;
    },
  };
}
