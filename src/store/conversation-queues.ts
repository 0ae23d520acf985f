import { type SqlBool, sql } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { ConversationQueue, ConversationQueues, DeliveryIds } from './contract/deliveries.ts';
import { type Database, lockingRows, type TransactingDatabase } from './database.ts';
import type { LifeLocks } from './engine.ts';
import { prepared } from './prepared.ts';
import { claimReadyQueues, countDeliveries, nextReadyQueue, unclaimQueues } from './unscoped-queries.ts';

/** 22 characters of 62 kinds: 130 bits. */
const holderLength = 22;

/**
 * What of {@link ConversationQueues} is done with a queue as a whole, in the table `queues`.
 *
 * A queue's `ready_at` says when it can be claimed, whatever keeps it till then: what it has is due later, its pace, or a
 * hold, after which any process may claim it. So one index finds the queues to claim however many wait.
 */
export function createConversationQueues({
  database,
  locks,
  clock,
  random,
}: {
  readonly database: TransactingDatabase;
  readonly locks: Pick<LifeLocks, 'own'>;
  readonly clock: Clock;
  readonly random: Random;
}): Pick<ConversationQueues, 'claim' | 'renew' | 'release' | 'nextDueAt' | 'counts'> {
  const { scoped, unscoped } = database;
  const claimReady = prepared(unscoped, (_, place) =>
    claimReadyQueues(database, {
      now: place<number>('now'),
      limit: place<number>('limit'),
      holder: place('holder'),
      process: place<string | null>('process'),
      heldUntil: place<number>('heldUntil'),
    }),
  );
  const nextReady = prepared(unscoped, () => nextReadyQueue(unscoped));
  const findHeld = prepared(scoped, (queries, place) =>
    heldQueue(
      { scoped: queries, locks: database.locks },
      {
        organization: place('organization'),
        conversation: place('conversation'),
        leaseHolder: place('leaseHolder'),
      },
    ),
  );
  const nextOf = prepared(scoped, (queries, place) =>
    queries
      .selectFrom('outbox')
      .select('due_at')
      .where('organization', '=', place('organization'))
      .where('conversation', '=', place('conversation'))
      .where('parked_at', 'is', null)
      .orderBy('due_at')
      .limit(1),
  );
  const giveBack = prepared(scoped, (queries, place) =>
    queries
      .updateTable('queues')
      .set({
        lease_holder: null,
        lease_process: null,
        held_until: 0,
        next_send_at: place<number>('nextSendAt'),
        ready_at: place<number | null>('readyAt'),
      })
      .where('organization', '=', place('organization'))
      .where('conversation', '=', place('conversation')),
  );

  /** Under which queues may be held, and until when, though nobody was told: the claim's answer was lost. */
  const unanswered = new Map<string, number>();

  return {
    async claim({ limit, holdMs }) {
      for (const [holder, until] of unanswered) {
        if (clock.now() < until) await unclaimQueues(unscoped, holder).execute();
        unanswered.delete(holder);
      }
      const process = await locks.own();
      const now = clock.now();
      const [holder, heldUntil] = [random.token(holderLength), now + holdMs];
      const claimed = claimReady(database, 1, { now, limit, holder, process: process ?? null, heldUntil });
      const rows = await claimed.catch((thrown) => {
        unanswered.set(holder, heldUntil);
        throw thrown;
      });
      return rows
        .toSorted((one, other) => (one.ready_since ?? 0) - (other.ready_since ?? 0) || byName(one, other))
        .map(({ organization, conversation, workspace, next_send_at }) => ({
          organization,
          conversation,
          workspace,
          leaseHolder: holder,
          process,
          heldUntil,
          nextSendAt: next_send_at,
        }));
    },
    async renew(queue, holdMs) {
      const heldUntil = clock.now() + holdMs;
      const renewed = await scoped
        .updateTable('queues')
        .set({ held_until: heldUntil, ready_at: heldUntil })
        .where('organization', '=', queue.organization)
        .where('conversation', '=', queue.conversation)
        .where('lease_holder', '=', queue.leaseHolder)
        .returning('next_send_at')
        .executeTakeFirst();
      return renewed === undefined ? undefined : { ...queue, heldUntil, nextSendAt: renewed.next_send_at };
    },
    release(queue, nextSendAt, aheadMs = 0) {
      return database.transact(async (transaction) => {
        // A transaction that adds a delivery meanwhile holds the queue's row: its lock is what makes the delivery seen
        // here.
        const { organization, conversation, leaseHolder } = queue;
        const [held] = await findHeld(transaction, 1, { organization, conversation, leaseHolder });
        if (held === undefined) return;
        const [next] = await nextOf(transaction, 1, { organization, conversation });
        const readyAt = next === undefined ? null : Math.max(next.due_at, nextSendAt - aheadMs);
        await giveBack(transaction, 1, { organization, conversation, nextSendAt, readyAt });
      });
    },
    async nextDueAt() {
      const [next] = await nextReady(database, 1, {});
      return next?.ready_at ?? undefined;
    },
    async counts() {
      const { waiting, due, unclear, parked, queues } = await countDeliveries(unscoped, clock.now());
      return { due, later: Math.max(0, waiting - due), unclear, parked, queues };
    },
  };
}

type NamedQueue = Pick<ConversationQueue, 'organization' | 'conversation'>;

/** What is ready since one moment comes in the order of its names: PostgreSQL gives it in any. */
function byName(one: NamedQueue, other: NamedQueue): number {
  const name = ({ organization, conversation }: NamedQueue) => `${organization}\n${conversation}`;
  return name(one) < name(other) ? -1 : 1;
}

/** The row of `queue` while it is still held by the one who was given it; locked where that matters. */
export function heldQueue(
  transaction: Pick<Database, 'scoped' | 'locks'>,
  queue: Pick<ConversationQueue, 'organization' | 'conversation' | 'leaseHolder'>,
) {
  return lockingRows(
    transaction.scoped
      .selectFrom('queues')
      .select('held_until')
      .where('organization', '=', queue.organization)
      .where('conversation', '=', queue.conversation)
      .where('lease_holder', '=', queue.leaseHolder),
    transaction,
  );
}

/** The condition that a delivery is one of `ids`. */
export function oneOf(ids: DeliveryIds) {
  // SQLite takes tuples only as the rows of a query, and PostgreSQL takes a bare parameter there for a text.
  const rows = ids.map(
    ({ subjectKind, subjectId, part, version }) =>
      sql`(${subjectKind}, ${subjectId}, ${part}, cast(${version} as integer))`,
  );
  const columns = ['subject_kind', 'subject_id', 'part', 'version'].map((column) => sql.ref(column));
  return sql<SqlBool>`(${sql.join(columns)}) in (values ${sql.join(rows)})`;
}
