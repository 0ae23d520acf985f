/*
 * Moves the rows of an organization that was joined to another. What was under way as a place was joined writes to its old
 * organization until it is done: what it wrote is gathered by the sweep.
 */
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** The organization of the rows and where they go. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** The tables whose rows go along, with what names a row within its organization. */
const gathered = [
  ['conversation_settings', ['conversation', 'name']],
  ['person_settings', ['person', 'name']],
  ['buttons', ['key']],
  ['watches', ['conversation', 'subject']],
  ['lanes', ['conversation']],
  ['deliveries', ['conversation', 'order_id', 'version']],
  ['order_cards', ['conversation', 'order_id']],
  ['guarded_links', ['id']],
  ['grants', ['scope', 'subject']],
  ['account_choices', ['subject']],
  ['requests', ['id']],
  ['request_messages', ['request', 'kind']],
  ['spending', ['person', 'account', 'what']],
] as const satisfies readonly (readonly [keyof Schema, readonly string[]])[];

/** What else an organization has but once: a payload one key, and somebody one open request for a thing. */
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
export async function gatherRows(everything: Database['acrossOrganizations'], move: Move): Promise<void> {
  for (const [table, names] of gathered) {
    const column = forAll.get(table);
    const movable = column === undefined ? sql`true` : sql`${sql.ref(`${table}.${column}`)} <> ${everywhere}`;
    await moveRows(everything, table, names, movable, move);
  }
}

/** Moves grants for everywhere of one of the roles, and ends the others, with all else that was set for everywhere. */
export async function gatherRules(
  everything: Database['acrossOrganizations'],
  move: Move,
  roles: readonly string[],
): Promise<void> {
  if (roles.length > 0) {
    const movable = sql`grants.role in (${sql.join(roles)})`;
    await moveRows(everything, 'grants', ['scope', 'subject'], movable, move);
  }
  for (const table of ['grants', 'account_choices', 'organization_settings', 'join_codes'] as const) {
    await everything.deleteFrom(table).where('organization', '=', move.from).execute();
  }
}

async function moveRows(
  everything: Database['acrossOrganizations'],
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
    everything,
  );
  await sql`update ${sql.table(table)} set organization = ${to} where ${mine}`.execute(everything);
}
