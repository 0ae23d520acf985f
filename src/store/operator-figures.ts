import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { Figure, OperatorFigures, OperatorFiguresAsked } from './contract/operator.ts';
import { inboxTimes } from './inbox.ts';
import type { Schema } from './schema.ts';

/** How much waits, counted no further than `atMost`: it takes as long however much there is. */
export async function operatorFigures(
  unscoped: Kysely<Schema>,
  { account, atMost, clock }: OperatorFiguresAsked & { readonly clock: Pick<Clock, 'now'> },
): Promise<OperatorFigures> {
  const now = clock.now();
  const waiting = unscoped.selectFrom('outbox').where('parked_at', 'is', null);
  const parked = unscoped.selectFrom('outbox').where('parked_at', 'is not', null);
  const unreadable = unscoped
    .selectFrom('inbox')
    .where('organization', '=', account ?? '')
    .where('unreadable', 'is not', null);
  const counted = async (rows: Rows): Promise<Figure> => {
    const { all } = await unscoped
      .selectFrom(rows.limit(atMost + 1).as('some'))
      .select(({ fn }) => fn.countAll<number>().as('all'))
      .executeTakeFirstOrThrow();
    return { count: Math.min(Number(all), atMost), orMore: Number(all) > atMost };
  };
  // In one go: among many that are due later, none that is due now need be among the first.
  const { all, due } = await unscoped
    .selectFrom(
      waiting
        .select('due_at')
        .limit(atMost + 1)
        .as('some'),
    )
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      sql<number>`count(case when due_at <= ${now} then 1 end)`.as('due'),
    ])
    .executeTakeFirstOrThrow();
  const orMore = Number(all) > atMost;
  return {
    deliveries: {
      due: { count: Math.min(Number(due), atMost), orMore },
      later: { count: Math.min(Number(all) - Number(due), atMost), orMore },
      unclear: await counted(waiting.where('attempt_key', 'is not', null).select('organization')),
      parked: await counted(parked.select('organization')),
    },
    inbox: {
      ...(account !== undefined && (await inboxTimes(unscoped, account))),
      unreadable: await counted(unreadable.select('organization')),
    },
  };
}

type Rows = SelectQueryBuilder<Schema, 'outbox' | 'inbox', { organization: string }>;
