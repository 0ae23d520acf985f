import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/** Work that is done over and over, one turn at a time. */
export interface Loop {
  start(): void;
  /** Something is there to do: the next turn comes at once, or follows the one under way. */
  wake(): void;
  /** Begins no turn any more; resolves once the one under way has ended. */
  stop(): Promise<void>;
}

/** The first wait after a turn that failed, ms; it doubles from fault to fault. */
const firstWaitMs = 250;

/** The longest, so that a store that is back is soon used again. */
const longestWaitMs = 15_000;

/**
 * A loop of `turn`, which gives the ms until it wants its next turn: 0 when there is more to do right now. It never
 * rests longer than `restMs`, since a wake-up can get lost, and never runs hot: a wake-up waits for `gatherMs`, so that
 * those which come together are one, and after a fault nothing cuts the wait short.
 */
export function createLoop({
  turn,
  onFault,
  restMs,
  gatherMs,
  clock,
  random,
}: {
  turn(): Promise<number>;
  /** Told of what `turn` rejected with, and how often in a row it has now. */
  onFault(error: unknown, inARow: number): void;
  readonly restMs: number;
  readonly gatherMs: number;
  readonly clock: Clock;
  readonly random: Random;
}): Loop {
  let state: 'new' | 'resting' | 'running' | 'recovering' | 'stopped' = 'new';
  let woken = false;
  let restsUntil = 0;
  let faults = 0;
  let running: Promise<void> = Promise.resolve();
  let cancel = () => {};

  function later(ms: number, as: 'resting' | 'recovering'): void {
    if (state === 'stopped') return;
    cancel();
    state = as;
    restsUntil = clock.elapsed() + ms;
    cancel = clock.after(ms, () => {
      running = once();
    });
  }

  async function once(): Promise<void> {
    state = 'running';
    woken = false;
    try {
      const next = await turn();
      faults = 0;
      later(woken ? Math.min(next, gatherMs) : Math.max(0, Math.min(next, restMs)), 'resting');
    } catch (thrown) {
      faults += 1;
      onFault(thrown, faults);
      later(
        backoffMs({ failed: faults - 1, firstMs: firstWaitMs, longestMs: longestWaitMs, random }),
        'recovering',
      );
    }
  }

  return {
    start() {
      if (state === 'new') later(0, 'resting');
    },
    wake() {
      if (state === 'running') woken = true;
      if (state !== 'resting' || woken) return;
      woken = true;
      later(Math.min(gatherMs, Math.max(0, restsUntil - clock.elapsed())), 'resting');
    },
    async stop() {
      cancel();
      state = 'stopped';
      await running;
    },
  };
}

/** Ms to wait after `failed` failures before this one: doubling up to `longestMs`, with jitter of half of it. */
export function backoffMs({
  failed,
  firstMs,
  longestMs,
  random,
}: {
  readonly failed: number;
  readonly firstMs: number;
  readonly longestMs: number;
  readonly random: Random;
}): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(failed, 30));
  return Math.round(whole * (0.5 + random.fraction() / 2));
}
