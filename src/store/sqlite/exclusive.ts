import type { Exclusive } from '../news-contract.ts';

/**
 * {@link Exclusive} where one process has the database: a hold is there at once, for whoever asks first in this process.
 * Several processes on one SQLite file may share its rows, but not what only one of them may hold.
 */
export function createOwnHolds(): Exclusive {
  const waiting = new Map<string, { onHeld(): void }[]>();
  return {
    hold(name, events) {
      const queue = waiting.get(name) ?? [];
      waiting.set(name, queue);
      queue.push(events);
      if (queue.length === 1) queueMicrotask(() => queue[0] === events && events.onHeld());
      return {
        async release() {
          const first = queue[0] === events;
          const at = queue.indexOf(events);
          if (at >= 0) queue.splice(at, 1);
          if (first) queue[0]?.onHeld();
        },
      };
    },
  };
}
