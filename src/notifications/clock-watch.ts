import type { Clock } from '../runtime/clock.ts';

/** Watches whether the machine's time is set while the process runs. */
export interface ClockWatch {
  /**
   * Since when, by the clock as it is now, time has gone on evenly: no earlier than `start`. Spans of time measured by
   * the clock are true only from then on.
   */
  since(): number;
  start(): void;
  stop(): void;
}

const beatMs = 1000;

/** A beat that is early, or this late, is taken for a clock that was set; a busy process now and then looks like one. */
const earlyMs = 100;
const lateMs = 2000;

/** {@link ClockWatch} of `clock`, whose timers run by themselves whatever time it shows. */
export function createClockWatch(clock: Clock): ClockWatch {
  let steadySince = clock.now();
  let lastBeat = steadySince;
  let cancel = () => {};

  function check(now: number, least: number): void {
    const gone = now - lastBeat;
    if (gone < least || gone > beatMs + lateMs) steadySince = now;
  }

  function beat(): void {
    const now = clock.now();
    check(now, beatMs - earlyMs);
    lastBeat = now;
    cancel = clock.after(beatMs, beat);
  }

  return {
    since() {
      check(clock.now(), 0);
      return steadySince;
    },
    start() {
      cancel();
      steadySince = clock.now();
      lastBeat = steadySince;
      cancel = clock.after(beatMs, beat);
    },
    stop() {
      cancel();
    },
  };
}
