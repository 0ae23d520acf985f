import type { Kysely } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import { dayMs } from '../runtime/durations.ts';
import { repeated } from './batches.ts';
import type { Swept } from './contract/store.ts';
import type { TransactingDatabase } from './database.ts';
import { gatherStragglers } from './organizations.ts';
import type { Schema } from './schema.ts';
import { sweepAudit, sweepParked, sweepSettled } from './sweep-records.ts';

/** How many rows one statement deletes, so that none keeps the database for long. */
const batch = 500;

/** How long what was answered on the page is kept. */
const exchangesKeptMs = 30 * dayMs;

/**
 * Deletes claims, buttons, answers on the page, seller links, codes, pushed messages, messages about requests that were parked and amounts that were spent,
 * where they are past their time, and of the audit log and of settled requests what is older than `auditKeptMs`, of every
 * organization, {@link batch} at a time. Gathers what was written to joined workspaces.
 */
export async function sweep({
  database: whole,
  auditKeptMs,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly auditKeptMs: number;
  readonly clock: Clock;
}): Promise<Swept> {
  const { unscoped: database } = whole;
  const now = clock.now();
  const claims = await repeated(batch, () =>
    database
      .deleteFrom('claims')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('organization', 'key'),
          'in',
          selectFrom('claims')
            .select(['organization', 'key'])
            .where('keep_until', '<=', now)
            .limit(batch)
            .$asTuple('organization', 'key'),
        ),
      )
      .executeTakeFirst(),
  );
  const buttons = await repeated(batch, () =>
    database
      .deleteFrom('buttons')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('organization', 'key'),
          'in',
          selectFrom('buttons')
            .select(['organization', 'key'])
            .where('expires_at', '<=', now)
            .limit(batch)
            .$asTuple('organization', 'key'),
        ),
      )
      .executeTakeFirst(),
  );
  const exchanges = await repeated(batch, () =>
    database
      .deleteFrom('exchanges')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('organization', 'person', 'id'),
          'in',
          selectFrom('exchanges')
            .select(['organization', 'person', 'id'])
            .where('at', '<', now - exchangesKeptMs)
            .limit(batch)
            .$asTuple('organization', 'person', 'id'),
        ),
      )
      .executeTakeFirst(),
  );
  const links = await repeated(batch, () =>
    database
      .deleteFrom('guarded_links')
      .where(({ eb, selectFrom }) =>
        eb('id', 'in', selectFrom('guarded_links').select('id').where('expires_at', '<=', now).limit(batch)),
      )
      .executeTakeFirst(),
  );
  const codes = await repeated(batch, () =>
    database.deleteFrom('join_codes').where('expires_at', '<=', now).executeTakeFirst(),
  );
  await gatherStragglers(whole);
  const audit = await sweepAudit({ database: whole, before: now - auditKeptMs, batch });
  const parked = await sweepParked({ database, now, batch });
  const requests = await sweepSettled({ database, before: now - auditKeptMs, batch });
  const spending = await sweepSpending({ database, now, batch });
  return {
    claims,
    buttons,
    exchanges,
    links,
    codes,
    audit,
    parked,
    requests,
    spending,
    ...(await sweepInbox({ database, now, batch })),
  };
}

/** Long enough for an operator to look at what a message said; those that could not be read are kept whole. */
const keepBodiesMs = 7 * dayMs;

/** Much longer than the partner repeats a message (five times, half an hour apart). */
const keepMessagesMs = 30 * dayMs;

/**
 * Of the messages that were settled: empties the bodies of those that were read 7 days after they came, and deletes
 * them all 30 days after, `batch` at a time. What still waits is never touched.
 */
async function sweepInbox({
  database,
  now,
  batch,
}: {
  readonly database: Kysely<Schema>;
  readonly now: number;
  readonly batch: number;
}): Promise<Pick<Swept, 'messages' | 'bodies'>> {
  const settled = (account: string, before: number) =>
    database
      .selectFrom('inbox')
      .select('id')
      .where('organization', '=', account)
      .where('settled_at', 'is not', null)
      .where('received_at', '<=', before)
      .limit(batch);
  const swept = { messages: 0, bodies: 0 };
  for (let account = await accountAfter(''); account !== undefined; account = await accountAfter(account)) {
    const mine = account;
    swept.messages += await repeated(batch, async () => {
      const old = (await settled(mine, now - keepMessagesMs).execute()).map(({ id }) => id);
      if (old.length === 0) return { numDeletedRows: 0n };
      await database
        .deleteFrom('order_messages')
        .where('organization', '=', mine)
        .where('message', 'in', old)
        .execute();
      return database
        .deleteFrom('inbox')
        .where('organization', '=', mine)
        .where('id', 'in', old)
        .executeTakeFirst();
    });
    swept.bodies += await repeated(batch, () =>
      database
        .updateTable('inbox')
        .set({ body: null })
        .where('organization', '=', mine)
        .where(
          'id',
          'in',
          settled(mine, now - keepBodiesMs)
            .where('unreadable', 'is', null)
            .where('body', 'is not', null),
        )
        .executeTakeFirst(),
    );
  }
  return swept;

  /** One account after another, each found through the index, however many messages are between them. */
  async function accountAfter(account: string): Promise<string | undefined> {
    const row = await database
      .selectFrom('inbox')
      .select('organization')
      .where('organization', '>', account)
      .where('settled_at', 'is not', null)
      .orderBy('organization')
      .limit(1)
      .executeTakeFirst();
    return row?.organization;
  }
}

/** Twice as long as anything of it counts. */
const keepMs = 2 * dayMs;

/** Deletes amounts and counts that count no more, `batch` at a time. */
async function sweepSpending({
  database,
  now,
  batch,
}: {
  readonly database: Kysely<Schema>;
  readonly now: number;
  readonly batch: number;
}): Promise<number> {
  const before = now - keepMs;
  const amounts = await repeated(batch, () =>
    database
      .deleteFrom('spending')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('organization', 'person', 'account', 'what'),
          'in',
          selectFrom('spending')
            .select(['organization', 'person', 'account', 'what'])
            .where('at', '<=', before)
            .limit(batch)
            .$asTuple('organization', 'person', 'account', 'what'),
        ),
      )
      .executeTakeFirst(),
  );
  const { numDeletedRows } = await database
    .deleteFrom('daily_counts')
    .where('at', '<=', before)
    .executeTakeFirst();
  return amounts + Number(numDeletedRows);
}
