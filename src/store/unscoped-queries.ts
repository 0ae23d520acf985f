/*
 * The questions that concern every organization at once, and so can't pass the guard: who watches the orders of an account,
 * which conversation's queue is due, and how much waits. An account's orders are watched by any organization that was let in
 * to the bot, and one process serves the queues of all. The same for requests: which are due, and the one that a person asked
 * for, who may look at it from a direct message, where they are an organization of their own. And what people of any
 * organization have spent on an account's orders. And what is held by processes, of which any may have died. Nothing else
 * belongs here.
 */

import type { Kysely } from 'kysely';
import { printSpentOn } from './accounts.ts';
import type { SpentOn } from './contract/accounts.ts';
import { type Database, takingRows } from './database.ts';
import type { Schema } from './schema.ts';

type Unscoped = Kysely<Schema>;

/** The watches of `account`'s orders. */
export function watchesOfAccount(unscoped: Unscoped, account: string) {
  return unscoped.selectFrom('watches').selectAll().where('account', '=', account);
}

/** Where orders of other accounts than `account` are watched, each conversation once; without one, of any. */
export function watchesOfOthers(unscoped: Unscoped, account: string | undefined) {
  const all = unscoped
    .selectFrom('watches')
    .select(({ fn }) => ['organization', 'conversation', fn.min('workspace').as('workspace')])
    .groupBy(['organization', 'conversation'])
    .orderBy('organization')
    .orderBy('conversation');
  return account === undefined ? all : all.where('account', '<>', account);
}

/** Ends what people were counted to have spent on these things of `account`. */
export function endSpending(unscoped: Unscoped, account: string, on: readonly SpentOn[]) {
  return unscoped
    .deleteFrom('spending')
    .where('account', '=', account)
    .where('what', 'in', on.map(printSpentOn));
}

/** Who claims at most how much, when and until when; times are ms since 1970 UTC. */
interface Claiming {
  readonly now: number;
  readonly limit: number;
  readonly holder: string;
  readonly heldUntil: number;
}

/**
 * Gives `holder` the queues that are longest ready at `now`, at most `limit`, until `heldUntil`. Each is passed over by
 * every other process that claims at the same moment.
 */
export function claimReadyQueues(
  transaction: Database,
  { now, limit, holder, process, heldUntil }: Claiming & { readonly process: string | null },
) {
  return (
    transaction.unscoped
      // Written out once, since PostgreSQL may run a subquery that locks more than once, and lock more than `limit`.
      .with(
        (ready) => ready('ready').materialized(),
        (query) =>
          takingRows(
            query
              .selectFrom('queues')
              .select(['organization', 'conversation'])
              .where('ready_at', '<=', now)
              .orderBy('ready_at')
              .limit(limit),
            transaction,
          ),
      )
      .updateTable('queues')
      .set(({ ref }) => ({
        lease_holder: holder,
        lease_process: process,
        held_until: heldUntil,
        ready_since: ref('queues.ready_at'),
        ready_at: heldUntil,
      }))
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('queues.organization', 'queues.conversation'),
          'in',
          selectFrom('ready')
            .select(['ready.organization', 'ready.conversation'])
            .$asTuple('organization', 'conversation'),
        ),
      )
      .returning(['organization', 'conversation', 'workspace', 'next_send_at', 'ready_since'])
  );
}

/** Undoes what `claimReadyQueues` gave `holder`, where nobody was told of it: as ready as they were. */
export function unclaimQueues(unscoped: Unscoped, holder: string) {
  return unscoped
    .updateTable('queues')
    .set(({ ref }) => ({
      lease_holder: null,
      lease_process: null,
      held_until: 0,
      ready_at: ref('queues.ready_since'),
    }))
    .where('lease_holder', '=', holder);
}

/** When the next queue can be claimed, one that is held when its hold ends. */
export function nextReadyQueue(unscoped: Unscoped) {
  return unscoped
    .selectFrom('queues')
    .select('ready_at')
    .where('ready_at', 'is not', null)
    .orderBy('ready_at')
    .limit(1);
}

