import type { Clock } from '../runtime/clock.ts';
import type { Exclusive, Lives, Signals, Turns } from './contract/processes.ts';
import type { Database, ScopedQueries, TransactingDatabase } from './database.ts';
import type { LifeLocks } from './engine.ts';
import { createQueueWaking } from './queue-waking.ts';
import { freeHolds, holdingLives } from './unscoped-queries.ts';

/** {@link Turns} in the table `turns`. A turn that its holder did not end is free when its time is up, or its process is over. */
export function createTurns({
  database,
  locks,
  clock,
}: {
  readonly database: ScopedQueries;
  readonly locks: Pick<LifeLocks, 'own'>;
  readonly clock: Clock;
}): Turns {
  return {
    async take({ organization, name, holder, holdMs }) {
      const life = (await locks.own()) ?? null;
      const now = clock.now();
      const taken = await database
        .insertInto('turns')
        .values({ organization, name, holder, held_until: now + holdMs, life })
        .onConflict((conflict) =>
          conflict
            .columns(['organization', 'name'])
            .doUpdateSet({ holder, held_until: now + holdMs, life })
            .where(({ eb, or }) =>
              or([
                eb('turns.holder', 'is', null),
                eb('turns.holder', '=', holder),
                eb('turns.held_until', '<=', now),
              ]),
            ),
        )
        .returning('held_until')
        .executeTakeFirst();
      return taken !== undefined;
    },
    async end({ organization, name, holder, note }) {
      await database
        .updateTable('turns')
        .set({ holder: null, held_until: 0, life: null, ...(note === undefined ? {} : { note }) })
        .where('organization', '=', organization)
        .where('name', '=', name)
        .where('holder', '=', holder)
        .execute();
    },
    async note({ organization, name }) {
      const row = await database
        .selectFrom('turns')
        .select('note')
        .where('organization', '=', organization)
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.note ?? undefined;
    },
  };
}

export type Topic = Parameters<Signals['wake']>[0];

/** {@link Signals} inside this process: wake-ups of one turn of the event loop count as one, which comes in the next. */
export function createLocalSignals(): Signals {
  const listeners = new Map<Topic, Set<{ readonly run: () => void }>>();
  const woken = new Set<Topic>();

  return {
    wake(topic) {
      if (woken.has(topic)) return;
      woken.add(topic);
      setImmediate(() => {
        woken.delete(topic);
        for (const { run } of [...(listeners.get(topic) ?? [])]) run();
      });
    },
    on(topic, run) {
      const listener = { run };
      const those = listeners.get(topic) ?? new Set();
      listeners.set(topic, those.add(listener));
      return () => {
        those.delete(listener);
      };
    },
  };
}

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
  const wakeQueues = createQueueWaking(database);
  /** What a process that died with nothing in hand has left is looked for once. */
  let isFirst = true;

  async function free(transaction: Database, lives: readonly string[]): Promise<number> {
    const now = clock.now();
    const { queues, begun } = await freeHolds(transaction, { lives, now });
    await wakeQueues(
      transaction,
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
