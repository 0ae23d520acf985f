import { inParts } from './batches.ts';
import type { Database } from './database.ts';
import { jsonOf, selectJsonRows } from './json-rows.ts';
import { prepared } from './prepared.ts';

/** A conversation for which something is due at `dueAt`. */
export interface Waking {
  readonly organization: string;
  readonly conversation: string;
  readonly workspace: string;
  readonly dueAt: number;
}

const queuesAtOnce = 500;

/**
 * Makes the queues of these conversations due, each when the first of its wakings is and its pace permits it. One that is
 * held stays as it is: its holder looks what is due when it releases it. `on`: the database, or one of its transactions.
 */
export type WakeQueues = (on: Pick<Database, 'unscoped'>, wakings: readonly Waking[]) => Promise<void>;

export function createQueueWaking({ unscoped, locks }: Pick<Database, 'unscoped' | 'locks'>): WakeQueues {
  const wake = prepared(unscoped, (queries, place) =>
    queries
      .insertInto('queues')
      .columns(['organization', 'conversation', 'workspace', 'ready_at', 'next_send_at', 'held_until'])
      .expression(
        selectJsonRows({
          locks,
          organization: place('organization'),
          rows: place('rows'),
          types: ['text', 'text', 'bigint', 'bigint', 'bigint'],
        }),
      )
      .onConflict((conflict) =>
        conflict.columns(['organization', 'conversation']).doUpdateSet((eb) => ({
          ready_at: eb
            .case()
            .when('queues.lease_holder', 'is not', null)
            .then(eb.ref('queues.ready_at'))
            .when('queues.ready_at', '<=', eb.ref('excluded.ready_at'))
            .then(eb.ref('queues.ready_at'))
            .when('queues.ready_at', '<=', eb.ref('queues.next_send_at'))
            .then(eb.ref('queues.ready_at'))
            .when('excluded.ready_at', '<', eb.ref('queues.next_send_at'))
            .then(eb.ref('queues.next_send_at'))
            .else(eb.ref('excluded.ready_at'))
            .end(),
        })),
      ),
  );

  return async (on, wakings) => {
    const earliest = new Map<string, Waking>();
    for (const waking of wakings) {
      const key = `${waking.organization}\n${waking.conversation}`;
      const known = earliest.get(key);
      if (known === undefined || waking.dueAt < known.dueAt) earliest.set(key, waking);
    }
    // In one order everywhere, so that two transactions that wake the same queues never wait for each other.
    const sorted = [...earliest].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, waking]) => waking);
    for (const [organization, its] of Map.groupBy(sorted, (waking) => waking.organization)) {
      for (const part of inParts(its, queuesAtOnce)) {
        const rows = part.map(({ conversation, workspace, dueAt }) => [conversation, workspace, dueAt, 0, 0]);
        await wake(on, 0, { organization, rows: jsonOf(rows) });
      }
    }
  };
}
