import type { Kysely } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import { repeated } from './repeated.ts';
import type { Schema } from './schema.ts';
import type { Swept } from './store.ts';
import { sweepInbox } from './sweep-inbox.ts';

/** How many rows one statement deletes, so that none keeps the database for long. */
const batch = 500;

/**
 * Deletes claims, buttons and pushed messages that are past their time, of every organization, {@link batch} at a time.
 */
export async function sweep({
  database,
  clock,
}: {
  readonly database: Kysely<Schema>;
  readonly clock: Clock;
}): Promise<Swept> {
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
  return { claims, buttons, ...(await sweepInbox({ database, now, batch })) };
}
