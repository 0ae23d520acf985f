import type { Kysely } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { Schema } from './schema.ts';
import type { Swept } from './store.ts';

/** How many rows one statement deletes, so that none keeps the database for long. */
const batch = 500;

/** A message that was not acknowledged comes again for two and a half hours; a person looks back for days. */
const messagesKeptMs = 7 * 24 * 60 * 60 * 1_000;

/**
 * Deletes claims, buttons and pushed messages that are past their time, of every organization, {@link batch} at a time.
 * A message that waits to be read, or could not be, stays.
 */
export async function sweep({
  database,
  clock,
}: {
  readonly database: Kysely<Schema>;
  readonly clock: Clock;
}): Promise<Swept> {
  const now = clock.now();
  const claims = await repeated(() =>
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
  const buttons = await repeated(() =>
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
  const messages = await repeated(() =>
    database
      .deleteFrom('inbox')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('organization', 'digest'),
          'in',
          selectFrom('inbox')
            .select(['organization', 'digest'])
            .where('state', '=', 'done')
            .where('received_at', '<=', now - messagesKeptMs)
            .limit(batch)
            .$asTuple('organization', 'digest'),
        ),
      )
      .executeTakeFirst(),
  );
  return { claims, buttons, messages };
}

/** Runs `remove` until it finds less than a whole batch; how many rows went in all. */
async function repeated(remove: () => Promise<{ readonly numDeletedRows: bigint }>): Promise<number> {
  let total = 0;
  for (let removed = batch; removed >= batch; total += removed) {
    removed = Number((await remove()).numDeletedRows);
  }
  return total;
}