/** How many deliveries wait, how many of them are due, of how many the outcome is not known, how many are parked. */
export async function countDeliveries(
  unscoped: Unscoped,
  now: number,
): Promise<{ waiting: number; due: number; unclear: number; parked: number; queues: number }> {
  const deliveries = () =>
    unscoped.selectFrom('outbox').select(({ fn }) => fn.countAll<number>().as('count'));
  const queues = unscoped.selectFrom('queues').select(({ fn }) => fn.countAll<number>().as('count'));
  const waiting = deliveries().where('parked_at', 'is', null);
  const queries = {
    waiting,
    due: waiting.where('due_at', '<=', now),
    unclear: waiting.where('attempt_key', 'is not', null),
    parked: deliveries().where('parked_at', 'is not', null),
    queues: queues.where('ready_at', 'is not', null),
  };
  const count = async (query: typeof waiting | typeof queries.queues) =>
    (await query.executeTakeFirstOrThrow()).count;
  return {
    waiting: await count(queries.waiting),
    due: await count(queries.due),
    unclear: await count(queries.unclear),
    parked: await count(queries.parked),
    queues: await count(queries.queues),
  };
}

/** The request `id`, as long as it was `asker` who asked for it. */
export function requestOfAsker(unscoped: Unscoped, id: string, asker: string) {
  return unscoped.selectFrom('requests').selectAll().where('id', '=', id).where('asker', '=', asker);
}

/** Requests whose time has come, the longest overdue first. */
export function dueRequests(unscoped: Unscoped, now: number, limit: number) {
  return unscoped
    .selectFrom('requests')
    .selectAll()
    .where('due_at', '<=', now)
    .where('open', '=', 1)
    .orderBy('due_at')
    .limit(limit);
}

/** The lives of all processes that hold something or have begun to say something, this one's too. */
export async function holdingLives({ unscoped }: Pick<Database, 'unscoped'>): Promise<readonly string[]> {
  const rows = await unscoped
    .selectFrom('claims')
    .select('life')
    .where('life', 'is not', null)
    .union(unscoped.selectFrom('turns').select('life').where('life', 'is not', null))
    .union(
      unscoped.selectFrom('queues').select('lease_process as life').where('lease_process', 'is not', null),
    )
    .union(
      unscoped
        .selectFrom('outbox')
        .select('attempt_process as life')
        .where('attempt_process', 'is not', null)
        .where('attempt_over_at', 'is', null),
    )
    .execute();
  return rows.flatMap(({ life }) => life ?? []);
}

/**
 * Frees what `lives` hold, which are over, and notes of what they had begun to say that they are over;
 * how many queues of conversations they held, and where they had begun to say something, which is to be looked up.
 */
export async function freeHolds(
  { unscoped }: Pick<Database, 'unscoped'>,
  { lives, now }: { readonly lives: readonly string[]; readonly now: number },
) {
  await unscoped
    .updateTable('claims')
    .set({ held_until: 0, life: null })
    .where('life', 'in', lives)
    .where('outcome', 'is', null)
    .execute();
  await unscoped
    .updateTable('turns')
    .set({ holder: null, held_until: 0, life: null })
    .where('life', 'in', lives)
    .execute();
  const begun = await unscoped
    .updateTable('outbox')
    .set(({ eb, ref, lit }) => ({
      attempt_over_at: now,
      due_at: eb.case().when('due_at', '>', now).then(lit(now)).else(ref('due_at')).end(),
    }))
    .where('attempt_process', 'in', lives)
    .where('attempt_over_at', 'is', null)
    .returning(['organization', 'conversation', 'workspace'])
    .execute();
  const { numUpdatedRows } = await unscoped
    .updateTable('queues')
    .set(({ eb, ref, lit }) => ({
      lease_holder: null,
      lease_process: null,
      held_until: 0,
      ready_at: eb.case().when('next_send_at', '>', now).then(ref('next_send_at')).else(lit(now)).end(),
    }))
    .where('lease_process', 'in', lives)
    .executeTakeFirst();
  return { queues: Number(numUpdatedRows), begun };
}
