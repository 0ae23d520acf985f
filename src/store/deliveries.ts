import { type Selectable, sql } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import { inParts } from './batches.ts';
import type {
  ConversationQueue,
  ConversationQueues,
  Delivery,
  DeliveryIds,
  ParkedDelivery,
  StandingCard,
} from './contract/deliveries.ts';
import { oneOf } from './conversation-queues.ts';
import type { Database, ScopedQueries, TransactingDatabase } from './database.ts';
import { namesOfDeliveries, namesOfQueue, prepareDeliveries } from './delivery-statements.ts';
import { numbered } from './prepared.ts';
import type { Schema } from './schema.ts';

/** At most eighteen parameters each. */
const rowsAtOnce = 500;

type OfDeliveries = Omit<
  ConversationQueues,
  'claim' | 'renew' | 'release' | 'nextDueAt' | 'counts' | 'parked' | 'retry'
>;

/** What of {@link ConversationQueues} is done with the deliveries and cards of a queue. */
export function createDeliveries({
  database,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Clock;
}): OfDeliveries {
  const { scoped } = database;
  const statements = prepareDeliveries(database);

  /** Changes deliveries of a queue that is still held, in one statement. */
  async function change(
    statement: (typeof statements)['begin' | 'hold' | 'park'],
    queue: ConversationQueue,
    ids: DeliveryIds,
    values: Readonly<Record<string, string | number | null>>,
    after = 0,
  ): Promise<boolean> {
    const hold = { ...namesOfQueue(queue), heldAfter: after };
    let changed = 0n;
    for (const part of inParts(ids, rowsAtOnce)) {
      changed += await statement(database, part.length, { ...namesOfDeliveries(part), ...values, ...hold });
    }
    // Where not all were changed, either they are gone or the hold is.
    if (changed > 0n && changed === BigInt(ids.length)) return true;
    return (await statements.heldAfter(database, 1, hold)).length > 0;
  }

  /** Does `work` while the queue is held: whether it is. */
  const whileHeld = (queue: ConversationQueue, work: (transaction: Database) => Promise<void>) =>
    database.transact(async (transaction) => {
      if ((await statements.held(transaction, 1, namesOfQueue(queue))).length === 0) return false;
      await work(transaction);
      return true;
    });

  return {
    async due(queue, limit, subjects) {
      const asked = { ...namesOfQueue(queue), now: clock.now(), limit };
      const rows =
        subjects === undefined
          ? await statements.due(database, 1, asked)
          : await statements.dueOf(database, subjects.subjectIds.length, {
              ...asked,
              subjectKind: subjects.subjectKind,
              ...numbered(subjects.subjectIds),
            });
      return rows
        .map(deliveryOf)
        .sort((one, other) => one.createdAt - other.createdAt || one.version - other.version);
    },
    async doubts(queue) {
      const rows = await statements.doubts(database, 1, { ...namesOfQueue(queue), now: clock.now() });
      return rows.map((row) => ({
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        dueAt: row.due_at,
      }));
    },
    async cards(queue, { subjectKind, part, subjectIds }) {
      const found = new Map<string, StandingCard>();
      for (const some of inParts(subjectIds, rowsAtOnce)) {
        const rows = await statements.cards(database, some.length, {
          ...namesOfQueue(queue),
          subjectKind,
          part,
          ...numbered(some),
        });
        for (const { subject_id: subjectId, message, posted_at: postedAt, version } of rows) {
          found.set(subjectId, { subjectKind, subjectId, part, message, postedAt, version });
        }
      }
      return found;
    },
    async standingCards({ organization, conversation, subjectKind, part, limit }) {
      const rows = await scoped
        .selectFrom('cards')
        .selectAll()
        .where('organization', '=', organization)
        .where('conversation', '=', conversation)
        .where('subject_kind', '=', subjectKind)
        .where('part', '=', part)
        .orderBy('posted_at', 'desc')
        .orderBy('subject_id')
        .limit(limit)
        .execute();
      return rows.map(cardOf);
    },
    begin(queue, ids, { key, progress }) {
      const now = clock.now();
      const values = { key, now, process: queue.process ?? null };
      return progress === undefined
        ? change(statements.begin, queue, ids, values, now)
        : change(statements.beginFurther, queue, ids, { ...values, progress }, now);
    },
    settle(queue, ids, { cards, nextSendAt, supersedes = false }) {
      const named = namesOfQueue(queue);
      return whileHeld(queue, async (transaction) => {
        for (const part of inParts(ids, rowsAtOnce)) {
          await statements.remove(transaction, part.length, { ...named, ...namesOfDeliveries(part) });
        }
        for (const id of supersedes ? ids : []) {
          await statements.removeOlder(transaction, 1, { ...named, ...namesOfDeliveries([id]) });
        }
        await keepCards(transaction.scoped, queue, cards);
        await statements.pace(transaction, 1, { ...named, nextSendAt });
      });
    },
    postpone(queue, ids, { nextSendAt, dueAt, counts, unclear, progress }) {
      return whileHeld(queue, async (transaction) => {
        const values = {
          ...(counts ? { attempts: sql<number>`${sql.ref('attempts')} + 1` } : {}),
          ...(unclear
            ? {}
            : { attempt_key: null, attempt_at: null, attempt_process: null, attempt_over_at: null }),
          ...(dueAt !== undefined && { due_at: dueAt }),
          ...(progress !== undefined && { progress }),
        };
        for (const part of Object.keys(values).length === 0 ? [] : inParts(ids, rowsAtOnce)) {
          await transaction.scoped
            .updateTable('outbox')
            .set(values)
            .where('organization', '=', queue.organization)
            .where('conversation', '=', queue.conversation)
            .where(oneOf(part))
            .execute();
        }
        await statements.pace(transaction, 1, { ...namesOfQueue(queue), nextSendAt });
      });
    },
    hold: (queue, ids, dueAt) => change(statements.hold, queue, ids, { dueAt }),
    park: (queue, ids, reason) => change(statements.park, queue, ids, { now: clock.now(), reason }),
  };
}

