import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { ConversationQueue, ConversationQueues } from '../store/contract/deliveries.ts';
import type { Lives } from '../store/contract/processes.ts';

/** A queue that is held for as long as its holder works on it. */
export interface Hold {
  readonly queue: ConversationQueue;
  /** Whether it is still ours: asked before anything is sent. */
  held(): boolean;
  /** Renews it no more. */
  end(): void;
}

/**
 * Keeps `queue`, which was claimed at `claimedAt` of the clock's `elapsed`, held until `end`, by a renewal whenever a third of
 * `holdMs` has gone by.
 */
export function keepHeld({
  queues,
  lives,
  queue,
  claimedAt,
  holdMs,
  clock,
  log,
}: {
  readonly queues: ConversationQueues;
  readonly lives: Pick<Lives, 'isLived'>;
  readonly queue: ConversationQueue;
  readonly claimedAt: number;
  readonly holdMs: number;
  readonly clock: Clock;
  readonly log: Log;
}): Hold {
  let current = queue;
  let heldSince = claimedAt;
  let lost = false;
  let ended = false;
  let cancel = () => {};

  async function renew(): Promise<void> {
    const renewedAt = clock.elapsed();
    try {
      const renewed = await queues.renew(current, holdMs);
      if (renewed === undefined) lost = true;
      else [current, heldSince] = [renewed, renewedAt];
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
    held() {
      const { heldUntil, process } = current;
      // Other processes go by the machine's clock, which may have been set meanwhile.
      if (lost || clock.elapsed() >= heldSince + holdMs || clock.now() >= heldUntil) return false;
      // Where our life is over, another process may have the queue already.
      return process === undefined || lives.isLived(process);
    },
    end() {
      ended = true;
      cancel();
    },
  };
}
