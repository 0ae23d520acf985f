import type { Clock } from '../runtime/clock.ts';
import { hourMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';

/**
 * Each hour clears out what is past its time, and then anchors what is left of the audit log. A sweep that fails is logged and
 * comes again an hour later. The function ends it and waits for a sweep under way.
 */
export function keepSweeping({
  sweep,
  anchor,
  clock,
  log,
}: {
  sweep(): Promise<unknown>;
  anchor(): Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}): () => Promise<void> {
  let cancel = () => {};
  let running: Promise<void> = Promise.resolve();
  let ended = false;
  const later = () => {
    if (ended) return;
    cancel = clock.after(hourMs, () => {
      running = sweep()
        .catch((error: unknown) => log.warn({ err: error }, 'the store was not swept'))
        .then(anchor)
        .then(later);
    });
  };
  later();
  return () => {
    ended = true;
    cancel();
    return running;
  };
}
