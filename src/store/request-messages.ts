import { claimDueMessages, nextDueMessage } from './across-organizations.ts';
import type { Doors, NewsDatabase } from './news-database.ts';
import { messageOf } from './request-rows.ts';
import type { HeldMessage, Requests, StoredRequest, WantedMessage } from './requests-contract.ts';

type RequestMessages = Pick<Requests, 'claim' | 'nextDueAt' | 'begin' | 'settle' | 'postpone'>;

/** The messages about requests, each with one holder at a time. */
export function createRequestMessages({ database }: { readonly database: NewsDatabase }): RequestMessages {
  const { guarded, acrossOrganizations } = database;

  /** The row of `held`, as long as it is. */
  function theirs({ guarded: door }: Pick<Doors, 'guarded'>, held: HeldMessage) {
    return door
      .updateTable('request_messages')
      .where('organization', '=', held.organization)
      .where('request', '=', held.request)
      .where('kind', '=', held.kind)
      .where('holder', '=', held.holder);
  }

  return {
    async claim({ now, holder, holdMs, limit }) {
      const claimed = await database.transact((doors) =>
        claimDueMessages(doors, { now, holder, heldUntil: now + holdMs, limit }).execute(),
      );
      return claimed.map(messageOf);
    },
    async nextDueAt() {
      const row = await nextDueMessage(acrossOrganizations).executeTakeFirst();
      return row?.due_at ?? undefined;
    },
    async begin(held, { key, at, target }) {
      const { numUpdatedRows } = await theirs({ guarded }, held)
        .set({ attempt_key: key, attempt_at: at, ...(target !== undefined && { target }) })
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },
    async settle(held, { message, shown, at }) {
      const { numUpdatedRows } = await theirs({ guarded }, held)
        .set(({ eb, lit }) => ({
          message: message ?? null,
          shown,
          holder: null,
          held_until: 0,
          attempts: 0,
          attempt_key: null,
          attempt_at: null,
          // PostgreSQL would take a parameter in here for a text.
          due_at: eb.case().when('wanted', '>', shown).then(lit(at)).else(null).end(),
        }))
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },
    async postpone(held, { dueAt, counts, forget, way, anew }) {
      const { numUpdatedRows } = await theirs({ guarded }, held)
        .set({
          holder: null,
          held_until: 0,
          due_at: dueAt ?? null,
          attempts: counts ? held.attempts + 1 : held.attempts,
          ...(forget && { attempt_key: null, attempt_at: null }),
          ...(way !== undefined && { way, target: null }),
          ...(anew === true && { message: null, shown: 0 }),
        })
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },
  };
}

/** Has `messages` show `version` of a request, whether they stand already or not. */
export async function wantMessages(
  { guarded }: Pick<Doors, 'guarded'>,
  { organization, id }: Pick<StoredRequest, 'organization' | 'id'>,
  version: number,
  messages: readonly WantedMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await guarded
    .insertInto('request_messages')
    .values(
      messages.map(({ kind, place, conversation, person, dueAt }) => ({
        organization,
        request: id,
        kind,
        place,
        conversation,
        person: person ?? null,
        wanted: version,
        shown: 0,
        due_at: dueAt,
        held_until: 0,
        created_at: dueAt,
        attempts: 0,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['organization', 'request', 'kind'])
        .doUpdateSet(({ ref }) => ({ wanted: ref('excluded.wanted'), due_at: ref('excluded.due_at') })),
    )
    .execute();
}
