import type { Cancel, Clock } from './clock.ts';

/** The machine's clock was set. */
export interface ClockJump {
  /** How far, ms; below 0 where it was set back. */
  readonly byMs: number;
  /** When that was noticed, ms since 1970 UTC by the clock as it was set. */
  readonly at: number;
}

/** Watches whether the machine's clock is set while the process runs. */
export interface ClockWatch {
  /** The clock that is watched: each reading of it is looked at, so that none is used before it is known to be of a jump. */
  readonly clock: Clock;
  /**
   * How long ago, at least, `at` (ms since 1970 UTC, by the machine's clock as it was then) was: counted only as far back as
   * the clock has gone on evenly, since a clock that was set makes anything look old, or still to come.
   */
  age(at: number): number;
  /** How far, at most, times that were noted since the process started can be off from each other, ms. */
  offMs(): number;
  /** The last time that the clock was set since the process started. */
  last(): ClockJump | undefined;
  /**
   * Has `run` called each time that the clock was set: at the next reading of {@link ClockWatch.clock}, or about a second later.
   * `run` must not throw.
   */
  onJump(run: (jump: ClockJump) => void): Cancel;
  start(): void;
  stop(): void;
}

const beatMs = 1000;

/**
 * A step of as much is a clock that was set, or a machine that slept; what keeps clocks right otherwise is far below: at most
 * half a millisecond in a second.
 */
const jumpMs = 1000;

/** Two readings of a process that was held up between them would look like a step. */
const atOnceMs = 100;
const mostReadings = 5;

/** {@link ClockWatch} of `clock`. */
export function createClockWatch(clock: Clock): ClockWatch {
  const listeners = new Set<(jump: ClockJump) => void>();
  let origin = originOf(clock);
  let steadySince = clock.elapsed();
  let last: ClockJump | undefined;
  let offMs = 0;
  let cancel: Cancel = () => {};

  function look(): void {
    const found = originOf(clock);
    const byMs = found - origin;
    if (Math.abs(byMs) < jumpMs) return;
    origin = found;
    steadySince = clock.elapsed();
    last = { byMs: Math.round(byMs), at: clock.now() };
    offMs += Math.abs(byMs);
    for (const run of [...listeners]) run(last);
  }

  function beat(): void {
    look();
    origin = originOf(clock);
    cancel = clock.after(beatMs, beat);
  }

  return {
    clock: {
      ...clock,
      now() {
        look();
        return clock.now();
      },
    },
    age(at) {
      look();
      const now = clock.now();
      const steadyMs = clock.elapsed() - steadySince;
      return at > now ? steadyMs : Math.min(now - at, steadyMs);
    },
    offMs() {
      look();
      return offMs;
    },
    last() {
      look();
      return last;
    },
    onJump(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    start() {
      cancel();
      origin = originOf(clock);
      steadySince = clock.elapsed();
      cancel = clock.after(beatMs, beat);
    },
    stop() {
      cancel();
    },
  };
}

/** What the machine's clock says where `elapsed` says 0: the same for as long as nobody sets it. */
function originOf(clock: Clock): number {
  for (let reading = 1; ; reading += 1) {
    const before = clock.elapsed();
    const now = clock.now();
    const heldUpMs = clock.elapsed() - before;
    if (heldUpMs < atOnceMs || reading === mostReadings) return now - before;
  }
}
