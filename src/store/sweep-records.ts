import { type Kysely, sql } from 'kysely';
import { dayMs } from '../runtime/durations.ts';
import { lockHead, moveHead } from './audit-rows.ts';
import { repeated } from './batches.ts';
import type { TransactingDatabase } from './database.ts';
import type { Schema } from './schema.ts';

/**
 * Cuts what is older than `before` (ms since 1970 UTC) off the front of every chain, `batch` records at a time. The head
 * keeps number and hash of the last one that went, so that the rest still has something to stand on.
 */
export async function sweepAudit({
  database,
  before,
  batch,
}: {
  readonly database: TransactingDatabase;
  readonly before: number;
  readonly batch: number;
}): Promise<number> {
  let cut = 0;
  for (let mine = await chainAfter(''); mine !== undefined; mine = await chainAfter(mine)) {
    for (let gone = batch; gone >= batch; cut += gone) gone = await cutOff(mine);
  }
  return cut;

  async function chainAfter(organization: string): Promise<string | undefined> {
    const row = await database.unscoped
      .selectFrom('audit_heads')
      .select('organization')
      .where('organization', '>', organization)
      .orderBy('organization')
      .limit(1)
      .executeTakeFirst();
    return row?.organization;
  }

  /** A clock that was set back leaves later records with earlier times: nothing is cut out of the middle for that. */
  function cutOff(organization: string): Promise<number> {
    return database.transact(async (transaction) => {
      const head = await lockHead(transaction, organization);
      const oldest = await transaction.scoped
        .selectFrom('audit')
        .select(['seq', 'at', 'hash'])
        .where('organization', '=', organization)
        .orderBy('seq')
        .limit(batch)
        .execute();
      const fresh = oldest.findIndex(({ at }) => at > before);
      const old = fresh === -1 ? oldest : oldest.slice(0, fresh);
      const last = old.at(-1);
      // A chain with a gap at its front is broken, and stays so for every reader to see.
      if (last === undefined || last.seq !== head.cutSeq + old.length) return 0;
      await transaction.scoped
        .deleteFrom('audit')
        .where('organization', '=', organization)
        .where('seq', '<=', last.seq)
        .execute();
      await transaction.scoped
        .deleteFrom('audit_orders')
        .where('organization', '=', organization)
        .where('seq', '<=', last.seq)
        .execute();
      await moveHead(transaction.scoped, organization, { ...head, cutSeq: last.seq, cutHash: last.hash });
      return old.length;
    });
  }
}

/** As long as buttons, answers and pushed messages are kept. */
const keepParkedMs = 30 * dayMs;

/**
 * Deletes messages about requests 30 days after they were parked, `batch` at a time. What is said of a request that waits
 * for a decision is kept: it is said after all where an approver decides.
 */
export function sweepParked({
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
      .deleteFrom('outbox')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('organization', 'subject_kind', 'subject_id', 'part', 'version'),
          'in',
          selectFrom('outbox as parked')
            .select([
              'parked.organization',
              'parked.subject_kind',
              'parked.subject_id',
              'parked.part',
              'parked.version',
            ])
            .where('parked.parked_at', '<=', now - keepParkedMs)
            .where('parked.subject_kind', '=', 'request')
            .where(({ not, exists, selectFrom: from }) =>
              not(
                exists(
                  from('requests')
                    .select('requests.id')
                    .whereRef('requests.organization', '=', 'parked.organization')
                    .whereRef('requests.id', '=', 'parked.subject_id')
                    .where('requests.open', '=', 1),
                ),
              ),
            )
            .limit(batch)
            .$asTuple('organization', 'subject_kind', 'subject_id', 'part', 'version'),
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
    for (const table of ['outbox', 'cards'] as const) {
      await database
        .deleteFrom(table)
        .where('subject_kind', '=', 'request')
        .where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple('organization', 'subject_id'),
            'in',
            selectFrom(one()).select(['settled.organization', 'settled.id']).$asTuple('organization', 'id'),
          ),
        )
        .execute();
    }
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
