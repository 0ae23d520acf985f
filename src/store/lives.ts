import type { Clock } from '../runtime/clock.ts';
import type { Lives } from './contract/processes.ts';
import { wakeQueues } from './conversation-queues.ts';
import type { Database, TransactingDatabase } from './database.ts';
import type { LifeLocks } from './engine.ts';
import { freeHolds, holdingLives } from './unscoped-queries.ts';

/** {@link Lives}, whose names stand in the tables with what their processes hold. */
export function createLives({
  database,
  locks,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly locks: LifeLocks;
  readonly clock: Clock;
}): Lives {
  /** What a process that died with nothing in hand has left is looked for once. */
  let isFirst = true;

  async function free(transaction: Database, lives: readonly string[]): Promise<number> {
    const now = clock.now();
    const { queues, begun } = await freeHolds(transaction, { lives, now });
    await wakeQueues(
      transaction.scoped,
      begun.map((queue) => ({ ...queue, dueAt: now })),
    );
    return queues;
  }

  return {
    isLived: (life) => locks.isLived(life),
    async takeOver() {
      const holding = await holdingLives(database);
      const left = isFirst ? await locks.left() : [];
      const over = await locks.over([...new Set([...holding, ...left])]);
      const held = over.filter((life) => holding.includes(life));
      const queues =
        held.length === 0 ? 0 : await database.transact((transaction) => free(transaction, held));
      // What they leave goes last: it is what says that they are over.
      await locks.forget(over);
      isFirst = false;
      const others = holding.some((life) => !over.includes(life) && !locks.isLived(life));
      return { lives: held.length, queues, others };
    },
  };
}
