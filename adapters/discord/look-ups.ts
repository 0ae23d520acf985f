import { setNewest } from '../../src/runtime/bounded-map.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import { minuteMs } from '../../src/runtime/durations.ts';
import type { Log } from '../../src/runtime/log.ts';
import { type DiscordError, isRefusal } from './errors.ts';

/** Answers of Discord, each kept for a time. */
interface AnswerCache<T> {
  /** The kept answer about `key`, or else a new one; `undefined` when Discord gives none. Never rejects. */
  of(key: string): Promise<T | undefined>;
}

interface Kept<T> {
  readonly told: Promise<T | undefined>;
  /** By the clock’s `elapsed`; infinite until the answer comes. */
  untilMs: number;
}

/**
 * Caches what `ask` answers. Concurrent callers with the same key share one request. An answer that comes after its callers
 * gave up is cached all the same.
 */
export function createAnswerCache<T>(deps: {
  readonly clock: Clock;
  /** How many answers are kept; the oldest request is forgotten first. */
  readonly size: number;
  /** How many requests run at one time. */
  readonly atOnce: number;
  /** How many requests may wait for their turn; further ones are answered `undefined`. */
  readonly waiting: number;
  /** Rejects when there is no answer. */
  readonly ask: (key: string) => Promise<T>;
  /** How long an answer holds, ms. */
  readonly keepMs: (answer: T) => number;
  /** Called for each failure; returns how long not to ask again, ms. */
  readonly onFailure: (key: string, error: unknown) => number;
}): AnswerCache<T> {
  const { clock, ask } = deps;
  const kept = new Map<string, Kept<T>>();
  const turns = createTurns(deps);

  function known(key: string): Promise<T | undefined> | undefined {
    const one = kept.get(key);
    return one !== undefined && clock.elapsed() < one.untilMs ? one.told : undefined;
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
        one.untilMs = clock.elapsed() + forMs;
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
    /** Resolves when the caller's turn comes; `undefined` when too many wait. */
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

/** The servers and channels that Discord does not let the bot read. */
interface RefusedLookUps {
  /** Throws Discord's refusal about `workspace`, a server or a channel, while it is remembered. */
  check(workspace: string): void;
  /** Logs a failure about `workspace`, and remembers a refusal; returns how long, ms, not to ask again, for a refusal. */
  note(workspace: string, error: unknown): number | undefined;
}

/** Ten thousand refusals in ten minutes shut an address out (topics/rate-limits, Invalid Request Limit). */
const refusedMs = minuteMs;
/** For a rate limit whose wait Discord does not tell. */
const limitedMs = 5_000;
/** From one line of the log to the next about the same workspace. */
const sayEveryMs = minuteMs;
const mostRemembered = 5_000;

/** The log names servers and channels, and no person. */
export function createRefusedLookUps({
  clock,
  log,
}: {
  readonly clock: Clock;
  readonly log: Log;
}): RefusedLookUps {
  const refused = new Map<string, { readonly error: DiscordError; readonly untilMs: number }>();
  const said = new Map<string, number>();

  function report(workspace: string, error: unknown): void {
    const now = clock.elapsed();
    const last = said.get(workspace);
    if (last !== undefined && now - last < sayEveryMs) return;
    setNewest(said, workspace, now, mostRemembered);
    const advice = isRefusal(error, 'forbidden')
      ? 'the bot may not look at a server or channel: invite it again, or take the server out with /admin dismiss'
      : 'Discord does not say who is in a server, or what a thread is of';
    log.warn({ event: 'look-up failed', workspace, err: error }, advice);
  }

  return {
    check(workspace) {
      const one = refused.get(workspace);
      if (one !== undefined && clock.elapsed() < one.untilMs) throw one.error;
    },
    note(workspace, error) {
      report(workspace, error);
      if (!isRefusal(error, 'forbidden', 'limited', 'unauthorized')) return undefined;
      const known = refused.get(workspace);
      const now = clock.elapsed();
      if (known !== undefined && now < known.untilMs) return known.untilMs - now;
      const forMs = error.refusal === 'limited' ? (error.retryAfterMs ?? limitedMs) : refusedMs;
      setNewest(refused, workspace, { error, untilMs: now + forMs }, mostRemembered);
      return forMs;
    },
  };
}
