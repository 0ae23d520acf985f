import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Clock, turn } from '../runtime/clock.ts';
import type { ConversationQueues } from './contract/deliveries.ts';
import type { DeliveryKey, OperatorView } from './contract/operator.ts';
import type { Database, ScopedQueries, TransactingDatabase } from './database.ts';
import { parkedOf } from './deliveries.ts';
import { createQueueWaking } from './queue-waking.ts';
import { before, behind, upTo } from './row-keys.ts';

/** What orders parked deliveries, each once. */
const parkedKey = [
  'parked_at',
  'organization',
  'conversation',
  'subject_kind',
  'subject_id',
  'part',
  'version',
] as const;

/** The same within one organization, as an index has it; those of one moment share a place. */
const placeInOrganization = ['parked_at', 'created_at'] as const;

type Column = (typeof parkedKey)[number] | (typeof placeInOrganization)[number];

function keyOf(scope: Scope | undefined): readonly Column[] {
  return scope === undefined ? parkedKey : placeInOrganization;
}

/** About how many become due again in one transaction, so that nobody else waits for long. */
const atOnce = 250;

/** What parked deliveries are retried: of one organization, or of one conversation of it. */
type Scope = Parameters<ConversationQueues['retry']>[0];

interface ParkedDeps {
  readonly database: TransactingDatabase;
  readonly clock: Pick<Clock, 'now'>;
}

/** What of {@link OperatorView} is done with deliveries that are parked, of all organizations. */
export function createParkedView({
  database,
  clock,
}: ParkedDeps): Pick<OperatorView, 'parked' | 'retry' | 'discard'> {
  const { unscoped } = database;
  return {
    async parked({ limit, after }) {
      let query = unscoped.selectFrom('outbox').selectAll().where('parked_at', 'is not', null);
      if (after !== undefined) {
        const { parkedAt, organization, conversation, subjectKind, subjectId, part, version } = after;
        query = query.where(
          before(parkedKey, [parkedAt, organization, conversation, subjectKind, subjectId, part, version]),
        );
      }
      for (const column of parkedKey) query = query.orderBy(column, 'desc');
      return (await query.limit(limit).execute()).map(parkedOf);
    },
    retry(which) {
      const dueAt = clock.now();
      return which === 'all'
        ? retryAll(database, dueAt)
        : database.transact((transaction) => retried(transaction, is(which), dueAt));
    },
    async discard(which) {
      const { numDeletedRows } = await unscoped
        .deleteFrom('outbox')
        .where('parked_at', 'is not', null)
        .where(is(which))
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

/** The same of one organization, for its people. */
export function createParkedOfOrganization({
  database,
  clock,
}: ParkedDeps): Pick<ConversationQueues, 'parked' | 'retry'> {
  return {
    async parked({ organization, conversation, limit }) {
      const all = database.scoped
        .selectFrom('outbox')
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
    retry: (scope) => retryAll(database, clock.now(), scope),
  };
}

/**
 * Goes once from the first that is parked to what was the last when it began, {@link atOnce} at a time. So it comes to an end
 * whatever is parked anew meanwhile, and two that go at once retry each delivery once between them.
 */
async function retryAll(database: TransactingDatabase, dueAt: number, scope?: Scope): Promise<number> {
  const end = await keyAt(database, { order: 'desc', skipped: 0, scope });
  if (end === undefined) return 0;
  let many = 0;
  let from: Key | undefined;
  for (;;) {
    const unit = await retryNext(database, { from, end, dueAt, scope });
    many += unit.count;
    // Fewer were left than one transaction does.
    if (unit.to === undefined) return many;
    from = unit.to;
    await turn();
  }
}

async function retryNext(
  database: TransactingDatabase,
  {
    from,
    end,
    dueAt,
    scope,
  }: {
    readonly from: Key | undefined;
    readonly end: Key;
    readonly dueAt: number;
    readonly scope: Scope | undefined;
  },
): Promise<{ readonly to: Key | undefined; readonly count: number }> {
  return database.transact(async (transaction) => {
    const within = between(keyOf(scope), from, end);
    const to = await keyAt(transaction, { order: 'asc', skipped: atOnce - 1, scope, within });
    return { to, count: await retried(transaction, between(keyOf(scope), from, to ?? end), dueAt, scope) };
  });
}

/** Values of the columns by which it goes on. */
type Key = readonly (string | number | null)[];

/** The key of the parked delivery that `skipped` others come before, in that order. */
async function keyAt(
  database: Database,
  {
    order,
    skipped,
    scope,
    within,
  }: {
    readonly order: 'asc' | 'desc';
    readonly skipped: number;
    readonly scope?: Scope | undefined;
    readonly within?: RawBuilder<SqlBool>;
  },
): Promise<Key | undefined> {
  const columns = keyOf(scope);
  let query = queriesFor(database, scope)
    .selectFrom('outbox')
    .select(columns)
    .where('parked_at', 'is not', null);
  if (scope !== undefined) query = query.where('organization', '=', scope.organization);
  if (scope?.conversation !== undefined) query = query.where('conversation', '=', scope.conversation);
  if (within !== undefined) query = query.where(within);
  for (const column of columns) query = query.orderBy(column, order);
  const row = await query.limit(1).offset(skipped).executeTakeFirst();
  return row && columns.map((column) => row[column]);
}

function between(columns: readonly Column[], from: Key | undefined, to: Key): RawBuilder<SqlBool> {
  const start = upTo(columns, to);
  return from === undefined ? start : sql<SqlBool>`${behind(columns, from)} and ${start}`;
}

/**
 * Makes due again what is parked of `which`; how many. A person decided: one that came out of a copy is not looked for any more,
 * or else it would be parked again each time.
 */
async function retried(
  database: Database,
  which: RawBuilder<SqlBool>,
  dueAt: number,
  scope?: Scope,
): Promise<number> {
  let query = queriesFor(database, scope)
    .updateTable('outbox')
    .set({ parked_at: null, reason: null, copied_at: null, attempts: 0, due_at: dueAt })
    .where('parked_at', 'is not', null)
    .where(which);
  if (scope !== undefined) query = query.where('organization', '=', scope.organization);
  if (scope?.conversation !== undefined) query = query.where('conversation', '=', scope.conversation);
  const again = await query.returning(['organization', 'conversation', 'workspace']).execute();
  await createQueueWaking(database)(
    database,
    again.map((row) => ({ ...row, dueAt })),
  );
  return again.length;
}

function queriesFor({ scoped, unscoped }: Database, scope: Scope | undefined): ScopedQueries {
  return scope === undefined ? unscoped : scoped;
}

/** The condition that a delivery is that one. */
function is(which: DeliveryKey): RawBuilder<SqlBool> {
  const { organization, conversation, subjectKind, subjectId, part, version } = which;
  const pairs = Object.entries({
    organization,
    conversation,
    subject_kind: subjectKind,
    subject_id: subjectId,
    part,
    version,
  });
  return sql<SqlBool>`${sql.join(
    pairs.map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql` and `,
  )}`;
}
