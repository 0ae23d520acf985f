import { type SqlBool, sql } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { inParts } from './batches.ts';
import type { ConversationQueue, ConversationQueues } from './contract/deliveries.ts';
import { type Database, lockingRows, type ScopedQueries, type TransactingDatabase } from './database.ts';
import { claimReadyQueues, countDeliveries, nextReadyQueue } from './unscoped-queries.ts';

/** 22 characters of 62 kinds: 130 bits. */
const holderLength = 22;

/**
 * What of {@link ConversationQueues} is done with a queue as a whole, in the table `lanes`.
 *
 * A queue's `ready_at` says when it can be claimed, whatever keeps it till then: what it has is due later, its pace, or a
 * hold, after which any process may claim it. So one index finds the queues to claim however many wait.
 */
export function createConversationQueues({
  database,
  clock,
  random,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Clock;
  readonly random: Random;
}): Pick<ConversationQueues, 'claim' | 'renew' | 'release' | 'nextDueAt' | 'counts'> {
  const { scoped, unscoped } = database;

  return {
    async claim({ limit, holdMs }) {
      const now = clock.now();
      const [holder, heldUntil] = [random.token(holderLength), now + holdMs];
      const rows = await claimReadyQueues(database, {
        now,
        limit,
        holder,
        heldUntil,
      }).execute();
      return rows
        .sort((one, other) => (one.ready_since ?? 0) - (other.ready_since ?? 0))
        .map(({ organization, conversation, place, free_at }) => ({
          organization,
          conversation,
          place,
          leaseHolder: holder,
          heldUntil,
          nextSendAt: free_at,
        }));
    },
    async renew(queue, holdMs) {
      const heldUntil = clock.now() + holdMs;
      const renewed = await scoped
        .updateTable('lanes')
        .set({ held_until: heldUntil, ready_at: heldUntil })
        .where('organization', '=', queue.organization)
        .where('conversation', '=', queue.conversation)
        .where('holder', '=', queue.leaseHolder)
        .returning('free_at')
        .executeTakeFirst();
      return renewed === undefined ? undefined : { ...queue, heldUntil, nextSendAt: renewed.free_at };
    },
    release(queue, nextSendAt, aheadMs = 0) {
      return database.transact(async (transaction) => {
        const { scoped } = transaction;
        // A transaction that adds a delivery meanwhile holds the queue's row: its lock is what makes the delivery seen
        // here.
        const held = await heldQueue(transaction, queue).executeTakeFirst();
        if (held === undefined) return;
        const next = await scoped
          .selectFrom('deliveries')
          .select('due_at')
          .where('organization', '=', queue.organization)
          .where('conversation', '=', queue.conversation)
          .where('parked_at', 'is', null)
          .orderBy('due_at')
          .limit(1)
          .executeTakeFirst();
        await scoped
          .updateTable('lanes')
          .set({
            holder: null,
            held_until: 0,
            free_at: nextSendAt,
            ready_at: next === undefined ? null : Math.max(next.due_at, nextSendAt - aheadMs),
          })
          .where('organization', '=', queue.organization)
          .where('conversation', '=', queue.conversation)
          .execute();
      });
    },
    async nextDueAt() {
      const next = await nextReadyQueue(unscoped).executeTakeFirst();
      return next?.ready_at ?? undefined;
    },
    async counts() {
      const { waiting, due, unclear, parked, queues } = await countDeliveries(unscoped, clock.now());
      return { due, later: Math.max(0, waiting - due), unclear, parked, queues };
    },
  };
}

/** The row of `queue` while it is still held by the one who was given it; locked where that matters. */
export function heldQueue(transaction: Database, queue: ConversationQueue) {
  return lockingRows(
    transaction.scoped
      .selectFrom('lanes')
      .select('held_until')
      .where('organization', '=', queue.organization)
      .where('conversation', '=', queue.conversation)
      .where('holder', '=', queue.leaseHolder),
    transaction,
  );
}

/** The condition that a delivery is one of `ids`. */
export function oneOf(ids: readonly { readonly orderId: string; readonly version: number }[]) {
  // SQLite takes pairs only as the rows of a query, and PostgreSQL takes a bare parameter there for a text.
  const pairs = ids.map(({ orderId, version }) => sql`(${orderId}, cast(${version} as integer))`);
  return sql<SqlBool>`(${sql.ref('order_id')}, ${sql.ref('version')}) in (values ${sql.join(pairs)})`;
}

/** A conversation for which something is due at `dueAt`. */
interface Waking {
  readonly organization: string;
  readonly conversation: string;
  readonly place: string;
  readonly dueAt: number;
}

/** Seven parameters each. */
const queuesAtOnce = 500;

/**
 * Makes the queues of these conversations due, each when the first of its wakings is and its pace permits it. One that is
 * held stays as it is: its holder looks what is due when it releases it.
 */
export async function wakeQueues(database: ScopedQueries, wakings: readonly Waking[]): Promise<void> {
  const earliest = new Map<string, Waking>();
  for (const waking of wakings) {
    const key = `${waking.organization}\n${waking.conversation}`;
    const known = earliest.get(key);
    if (known === undefined || waking.dueAt < known.dueAt) earliest.set(key, waking);
  }
  // In one order everywhere, so that two transactions that wake the same queues never wait for each other.
  const rows = [...earliest]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { organization, conversation, place, dueAt }]) => ({
      organization,
      conversation,
      place,
      ready_at: dueAt,
      free_at: 0,
      held_until: 0,
    }));
  for (const part of inParts(rows, queuesAtOnce)) {
    await database
      .insertInto('lanes')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['organization', 'conversation']).doUpdateSet((eb) => ({
          ready_at: eb
            .case()
            .when('lanes.holder', 'is not', null)
            .then(eb.ref('lanes.ready_at'))
            .when('lanes.ready_at', '<=', eb.ref('excluded.ready_at'))
            .then(eb.ref('lanes.ready_at'))
            .when('lanes.ready_at', '<=', eb.ref('lanes.free_at'))
            .then(eb.ref('lanes.ready_at'))
            .when('excluded.ready_at', '<', eb.ref('lanes.free_at'))
            .then(eb.ref('lanes.free_at'))
            .else(eb.ref('excluded.ready_at'))
            .end(),
        })),
      )
      .execute();
  }
}