async function keepCards(
  database: ScopedQueries,
  queue: ConversationQueue,
  cards: readonly StandingCard[],
): Promise<void> {
  const latest = new Map(
    cards.map((card) => {
      const { subjectKind, subjectId, part, conversation = queue.conversation } = card;
      const row = {
        organization: queue.organization,
        conversation,
        subject_kind: subjectKind,
        subject_id: subjectId,
        part,
        message: card.message,
        posted_at: card.postedAt,
        version: card.version,
      };
      return [[conversation, subjectKind, subjectId, part].join('\n'), row];
    }),
  );
  for (const part of inParts([...latest.values()], rowsAtOnce)) {
    await database
      .insertInto('cards')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['organization', 'subject_kind', 'subject_id', 'part', 'conversation'])
          .doUpdateSet(({ ref }) => ({
            message: ref('excluded.message'),
            posted_at: ref('excluded.posted_at'),
            version: ref('excluded.version'),
          })),
      )
      .execute();
  }
}

type Row = Selectable<Schema['outbox']>;

export function deliveryOf(row: Row): Delivery {
  return {
    organization: row.organization,
    conversation: row.conversation,
    workspace: row.workspace,
    ...(row.account !== null && { account: row.account }),
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    part: row.part,
    version: row.version,
    content: row.content,
    dueAt: row.due_at,
    createdAt: row.created_at,
    trace: row.trace,
    attempts: row.attempts,
    ...(row.progress !== null && { progress: row.progress }),
    ...attemptOf(row),
    ...(row.copied_at !== null && { copiedAt: row.copied_at }),
  };
}

function attemptOf({
  attempt_key: key,
  attempt_at: at,
  attempt_process: process,
  attempt_over_at: overAt,
}: Row) {
  if (key === null) return {};
  const by = { ...(process !== null && { process }), ...(overAt !== null && { overAt }) };
  return { attempt: { key, at: at ?? 0, ...by } };
}

export function parkedOf(row: Row): ParkedDelivery {
  return { ...deliveryOf(row), parkedAt: row.parked_at ?? 0, reason: row.reason ?? '' };
}

/** A card as it is kept. */
export function cardOf(row: Selectable<Schema['cards']>): StandingCard {
  return {
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    part: row.part,
    message: row.message,
    postedAt: row.posted_at,
    version: row.version,
  };
}
