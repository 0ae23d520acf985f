import type { Clock } from '../../runtime/clock.ts';
import type { Signals } from '../contract/processes.ts';
import { createLocalSignals, type Topic } from '../signals.ts';
import type { Line } from './line.ts';

/** How long wake-ups are gathered before the other processes are told, ms. */
const gatherMs = 5;

const topics: readonly Topic[] = ['inbox', 'lanes', 'requests'];

/**
 * {@link Signals} for this process at once, and over `line` for the others. Whoever has just been connected wakes all
 * its loops, since it may have missed something.
 */
export function createSharedSignals({
  line,
  clock,
}: {
  readonly line: Line;
  readonly clock: Clock;
}): Signals {
  const local = createLocalSignals();
  const untold = new Set<Topic>();
  let gathering = false;

  function tell(): void {
    gathering = false;
    const telling = [...untold];
    if (telling.length === 0) return;
    untold.clear();
    line.tell(telling).catch(() => {
      // There is no connection: they are told once there is.
      for (const topic of telling) untold.add(topic);
    });
  }

  line.follow({
    up() {
      for (const topic of topics) local.wake(topic);
      tell();
    },
    heard(words) {
      for (const topic of topics) if (words.includes(topic)) local.wake(topic);
    },
  });

  return {
    wake(topic) {
      local.wake(topic);
      untold.add(topic);
      line.open();
      if (gathering) return;
      gathering = true;
      clock.after(gatherMs, tell);
    },
    on(topic, run) {
      line.open();
      return local.on(topic, run);
    },
  };
}
