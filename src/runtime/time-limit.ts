import type { Clock } from './clock.ts';

/** `work`, or `undefined` where it takes longer than `ms` of `clock`; what becomes of it later is ignored. */
export async function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const cancel = clock.after(ms, () => late.resolve(undefined));
  // A failure that comes too late has no caller left to handle it.
  work.catch(() => undefined);
  return Promise.race([work, late.promise]).finally(cancel);
}

/** Why work was cut off that took longer than it may. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * What `work` gives, with a signal that aborts after `ms` of `clock`, or with `signal`. Rejects with the reason of the one
 * that aborted, else as `work` does. `reason` makes the reason of the limit, a {@link TimeLimitError} if left out.
 */
export async function withTimeLimit<T>(
  clock: Clock,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  { signal, reason }: { readonly signal?: AbortSignal; reason?(): unknown } = {},
): Promise<T> {
  signal?.throwIfAborted();
  const late = new AbortController();
  const cancel = clock.after(ms, () => {
    late.abort(reason?.() ?? new TimeLimitError(`it took longer than ${ms} ms`));
  });
  // By hand: AbortSignal.any takes as long as a whole call's other signals together.
  const giveUp = () => late.abort(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await work(late.signal);
  } catch (error) {
    late.signal.throwIfAborted();
    throw error;
  } finally {
    cancel();
    signal?.removeEventListener('abort', giveUp);
  }
}
