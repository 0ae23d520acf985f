/** Undoes a timer that has not fired yet; harmless afterwards. */
export type Cancel = () => void;

/**
 * Time as a part is handed it, so that a test can hold it still or move it on. A point in time is of `now`; a span, or
 * anything that ends after a span, is of `elapsed`, since people and programs set the machine's clock.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z, by the machine's clock: it may be wrong, and be set at any time, back too. */
  now(): number;
  /** Milliseconds that have gone by since a moment that means nothing: nobody sets it. It may stand while the machine sleeps. */
  elapsed(): number;
  /** Runs `run` once, `ms` milliseconds from now. A pending timer never keeps the process alive. */
  after(ms: number, run: () => void): Cancel;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Milliseconds of processor time that the calling thread has taken, its waits left out. */
export function threadProcessorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/**
 * Resolves after `ms` milliseconds of `clock`; rejects with the signal's reason as soon as `signal` aborts.
 */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** Once round the event loop: whatever else is ready has its turn. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
