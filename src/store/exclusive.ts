import type { Exclusive } from './contract/processes.ts';

interface Waiting {
  onHeld(): void;
}

/**
 * {@link Exclusive} among the parts of this process: the first has the hold at once, the others in the order they
 * came. It is never lost.
 */
export function createLocalExclusive(): Exclusive {
  const queues = new Map<string, Waiting[]>();

  function giveToFirst(queue: readonly Waiting[]): void {
    const first = queue[0];
    // Not before the caller has its release in hand.
    queueMicrotask(() => {
      if (first !== undefined && queue[0] === first) first.onHeld();
    });
  }

  return {
    hold(name, { onHeld }) {
      const queue = queues.get(name) ?? [];
      queues.set(name, queue);
      const mine = { onHeld };
      queue.push(mine);
      if (queue[0] === mine) giveToFirst(queue);
      return {
        async release() {
          const at = queue.indexOf(mine);
          if (at === -1) return;
          queue.splice(at, 1);
          if (at === 0) giveToFirst(queue);
        },
      };
    },
  };
}
