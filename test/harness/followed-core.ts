import type { Core } from '../../src/chat/adapter.ts';
import { createChanges } from './changes.ts';

/** A core that tells how much of what adapters hand in it has dealt with. */
export interface FollowedCore extends Core {
  /** Invocations, questions for suggestions and posted links that were handed in. */
  readonly handedIn: number;
  /** Resolves once `count` in all were handed in and are dealt with; rejects after a minute. */
  dealtWith(count: number): Promise<void>;
}

export function followedCore(core: Core): FollowedCore {
  const { unfurl } = core;
  const changes = createChanges();
  let handedIn = 0;
  let dealt = 0;
  const followed =
    <A extends readonly unknown[], R>(deal: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      handedIn += 1;
      try {
        return await deal(...given);
      } finally {
        dealt += 1;
        // Whoever handed it in goes on first.
        setImmediate(changes.tell);
      }
    };
  return {
    ...core,
    handle: followed(core.handle),
    suggest: followed(core.suggest),
    ...(unfurl !== undefined && { unfurl: followed(unfurl) }),
    get handedIn() {
      return handedIn;
    },
    async dealtWith(count) {
      await changes.until(
        () => dealt >= count || undefined,
        () => `${count} to be dealt with, not ${dealt}`,
      );
    },
  };
}
