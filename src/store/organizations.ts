import { sql } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { Organizations } from './contract/access.ts';
import { type Database, lockingRows, type ScopedQueries, type TransactingDatabase } from './database.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

/** {@link Organizations} in the tables `join_codes` and `joined_workspaces`. */
export function createJoining({
  database,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Pick<Clock, 'now'>;
}): Organizations {
  const findJoined = prepared(database.unscoped, (queries, place) => joinedBy(queries, place('workspace')));
  return {
    async of({ workspace }) {
      const [joined] = await findJoined(database, 1, { workspace });
      return joined?.organization ?? workspace;
    },
    async offer({ organization, digest, madeBy, expiresAt }) {
      await database.scoped
        .insertInto('join_codes')
        .values({ organization, digest, made_by: madeBy, expires_at: expiresAt })
        .execute();
    },
    offered: ({ digest }) => offeredBy(database, digest, clock.now()),
    join: ({ workspace, digest, roles }) =>
      database.transact(async (transaction) => {
        await oneAfterTheOther(transaction);
        const organization = await offeredBy(transaction, digest, clock.now());
        if (organization === undefined) return { state: 'no code' };
        const current = (await joinedTo(transaction, workspace)) ?? workspace;
        if (current === organization) return { state: 'same' };
        if (current !== workspace) return { state: 'elsewhere' };
        const { unscoped } = transaction;
        await unscoped
          .updateTable('joined_workspaces')
          .set({ organization })
          .where('organization', '=', workspace)
          .execute();
        await unscoped.insertInto('joined_workspaces').values({ workspace, organization }).execute();
        const move = { from: workspace, to: organization };
        await gatherRows(unscoped, move);
        await gatherRules(unscoped, move, roles);
        await unscoped.deleteFrom('join_codes').where('digest', '=', digest).execute();
        return { state: 'joined', organization };
      }),
  };
}

/** Moves what was written to the organizations of joined workspaces since they were joined. */
export async function gatherStragglers(database: TransactingDatabase): Promise<void> {
  const workspaces = await database.unscoped.selectFrom('joined_workspaces').selectAll().execute();
  for (const { workspace, organization } of workspaces) {
    await database.transact((transaction) =>
      gatherRows(transaction.unscoped, { from: workspace, to: organization }),
    );
  }
}

/** The person who has the code can't know the organization: the digest is all there is to go by. */
async function offeredBy({ unscoped }: Database, digest: string, now: number): Promise<string | undefined> {
  const row = await unscoped
    .selectFrom('join_codes')
    .select('organization')
    .where('digest', '=', digest)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && ((await joinedTo({ unscoped }, row.organization)) ?? row.organization);
}

async function joinedTo(
  { unscoped }: Pick<Database, 'unscoped'>,
  workspace: string,
): Promise<string | undefined> {
  const row = await joinedBy(unscoped, workspace).executeTakeFirst();
  return row?.organization;
}

function joinedBy(queries: ScopedQueries, workspace: string) {
  return queries.selectFrom('joined_workspaces').select('organization').where('workspace', '=', workspace);
}

/** Two workspaces that join each other at once would each end up in the other's organization: the row that is always there. */
async function oneAfterTheOther(transaction: Database): Promise<void> {
  await lockingRows(
    transaction.unscoped.selectFrom('migrations').select('name').orderBy('name').limit(1),
    transaction,
  ).execute();
}

/**
 * The organization of the rows and where they go. What was under way as a workspace was joined writes to its old organization
 * until it is done: what it wrote is gathered by the sweep.
 */
interface Move {
  readonly from: string;
  readonly to: string;
}

/** The tables whose rows go along, with what names a row within its organization. */
const gathered = [
  ['conversation_settings', ['conversation', 'name']],
  ['person_settings', ['person', 'name']],
  ['exchanges', ['person', 'id']],
  ['buttons', ['key']],
  ['watches', ['conversation', 'subject']],
  ['queues', ['conversation']],
  ['outbox', ['conversation', 'subject_kind', 'subject_id', 'part', 'version']],
  ['cards', ['conversation', 'subject_kind', 'subject_id', 'part']],
  ['guarded_links', ['id']],
  ['grants', ['scope', 'subject']],
  ['account_choices', ['subject']],
  ['requests', ['id']],
  ['spending', ['person', 'account', 'what']],
] as const satisfies readonly (readonly [keyof Schema, readonly string[]])[];

/** What else an organization has but once: a payload one key, and a person one open request for a thing. */
const alsoUnique: ReadonlyMap<string, ReturnType<typeof sql>> = new Map([
  ['buttons', sql`theirs.digest = buttons.digest`],
  [
    'requests',
    sql`theirs.open = 1 and requests.open = 1 and theirs.asker = requests.asker
      and theirs.kind = requests.kind and theirs.subject = requests.subject`,
  ],
]);

const everywhere = 'everywhere';

/** What is set for all of an organization: it does not go along by itself. */
const forAll: ReadonlyMap<string, string> = new Map([
  ['grants', 'scope'],
  ['account_choices', 'subject'],
]);

/** Moves what goes along; where there is such a row at the other end, that one stays and the moved one ends. */
async function gatherRows(unscoped: Database['unscoped'], move: Move): Promise<void> {
  for (const [table, names] of gathered) {
    const column = forAll.get(table);
    const movable = column === undefined ? sql`true` : sql`${sql.ref(`${table}.${column}`)} <> ${everywhere}`;
    await moveRows(unscoped, table, names, movable, move);
  }
  // Where the queue of the other end stays, it may have had nothing to say. One that is held looks when it is given back.
  await sql`
    update queues set ready_at = (
      select min(due_at) from outbox
      where outbox.organization = queues.organization and outbox.conversation = queues.conversation and parked_at is null
    ) where organization = ${move.to} and ready_at is null
  `.execute(unscoped);
}

/** Moves grants for everywhere of one of the roles, and ends the others, with all else that was set for everywhere. */
async function gatherRules(
  unscoped: Database['unscoped'],
  move: Move,
  roles: readonly string[],
): Promise<void> {
  if (roles.length > 0) {
    const movable = sql`grants.role in (${sql.join(roles)})`;
    await moveRows(unscoped, 'grants', ['scope', 'subject'], movable, move);
  }
  for (const table of ['grants', 'account_choices', 'organization_settings', 'join_codes'] as const) {
    await unscoped.deleteFrom(table).where('organization', '=', move.from).execute();
  }
}

async function moveRows(
  unscoped: Database['unscoped'],
  table: string,
  names: readonly string[],
  movable: ReturnType<typeof sql>,
  { from, to }: Move,
): Promise<void> {
  const same = names.map((name) => sql`theirs.${sql.ref(name)} = ${sql.ref(`${table}.${name}`)}`);
  const other = alsoUnique.get(table);
  const alike = sql`(${sql.join(same, sql` and `)})${other === undefined ? sql`` : sql` or (${other})`}`;
  const mine = sql`${sql.ref(`${table}.organization`)} = ${from} and ${movable}`;
  await sql`delete from ${sql.table(table)} where ${mine} and exists (
    select 1 from ${sql.table(table)} as theirs where theirs.organization = ${to} and (${alike}))`.execute(
    unscoped,
  );
  await sql`update ${sql.table(table)} set organization = ${to} where ${mine}`.execute(unscoped);
}
