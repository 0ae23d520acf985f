/*
 * How a person is taken out of the rows of single tables: what is done in which table says `erasure-tables.ts`. Each of these
 * gives how many rows it was.
 */

import { namesId } from '../runtime/scoped-id.ts';
import { holds, type ScopedQueries } from './database.ts';
import type { ErasedPerson } from './erasure-wipes.ts';

/** Deletes what is said of the person's own requests. */
export function saidOfRequests(rows: ScopedQueries, table: 'outbox' | 'cards', person: string) {
  return async (organization: string) => {
    const { numDeletedRows } = await rows
      .deleteFrom(table)
      .where('organization', '=', organization)
      .where('subject_kind', '=', 'request')
      .where(({ eb, selectFrom }) =>
        eb(
          'subject_id',
          'in',
          selectFrom('requests')
            .select('id')
            .where('organization', '=', organization)
            .where('asker', '=', person),
        ),
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
      .selectFrom('outbox')
      .select(['conversation', 'subject_kind', 'subject_id', 'part', 'version', 'content'])
      .where('organization', '=', organization)
      .where('conversation', 'like', `${platform}:%`)
      .where(holds('content', JSON.stringify(id)))
      .execute();
    for (const { conversation, content, ...row } of found) {
      await rows
        .updateTable('outbox')
        .set({ content: without.content(content, id) })
        .where('organization', '=', organization)
        .where('conversation', '=', conversation)
        .where('subject_kind', '=', row.subject_kind)
        .where('subject_id', '=', row.subject_id)
        .where('part', '=', row.part)
        .where('version', '=', row.version)
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

/** Deletes answers to others that name the person. */
export function exchangesNaming(rows: ScopedQueries, id: string) {
  return async (organization: string) => {
    const found = await rows
      .selectFrom('exchanges')
      .select(['person', 'id', 'body'])
      .where('organization', '=', organization)
      .where(holds('body', id))
      .execute();
    const naming = found.filter(({ body }) => namesId(body, id));
    for (const row of naming) {
      await rows
        .deleteFrom('exchanges')
        .where('organization', '=', organization)
        .where('person', '=', row.person)
        .where('id', '=', row.id)
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
