import { type Insertable, type Selectable, sql, type UpdateObject } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import { inParts } from './batches.ts';
import type {
  ConversationQueue,
  ConversationQueues,
  Delivery,
  NewDelivery,
  OrderCard,
  ParkedDelivery,
} from './contract/deliveries.ts';
import { heldQueue, oneOf, wakeQueues } from './conversation-queues.ts';
import type { ScopedQueries, TransactingDatabase } from './database.ts';
import type { Schema } from './schema.ts';

/** At most fifteen parameters each. */
const rowsAtOnce = 500;

type OfDeliveries = Omit<ConversationQueues, 'claim' | 'renew' | 'release' | 'nextDueAt' | 'counts'>;

type Ids = Parameters<ConversationQueues['begin']>[1];

/** What of {@link ConversationQueues} is done with the deliveries and cards of a queue. */
export function createDeliveries({
  database,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Clock;
}): OfDeliveries {
  const { scoped } = database;

  /** Changes deliveries of a queue that is still held, in one statement. */
  async function change(
    queue: ConversationQueue,
    ids: Ids,
    values: UpdateObject<Schema, 'deliveries'>,
    heldAfter = 0,
  ): Promise<boolean> {
    const hold = heldQueue(database, queue).where('held_until', '>', heldAfter);
    let changed = 0n;
    for (const part of inParts(ids, rowsAtOnce)) {
      const { numUpdatedRows } = await scoped
        .updateTable('deliveries')
        .set(values)
        .where('organization', '=', queue.organization)
        .where('conversation', '=', queue.conversation)
        .where(oneOf(part))
        .where(({ exists }) => exists(hold))
        .executeTakeFirst();
      changed += numUpdatedRows;
    }
    // Where not all were changed, either they are gone or the hold is.
    return (changed > 0n && changed === BigInt(ids.length)) || (await hold.executeTakeFirst()) !== undefined;
  }

  return {
    async due(queue, limit, orderIds) {
      const all = scoped
        .selectFrom('deliveries')
        .selectAll()
        .where('organization', '=', queue.organization)
        .where('conversation', '=', queue.conversation)
        .where('parked_at', 'is', null)
        .where('due_at', '<=', clock.now());
      const rows = await (orderIds === undefined ? all : all.where('order_id', 'in', orderIds))
        .orderBy('due_at')
        .orderBy('created_at')
        .orderBy('order_id')
        .orderBy('version')
        .limit(limit)
        .execute();
      return rows
        .map(deliveryOf)
        .sort((one, other) => one.createdAt - other.createdAt || one.version - other.version);
    },
    async cards(queue, orderIds) {
      const found = new Map<string, OrderCard>();
      for (const part of inParts(orderIds, rowsAtOnce)) {
        const rows = await scoped
          .selectFrom('order_cards')
          .select(['order_id', 'message', 'posted_at', 'version'])
          .where('organization', '=', queue.organization)
          .where('conversation', '=', queue.conversation)
          .where('order_id', 'in', part)
          .execute();
        for (const { order_id: orderId, message, posted_at: postedAt, version } of rows) {
          found.set(orderId, { orderId, message, postedAt, version });
        }
      }
      return found;
    },
    begin(queue, ids, key) {
      const now = clock.now();
      return change(queue, ids, { attempt_key: key, attempt_at: now }, now);
    },
    settle(queue, ids, { cards, nextSendAt }) {
      return database.transact(async (transaction) => {
        const { scoped } = transaction;
        const held = await heldQueue(transaction, queue).executeTakeFirst();
        if (held === undefined) return false;
        for (const part of inParts(ids, rowsAtOnce)) {
          await scoped
            .deleteFrom('deliveries')
            .where('organization', '=', queue.organization)
            .where('conversation', '=', queue.conversation)
            .where(oneOf(part))
            .execute();
        }
        await keepCards(scoped, queue, cards);
        await pace(scoped, queue, nextSendAt);
        return true;
      });
    },
    postpone(queue, ids, { nextSendAt, counts, unclear }) {
      return database.transact(async (transaction) => {
        const held = await heldQueue(transaction, queue).executeTakeFirst();
        if (held === undefined) return false;
        const values = {
          ...(counts ? { attempts: sql<number>`${sql.ref('attempts')} + 1` } : {}),
          ...(unclear ? {} : { attempt_key: null, attempt_at: null }),
        };
        for (const part of Object.keys(values).length === 0 ? [] : inParts(ids, rowsAtOnce)) {
          await transaction.scoped
            .updateTable('deliveries')
            .set(values)
            .where('organization', '=', queue.organization)
            .where('conversation', '=', queue.conversation)
            .where(oneOf(part))
            .execute();
        }
        await pace(transaction.scoped, queue, nextSendAt);
        return true;
      });
    },
    hold: (queue, ids, dueAt) => change(queue, ids, { due_at: dueAt }),
    park(queue, ids, reason) {
      return change(queue, ids, { parked_at: clock.now(), reason });
    },
    async parked({ organization, conversation, limit }) {
      const all = scoped
        .selectFrom('deliveries')
        .selectAll()
        .where('organization', '=', organization)
        .where('parked_at', 'is not', null);
      const rows = await (conversation === undefined ? all : all.where('conversation', '=', conversation))
        .orderBy('parked_at', 'desc')
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(parkedOf);
    },
    retry({ organization, conversation }) {
      const dueAt = clock.now();
      return database.transact(async ({ scoped }) => {
        const all = scoped
          .updateTable('deliveries')
          .set({ parked_at: null, reason: null, attempts: 0, due_at: dueAt })
          .where('organization', '=', organization)
          .where('parked_at', 'is not', null);
        const again = await (conversation === undefined ? all : all.where('conversation', '=', conversation))
          .returning(['organization', 'conversation', 'place'])
          .execute();
        await wakeQueues(
          scoped,
          again.map((row) => ({ ...row, dueAt })),
        );
        return again.length;
      });
    },
  };
}

