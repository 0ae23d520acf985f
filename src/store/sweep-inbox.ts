import type { Kysely } from 'kysely';
import type { Swept } from './contract/store.ts';
import { repeated } from './repeated.ts';
import type { Schema } from './schema.ts';

const dayMs = 24 * 60 * 60 * 1_000;

/** Long enough for somebody to look at what a message said; those that could not be read are kept whole. */
const keepBodiesMs = 7 * dayMs;

/** Much longer than the partner repeats a message (five times, half an hour apart). */
const keepMessagesMs = 30 * dayMs;

/**
 * Of the messages that were settled: empties the bodies of those that were read 7 days after they came, and deletes
 * them all 30 days after, `batch` at a time. What still waits is never touched.
 */
export async function sweepInbox({
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
      .select('digest')
      .where('organization', '=', account)
      .where('settled_at', 'is not', null)
      .where('received_at', '<=', before)
      .limit(batch);
  const swept = { messages: 0, bodies: 0 };
  for (let account = await accountAfter(''); account !== undefined; account = await accountAfter(account)) {
    const mine = account;
    swept.messages += await repeated(batch, () =>
      database
        .deleteFrom('inbox')
        .where('organization', '=', mine)
        .where('digest', 'in', settled(mine, now - keepMessagesMs))
        .executeTakeFirst(),
    );
    swept.bodies += await repeated(batch, () =>
      database
        .updateTable('inbox')
        .set({ body: null })
        .where('organization', '=', mine)
        .where(
          'digest',
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
      .orderBy('organization')
      .limit(1)
      .executeTakeFirst();
    return row?.organization;
  }
}
