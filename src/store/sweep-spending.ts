import type { Kysely } from 'kysely';
import { repeated } from './repeated.ts';
import type { Schema } from './schema.ts';

/** Twice as long as anything of it counts. */
const keepMs = 2 * 24 * 60 * 60 * 1_000;

/** Deletes amounts and counts that count no more, `batch` at a time. */
export async function sweepSpending({
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
