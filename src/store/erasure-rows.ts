/*
 * How a person is taken out of the rows of single tables: what is done in which table says `erasure-tables.ts`. Each of these
 * gives how many rows it was.
 */

import { namesId } from '../runtime/person-names.ts';
import type { Without } from './contract/audit.ts';
import { holds, type ScopedQueries } from './database.ts';
import type { Schema } from './schema.ts';

/** Who is forgotten, and where. */
export interface ErasedPerson {
  /** `platform:id`, and its parts. */
  readonly person: string;
  readonly platform: string;
  readonly id: string;
  /** The organization that asks, and places that were joined to it, which may still have rows of before. */
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
  | 'organization_places'
  | 'link_keys'
  | 'inbox'
  | 'orders'
  | 'order_users'
  | 'audit'
  | 'audit_heads'
  | 'audit_anchors'
>;

/** Tables whose rows belong to one conversation each. */
type OfConversations = 'conversation_settings' | 'watches' | 'lanes' | 'deliveries' | 'order_cards';

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

export function messagesAbout(rows: ScopedQueries, person: string) {
  return async (organization: string) => {
    const { numDeletedRows } = await rows
      .deleteFrom('request_messages')
      .where('organization', '=', organization)
      .where(({ eb, or, selectFrom }) =>
        or([
          eb('person', '=', person),
          eb(
            'request',
            'in',
            selectFrom('requests')
              .select('id')
              .where('organization', '=', organization)
              .where('asker', '=', person),
          ),
        ]),
      )
      .executeTakeFirst();
    return numDeletedRows;
  };
}

export function requestsOf(rows: ScopedQueries, person: string) {
  return async (organization: string) => {
    const { numDeletedRows } = await rows
      .deleteFrom('requests')
      .where('organization', '=', organization)
      .where('asker', '=', person)
      .executeTakeFirst();
    return numDeletedRows;
  };
}

/** That the person decided what others asked for, and what was written of them in it. */
export function requestsNaming(rows: ScopedQueries, { person, id, without }: ErasedPerson) {
  return async (organization: string) => {
    const found = await rows
      .selectFrom('requests')
      .select(['id', 'state'])
      .where('organization', '=', organization)
      .where(holds('state', id))
      .execute();
    const changed = found
      .map((row) => ({ ...row, left: without.request(row.state, person) }))
      .filter(({ state, left }) => left !== state);
    for (const { id: request, left } of changed) {
      await rows
        .updateTable('requests')
        .set({ state: left })
        .where('organization', '=', organization)
        .where('id', '=', request)
        .execute();
    }
    return changed.length;
  };
}

export function watchesSetBy(rows: ScopedQueries, person: string) {
  return async (organization: string) => {
    const { numUpdatedRows } = await rows
      .updateTable('watches')
      .set({ set_by: '' })
      .where('organization', '=', organization)
      .where('set_by', '=', person)
      .executeTakeFirst();
    return numUpdatedRows;
  };
}

export function rulesNaming(rows: ScopedQueries, { platform, id, without }: ErasedPerson) {
  return async (organization: string) => {
    const found = await rows
      .selectFrom('watches')
      .select(['conversation', 'subject', 'rule'])
      .where('organization', '=', organization)
      .where('conversation', 'like', `${platform}:%`)
      .where(holds('rule', JSON.stringify(id)))
      .execute();
    const changed = found
      .map((row) => ({ ...row, left: without.rule(row.rule, id) }))
      .filter(({ rule, left }) => left !== rule);
    for (const { conversation, subject, left } of changed) {
      await rows
        .updateTable('watches')
        .set({ rule: left })
        .where('organization', '=', organization)
        .where('conversation', '=', conversation)
        .where('subject', '=', subject)
        .execute();
    }
    return changed.length;
  };
}

export function deliveriesNaming(rows: ScopedQueries, { platform, id, without }: ErasedPerson) {
  return async (organization: string) => {
    const found = await rows
      .selectFrom('deliveries')
      .select(['conversation', 'order_id', 'version', 'content'])
      .where('organization', '=', organization)
      .where('conversation', 'like', `${platform}:%`)
      .where(holds('content', JSON.stringify(id)))
      .execute();
    for (const { conversation, order_id: orderId, version, content } of found) {
      await rows
        .updateTable('deliveries')
        .set({ content: without.content(content, id) })
        .where('organization', '=', organization)
        .where('conversation', '=', conversation)
        .where('order_id', '=', orderId)
        .where('version', '=', version)
        .execute();
    }
    return found.length;
  };
}

/** A turn, and the note it left, is named after what it is for and the conversation: `summary:x:D1`. */
export function turnsOfDirects(rows: ScopedQueries, { directs }: ErasedPerson) {
  return async (organization: string) => {
    let gone = 0;
    for (const direct of directs) {
      const found = await rows
        .selectFrom('turns')
        .select('name')
        .where('organization', '=', organization)
        .where(holds('name', direct))
        .execute();
      for (const { name } of found.filter((each) => each.name.endsWith(`:${direct}`))) {
        await rows
          .deleteFrom('turns')
          .where('organization', '=', organization)
          .where('name', '=', name)
          .execute();
        gone += 1;
      }
    }
    return gone;
  };
}

export function buttonsNaming(rows: ScopedQueries, id: string) {
  return async (organization: string) => {
    const found = await rows
      .selectFrom('buttons')
      .select(['key', 'payload'])
      .where('organization', '=', organization)
      .where(holds('payload', id))
      .execute();
    const naming = found.filter(({ payload }) => namesId(payload, id));
    for (const { key } of naming) {
      await rows
        .deleteFrom('buttons')
        .where('organization', '=', organization)
        .where('key', '=', key)
        .execute();
    }
    return naming.length;
  };
}

/** What stood only in a conversation for a while: `unfurl:x:D1:…`. */
export function claimsOfDirects(rows: ScopedQueries, { directs }: ErasedPerson) {
  return async (organization: string) => {
    let gone = 0;
    for (const direct of directs) {
      const { numDeletedRows } = await rows
        .deleteFrom('claims')
        .where('organization', '=', organization)
        .where('outcome', 'is', null)
        .where(holds('key', `:${direct}:`))
        .executeTakeFirst();
      gone += Number(numDeletedRows);
    }
    return gone;
  };
}

/**
 * The cards that a redelivery of a write would be given. A claim keeps standing, with another card in place of what named
 * the person: without it the write would run again. Claims that hold no card name no person.
 */
export function answersNaming(rows: ScopedQueries, { id, without }: ErasedPerson) {
  return async (organization: string) => {
    const found = await rows
      .selectFrom('claims')
      .select(['key', 'outcome'])
      .where('organization', '=', organization)
      .where('outcome', 'like', '{"tone":%')
      .where(holds('outcome', id))
      .execute();
    const naming = found.filter(({ outcome }) => outcome !== null && namesId(outcome, id));
    for (const { key } of naming) {
      await rows
        .updateTable('claims')
        .set({ outcome: without.card })
        .where('organization', '=', organization)
        .where('key', '=', key)
        .execute();
    }
    return naming.length;
  };
}
