import type { Clock } from '../../src/runtime/clock.ts';

/** A clock that stands still until a test moves it on. */
export interface FakeClock extends Clock {
  /** Moves time on by `ms` milliseconds and fires, in the order they are due, all timers due by then. */
  advance(ms: number): void;
  /** Sets the time `now` says by `ms`, back where it is below 0; nothing goes by, and no timer fires. */
  set(ms: number): void;
  /**
   * As `advance`, but lets promises settle after each timer, so that a loop which sets its next timer only
   * after awaiting the last one runs as often as it would in real time.
   */
  elapse(ms: number): Promise<void>;
  /** Milliseconds until the next timer is due, 0 where it is already; `Infinity` where none is set. */
  readonly untilNextMs: number;
  /** How many timers wait to fire. A test waits for this before it advances past a timer set by real I/O. */
  readonly pending: number;
}

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** A fake clock that reads `startMs` (milliseconds since 1970, default 2026-05-20T07:47:49Z). */
export function createFakeClock(startMs = 1_779_263_269_000): FakeClock {
  const timers = new Set<Timer>();
  let elapsedMs = 0;
  let originMs = startMs;
  let made = 0;

  function nextDue(untilMs: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (timer.dueMs > untilMs) continue;
      if (!first || timer.dueMs < first.dueMs || (timer.dueMs === first.dueMs && timer.order < first.order)) {
        first = timer;
      }
    }
    return first;
  }

  function fire(timer: Timer): void {
    timers.delete(timer);
    elapsedMs = Math.max(elapsedMs, timer.dueMs);
    timer.run();
  }

  return {
    now: () => originMs + elapsedMs,
    elapsed: () => elapsedMs,
    set(ms) {
      originMs += ms;
    },
    after(ms, run) {
      const timer: Timer = { dueMs: elapsedMs + Math.max(0, ms), order: made, run };
      made += 1;
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    advance(ms) {
      const untilMs = elapsedMs + ms;
      for (let timer = nextDue(untilMs); timer; timer = nextDue(untilMs)) fire(timer);
      elapsedMs = untilMs;
    },
    async elapse(ms) {
      const untilMs = elapsedMs + ms;
      await settled();
      for (let timer = nextDue(untilMs); timer; timer = nextDue(untilMs)) {
        fire(timer);
        await settled();
      }
      elapsedMs = untilMs;
    },
    get untilNextMs() {
      const next = nextDue(Number.POSITIVE_INFINITY);
      return next === undefined ? Number.POSITIVE_INFINITY : Math.max(0, next.dueMs - elapsedMs);
    },
    get pending() {
      return timers.size;
    },
  };
}

/** One turn of the event loop: every promise that can settle without I/O has settled. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
