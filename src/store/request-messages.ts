import type { Selectable } from 'kysely';
import type {
  HeldMessage,
  ParkedMessage,
  Requests,
  StoredRequest,
  WantedMessage,
} from './contract/requests.ts';
import type { Database, TransactingDatabase } from './database.ts';
import type { Schema } from './schema.ts';
import { claimDueMessages, countMessages, nextDueMessage } from './unscoped-queries.ts';

type RequestMessages = Pick<
  Requests,
  'claim' | 'nextDueAt' | 'begin' | 'settle' | 'postpone' | 'park' | 'parked' | 'retry' | 'counts'
>;

/** The messages about requests, each with one holder at a time. */
export function createRequestMessages({
  database,
}: {
  readonly database: TransactingDatabase;
}): RequestMessages {
  const { scoped, unscoped } = database;

  /** The row of `held`, as long as it is. */
  function theirs({ scoped: rows }: Pick<Database, 'scoped'>, held: HeldMessage) {
    return rows
      .updateTable('request_messages')
      .where('organization', '=', held.organization)
      .where('request', '=', held.request)
      .where('kind', '=', held.kind)
      .where('holder', '=', held.holder);
  }

  return {
    async claim({ now, holder, holdMs, limit }) {
      const claimed = await database.transact((transaction) =>
        claimDueMessages(transaction, { now, holder, heldUntil: now + holdMs, limit }).execute(),
      );
      return claimed.map(messageOf);
    },
    async nextDueAt() {
      const row = await nextDueMessage(unscoped).executeTakeFirst();
      return row?.due_at ?? undefined;
    },
    async begin(held, { key, at, target }) {
      const { numUpdatedRows } = await theirs({ scoped }, held)
        .set({ attempt_key: key, attempt_at: at, ...(target !== undefined && { target }) })
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },
    async settle(held, { message, shown, at }) {
      const { numUpdatedRows } = await theirs({ scoped }, held)
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
      const { numUpdatedRows } = await theirs({ scoped }, held)
        .set({
          holder: null,
          held_until: 0,
          due_at: dueAt,
          attempts: counts ? held.attempts + 1 : held.attempts,
          ...(forget && { attempt_key: null, attempt_at: null }),
          ...(way !== undefined && { way, target: null }),
          ...(anew === true && { message: null, shown: 0 }),
        })
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },
    async park(held, { reason, at, forget }) {
      const { numUpdatedRows } = await theirs({ scoped }, held)
        .set(({ eb, lit }) => {
          // Nothing was tried yet of what the request came to be meanwhile.
          const wentOn = eb.case().when('wanted', '>', held.wanted);
          return {
            holder: null,
            held_until: 0,
            due_at: wentOn.then(lit(at)).else(null).end(),
            attempts: wentOn
              .then(lit(0))
              .else(lit(held.attempts + 1))
              .end(),
            parked_at: wentOn.then(lit(null)).else(lit(at)).end(),
            reason: wentOn.then(lit(null)).else(reason).end(),
            ...(forget && { attempt_key: null, attempt_at: null }),
          };
        })
        .executeTakeFirst();
      return Number(numUpdatedRows) > 0;
    },
    async parked({ organization, conversation, limit }) {
      const all = scoped
        .selectFrom('request_messages')
        .selectAll()
        .where('organization', '=', organization)
        .where('parked_at', 'is not', null);
      const rows = await (conversation === undefined ? all : all.where('conversation', '=', conversation))
        .orderBy('parked_at', 'desc')
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(parkedMessageOf);
    },
    async retry({ organization, conversation, at }) {
      const all = scoped
        .updateTable('request_messages')
        .set({ parked_at: null, reason: null, attempts: 0, due_at: at })
        .where('organization', '=', organization)
        .where('parked_at', 'is not', null);
      const again = conversation === undefined ? all : all.where('conversation', '=', conversation);
      return Number((await again.executeTakeFirst()).numUpdatedRows);
    },
    counts: ({ now }) => countMessages(unscoped, now),
  };
}

/** Has `messages` show `version` of a request, whether they stand already or not. */
export async function wantMessages(
  { scoped }: Pick<Database, 'scoped'>,
  { organization, id }: Pick<StoredRequest, 'organization' | 'id'>,
  version: number,
  messages: readonly WantedMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  await scoped
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
      conflict.columns(['organization', 'request', 'kind']).doUpdateSet(({ eb, lit, ref }) => ({
        wanted: ref('excluded.wanted'),
        due_at: ref('excluded.due_at'),
        // What was given up is tried as often as anything else.
        attempts: eb
          .case()
          .when('request_messages.parked_at', 'is', null)
          .then(ref('request_messages.attempts'))
          .else(lit(0))
          .end(),
        parked_at: null,
        reason: null,
      })),
    )
    .execute();
}

function messageOf(row: Selectable<Schema['request_messages']>): HeldMessage {
  const { attempt_key: key, attempt_at: at } = row;
  return {
    organization: row.organization,
    request: row.request,
    kind: row.kind,
    holder: row.holder ?? '',
    heldUntil: row.held_until,
    place: row.place,
    conversation: row.conversation,
    wanted: row.wanted,
    shown: row.shown,
    createdAt: row.created_at,
    attempts: row.attempts,
    ...(row.person !== null && { person: row.person }),
    ...(row.way !== null && { way: row.way }),
    ...(row.target !== null && { target: row.target }),
    ...(row.message !== null && { message: row.message }),
    ...(key !== null && at !== null && { attempt: { key, at } }),
  };
}

function parkedMessageOf(row: Selectable<Schema['request_messages']>): ParkedMessage {
  return {
    request: row.request,
    kind: row.kind,
    conversation: row.conversation,
    parkedAt: row.parked_at ?? 0,
    reason: row.reason ?? '',
  };
}