/** Nothing more is said in the conversation before `nextSendAt`. */
async function pace(
  database: ScopedQueries,
  { organization, conversation }: ConversationQueue,
  nextSendAt: number,
): Promise<void> {
  await database
    .updateTable('lanes')
    .set({ free_at: nextSendAt })
    .where('organization', '=', organization)
    .where('conversation', '=', conversation)
    .execute();
}

async function keepCards(
  database: ScopedQueries,
  { organization, conversation }: ConversationQueue,
  cards: readonly OrderCard[],
): Promise<void> {
  const latest = new Map(cards.map((card) => [card.orderId, card]));
  const rows = [...latest.values()].map(({ orderId, message, postedAt, version }) => ({
    organization,
    conversation,
    order_id: orderId,
    message,
    posted_at: postedAt,
    version,
  }));
  for (const part of inParts(rows, rowsAtOnce)) {
    await database
      .insertInto('order_cards')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['organization', 'conversation', 'order_id']).doUpdateSet(({ ref }) => ({
          message: ref('excluded.message'),
          posted_at: ref('excluded.posted_at'),
          version: ref('excluded.version'),
        })),
      )
      .execute();
  }
}

/** Adds what is not there yet, and makes the queues of what it added due. */
export async function addDeliveries(
  database: ScopedQueries,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  const added: { organization: string; conversation: string; place: string; due_at: number }[] = [];
  for (const part of inParts(deliveries.map(newRowOf), rowsAtOnce)) {
    const rows = await database
      .insertInto('deliveries')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['organization', 'conversation', 'order_id', 'version']).doNothing(),
      )
      .returning(['organization', 'conversation', 'place', 'due_at'])
      .execute();
    added.push(...rows);
  }
  await wakeQueues(
    database,
    added.map(({ due_at: dueAt, ...queue }) => ({ ...queue, dueAt })),
  );
}

type Row = Selectable<Schema['deliveries']>;

function newRowOf(delivery: NewDelivery): Insertable<Schema['deliveries']> {
  return {
    organization: delivery.organization,
    conversation: delivery.conversation,
    order_id: delivery.orderId,
    version: delivery.version,
    place: delivery.place,
    account: delivery.account,
    content: delivery.content,
    due_at: delivery.dueAt,
    created_at: delivery.createdAt,
    trace: delivery.trace,
    attempts: 0,
  };
}

function deliveryOf(row: Row): Delivery {
  return {
    organization: row.organization,
    conversation: row.conversation,
    place: row.place,
    account: row.account,
    orderId: row.order_id,
    version: row.version,
    content: row.content,
    dueAt: row.due_at,
    createdAt: row.created_at,
    trace: row.trace,
    attempts: row.attempts,
    ...(row.attempt_key === null ? {} : { attempt: { key: row.attempt_key, at: row.attempt_at ?? 0 } }),
  };
}

function parkedOf(row: Row): ParkedDelivery {
  return { ...deliveryOf(row), parkedAt: row.parked_at ?? 0, reason: row.reason ?? '' };
}
