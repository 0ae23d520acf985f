/*
 * The questions that concern every organization at once, and so can't pass the guard: who watches the orders of an account,
 * which conversation's queue is due, and how much waits. An account's orders are watched by any organization that was let in
 * to the bot, and one process serves the queues of all. The same for requests: which are due, and the one that a person asked
 * for, who may look at it from a direct message, where they are an organization of their own; and how much is still to be
 * said of them. And what people of any organization have spent on an account's orders. Nothing else belongs here.
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
export function claimReadyQueues(transaction: Database, { now, limit, holder, heldUntil }: Claiming) {
  return (
    transaction.unscoped
      // Written out once, since PostgreSQL may run a subquery that locks more than once, and lock more than `limit`.
      .with(
        (ready) => ready('ready').materialized(),
        (query) =>
          takingRows(
            query
              .selectFrom('lanes')
              .select(['organization', 'conversation'])
              .where('ready_at', '<=', now)
              .orderBy('ready_at')
              .limit(limit),
            transaction,
          ),
      )
      .updateTable('lanes')
      .set(({ ref }) => ({
        holder,
        held_until: heldUntil,
        ready_since: ref('lanes.ready_at'),
        ready_at: heldUntil,
      }))
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('lanes.organization', 'lanes.conversation'),
          'in',
          selectFrom('ready')
            .select(['ready.organization', 'ready.conversation'])
            .$asTuple('organization', 'conversation'),
        ),
      )
      .returning(['organization', 'conversation', 'place', 'free_at', 'ready_since'])
  );
}

/** When the next queue can be claimed, one that is held when its hold ends. */
export function nextReadyQueue(unscoped: Unscoped) {
  return unscoped
    .selectFrom('lanes')
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
    unscoped.selectFrom('deliveries').select(({ fn }) => fn.countAll<number>().as('count'));
  const queues = unscoped.selectFrom('lanes').select(({ fn }) => fn.countAll<number>().as('count'));
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

/** How many messages about requests are due or will be, of how many the outcome is not known, how many were given up. */
export async function countMessages(
  unscoped: Unscoped,
  now: number,
): Promise<{ due: number; later: number; unclear: number; parked: number }> {
  const messages = () =>
    unscoped.selectFrom('request_messages').select(({ fn }) => fn.countAll<number>().as('count'));
  const waiting = messages().where('due_at', 'is not', null);
  const count = async (query: typeof waiting) => (await query.executeTakeFirstOrThrow()).count;
  return {
    due: await count(waiting.where('due_at', '<=', now)),
    later: await count(waiting.where('due_at', '>', now)),
    unclear: await count(waiting.where('attempt_key', 'is not', null)),
    parked: await count(messages().where('parked_at', 'is not', null)),
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

/** Gives `holder` the messages about requests that are longest due at `now` and not held, at most `limit`. */
export function claimDueMessages(transaction: Database, { now, limit, holder, heldUntil }: Claiming) {
  return (
    transaction.unscoped
      // Written out once, as with queues.
      .with(
        (ready) => ready('ready').materialized(),
        (query) =>
          takingRows(
            query
              .selectFrom('request_messages')
              .select(['organization', 'request', 'kind'])
              .where('due_at', '<=', now)
              .where('held_until', '<=', now)
              .orderBy('due_at')
              .limit(limit),
            transaction,
          ),
      )
      .updateTable('request_messages')
      .set({ holder, held_until: heldUntil })
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('request_messages.organization', 'request_messages.request', 'request_messages.kind'),
          'in',
          selectFrom('ready')
            .select(['ready.organization', 'ready.request', 'ready.kind'])
            .$asTuple('organization', 'request', 'kind'),
        ),
      )
      .returningAll()
  );
}

/** When the next message about a request is due. */
export function nextDueMessage(unscoped: Unscoped) {
  return unscoped
    .selectFrom('request_messages')
    .select('due_at')
    .where('due_at', 'is not', null)
    .orderBy('due_at')
    .limit(1);
}
