import type { Clock } from '../runtime/clock.ts';
import { minuteMs } from '../runtime/durations.ts';

/** How it stands with one part of the bot. `resting`: it is not in use. */
export interface PartState {
  /** As the words name it. */
  readonly name: string;
  readonly state: 'good' | 'bad' | 'resting';
  /** In the words of the part itself. */
  readonly detail?: string | undefined;
}

/** What is read of the bot at one moment. */
export interface Reading {
  readonly parts: readonly PartState[];
  /** How long the oldest pushed message waits, ms. */
  readonly lagMs: number;
  readonly due: number;
}

/** One moment of the last half hour. */
interface Point {
  readonly at: number;
  /** Since the moment before. */
  readonly taken: number;
  readonly said: number;
  readonly lagMs: number;
  readonly due: number;
}

/** What went wrong with a part, and when last. */
interface LastError {
  readonly detail: string;
  readonly at: number;
  /** It has worked since. */
  readonly over: boolean;
}

/** What this process remembers of its last half hour, for the charts and the last errors; it ends with the process. */
export interface History {
  /** A pushed message was taken in. */
  took(): void;
  /** Something was said unasked. */
  said(): void;
  failed(part: string, detail: string): void;
  worked(part: string): void;
  points(): readonly Point[];
  lastError(part: string): LastError | undefined;
  /** Reads every {@link everyMs}, from now on. */
  start(read: () => Promise<Reading>): void;
  /** Resolves at the next reading, or at the end. */
  next(): Promise<void>;
  readonly ended: boolean;
  stop(): void;
}

const everyMs = 5000;

/** Half an hour. */
const mostPoints = (30 * minuteMs) / everyMs;

export function createHistory({ clock }: { readonly clock: Clock }): History {
  const points: Point[] = [];
  const errors = new Map<string, LastError>();
  let [taken, said] = [0, 0];
  let ended = false;
  let cancel = () => {};
  let waiting = Promise.withResolvers<void>();

  const wake = () => {
    waiting.resolve();
    waiting = Promise.withResolvers();
  };
  const failed = (part: string, detail: string) => errors.set(part, { detail, at: clock.now(), over: false });
  const worked = (part: string) => {
    const error = errors.get(part);
    if (error?.over === false) errors.set(part, { ...error, over: true });
  };

  async function turn(read: () => Promise<Reading>): Promise<void> {
    try {
      const { parts, lagMs, due } = await read();
      for (const { name, state, detail } of parts) if (state === 'bad') failed(name, detail ?? '');
      points.push({ at: clock.now(), taken, said, lagMs, due });
      [taken, said] = [0, 0];
      if (points.length > mostPoints) points.shift();
    } catch (thrown) {
      // A store that does not answer gives no figure.
      failed('store', thrown instanceof Error ? thrown.message : '');
    }
    wake();
    if (!ended) cancel = clock.after(everyMs, () => void turn(read));
  }

  return {
    took() {
      taken += 1;
    },
    said() {
      said += 1;
    },
    failed,
    worked,
    points: () => points,
    lastError: (part) => errors.get(part),
    start(read) {
      cancel = clock.after(0, () => void turn(read));
    },
    next: () => waiting.promise,
    get ended() {
      return ended;
    },
    stop() {
      ended = true;
      cancel();
      wake();
    },
  };
}
