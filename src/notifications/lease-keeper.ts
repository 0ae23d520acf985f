import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { ConversationQueue, ConversationQueues } from '../store/contract/deliveries.ts';

/** A queue that is held for as long as its holder works on it. */
export interface Hold {
  readonly queue: ConversationQueue;
  /** Whether it is still ours: asked before anything is sent. */
  held(): boolean;
  /** Renews it no more. */
  end(): void;
}

/** Keeps `queue` held, by a renewal whenever a third of `holdMs` has gone by, until `end`. */
export function keepHeld({
  queues,
  queue,
  holdMs,
  clock,
  log,
}: {
  readonly queues: ConversationQueues;
  readonly queue: ConversationQueue;
  readonly holdMs: number;
  readonly clock: Clock;
  readonly log: Log;
}): Hold {
  let current = queue;
  let lost = false;
  let ended = false;
  let cancel = () => {};

  async function renew(): Promise<void> {
    try {
      const renewed = await queues.renew(current, holdMs);
      if (renewed === undefined) lost = true;
      else current = renewed;
    } catch (thrown) {
      // It may still be renewed the next time; if not, `held` says so by the clock.
      log.warn(
        { err: thrown, conversation: queue.conversation },
        'a conversation is held, but was not renewed',
      );
    }
    later();
  }

  function later(): void {
    if (ended || lost) return;
    cancel = clock.after(Math.floor(holdMs / 3), () => void renew());
  }

  later();
  return {
    get queue() {
      return current;
    },
    held: () => !lost && clock.now() < current.heldUntil,
    end() {
      ended = true;
      cancel();
    },
  };
}
