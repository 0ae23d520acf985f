import { type Clock, systemClock } from '../../src/runtime/clock.ts';

/** The machine's clock for what runs over real connections: a test sets it ahead, and ends waits of one length at once. */
export interface HurriedClock extends Clock {
  /** From now on it is `ms` later; timers go on as they are. */
  skip(ms: number): void;
  /** Timers of exactly so many ms that are set from now on fire at once; `undefined`: none. */
  hurry(ms: number | undefined): void;
}

export function createHurriedClock(): HurriedClock {
  let aheadMs = 0;
  let hurriedMs: number | undefined;
  return {
    now: () => systemClock.now() + aheadMs,
    elapsed: () => systemClock.elapsed() + aheadMs,
    after: (ms, run) => systemClock.after(ms === hurriedMs ? 0 : ms, run),
    skip(ms) {
      aheadMs += ms;
    },
    hurry(ms) {
      hurriedMs = ms;
    },
  };
}
