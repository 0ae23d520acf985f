import type { Clock } from '../../src/runtime/clock.ts';

/** `work`, or `undefined` where it takes longer than `ms`; what comes later is left to itself. */
export async function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const cancel = clock.after(ms, () => late.resolve(undefined));
  // Whoever waited is gone when it fails then.
  work.catch(() => undefined);
  return Promise.race([work, late.promise]).finally(cancel);
}
