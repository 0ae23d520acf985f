import { type Kysely, sql } from 'kysely';
import { repeated } from './repeated.ts';
import type { Schema } from './schema.ts';

/** As long as buttons, answers and pushed messages are kept. */
const keepParkedMs = 30 * 24 * 60 * 60 * 1_000;

/**
 * Deletes messages about requests 30 days after they were given up, `batch` at a time. What is said of a request that waits
 * for a decision is kept: it is said after all where somebody decides.
 */
export function sweepGivenUp({
  database,
  now,
  batch,
}: {
  readonly database: Kysely<Schema>;
  readonly now: number;
  readonly batch: number;
}): Promise<number> {
  return repeated(batch, () =>
    database
      .deleteFrom('request_messages')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('organization', 'request', 'kind'),
          'in',
          selectFrom('request_messages as given_up')
            .select(['given_up.organization', 'given_up.request', 'given_up.kind'])
            .where('given_up.parked_at', '<=', now - keepParkedMs)
            .where(({ not, exists, selectFrom: from }) =>
              not(
                exists(
                  from('requests')
                    .select('requests.id')
                    .whereRef('requests.organization', '=', 'given_up.organization')
                    .whereRef('requests.id', '=', 'given_up.request')
                    .where('requests.open', '=', 1),
                ),
              ),
            )
            .limit(batch)
            .$asTuple('organization', 'request', 'kind'),
        ),
      )
      .executeTakeFirst(),
  );
}

/** Deletes requests that were settled `before` then, with what was said of them, `batch` at a time. */
export async function sweepSettled({
  database,
  before,
  batch,
}: {
  readonly database: Kysely<Schema>;
  readonly before: number;
  readonly batch: number;
}): Promise<number> {
  const settled = database
    .selectFrom('requests')
    .select(['organization', 'id'])
    // Written out, as the index has it.
    .where('open', '=', sql.lit(0))
    .where('changed_at', '<=', before)
    .orderBy('changed_at')
    .orderBy('id')
    .limit(batch);
  const one = () => settled.as('settled');
  return repeated(batch, async () => {
    await database
      .deleteFrom('request_messages')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('organization', 'request'),
          'in',
          selectFrom(one()).select(['settled.organization', 'settled.id']).$asTuple('organization', 'id'),
        ),
      )
      .execute();
    return database
      .deleteFrom('requests')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('organization', 'id'),
          'in',
          selectFrom(one()).select(['settled.organization', 'settled.id']).$asTuple('organization', 'id'),
        ),
      )
      .executeTakeFirst();
  });
}
