/* How rows that are a person's own, or stand in their direct messages, are deleted. Each gives how many rows it was. */

import type { Without } from './contract/audit.ts';
import type { ScopedQueries } from './database.ts';
import type { Schema } from './schema.ts';

/** Who is forgotten, and where. */
export interface ErasedPerson {
  /** `platform:id`, and its parts. */
  readonly person: string;
  readonly platform: string;
  readonly id: string;
  /** The organization that asks, and workspaces that were joined to it, which may still have rows of before. */
  readonly organizations: readonly string[];
  /** The organization that the person's direct messages are. */
  readonly own: string;
  /** What was spent later than that still counts, ms since 1970 UTC. */
  readonly spentSince: number;
  /** The conversations of `organizations` between the person and the bot alone. */
  readonly directs: readonly string[];
  readonly without: Without;
}

/** Tables all of whose rows in an organization of a person's own are that person's. */
type Owned = Exclude<
  keyof Schema,
  | 'migrations'
  | 'joined_workspaces'
  | 'link_keys'
  | 'inbox'
  | 'orders'
  | 'order_users'
  | 'audit'
  | 'audit_heads'
  | 'audit_anchors'
>;

/** Tables whose rows belong to one conversation each. */
type OfConversations = 'conversation_settings' | 'watches' | 'queues';

export async function wipe(rows: ScopedQueries, table: Owned, organization: string): Promise<number> {
  const { numDeletedRows } = await rows
    .deleteFrom(table)
    .where('organization', '=', organization)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export async function wipeDirects(
  rows: ScopedQueries,
  table: OfConversations,
  whom: ErasedPerson,
): Promise<number> {
  const all = await wipe(rows, table, whom.own);
  if (whom.directs.length === 0) return all;
  const theirs = await inAll(whom, async (organization) => {
    const { numDeletedRows } = await rows
      .deleteFrom(table)
      .where('organization', '=', organization)
      .where('conversation', 'in', whom.directs)
      .executeTakeFirst();
    return numDeletedRows;
  });
  return all + theirs;
}

/** How many rows it is in all of the organizations. */
export async function inAll(
  { organizations }: ErasedPerson,
  work: (organization: string) => Promise<number | bigint>,
): Promise<number> {
  let sum = 0;
  for (const organization of organizations) sum += Number(await work(organization));
  return sum;
}

/** Deletes what is said in the person's direct messages, but for what is said there of requests of others. */
export async function wipeDirectNews(
  rows: ScopedQueries,
  table: 'outbox' | 'cards',
  whom: ErasedPerson,
): Promise<number> {
  const all = await wipe(rows, table, whom.own);
  if (whom.directs.length === 0) return all;
  const theirs = await inAll(whom, async (organization) => {
    const { numDeletedRows } = await rows
      .deleteFrom(table)
      .where('organization', '=', organization)
      .where('conversation', 'in', whom.directs)
      .where('subject_kind', '<>', 'request')
      .executeTakeFirst();
    return numDeletedRows;
  });
  return all + theirs;
}
