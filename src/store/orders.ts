import { sql } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import { createBooks } from './books.ts';
import type { Orders, StoredOrder } from './contract/orders.ts';
import { takingRows } from './locking.ts';
import type { Doors, NewsDatabase } from './news-database.ts';
import { orderColumns, orderOf } from './order-rows.ts';

/** {@link Orders} in the table `orders`. */
export function createOrders({
  database,
  clock,
}: {
  readonly database: NewsDatabase;
  readonly clock: Clock;
}): Orders {
  const { guarded } = database;

  function newest(input: Parameters<Orders['list']>[0]) {
    const { account, since, before, beforeOrderId, holding, limit } = input;
    const ever = guarded
      .selectFrom('orders')
      .select(orderColumns)
      .where('organization', '=', account)
      .orderBy('created_at', 'desc')
      .orderBy('order_id', 'desc')
      .limit(limit);
    const held = holding === undefined ? ever : ever.where(holds(holding));
    const all = since === undefined ? held : held.where('created_at', '>=', since);
    if (before === undefined) return all;
    if (beforeOrderId === undefined) return all.where('created_at', '<', before);
    return all.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'order_id'), '<', tuple(before, beforeOrderId)),
    );
  }

  const dueIn = { ask: 'ask_at', check: 'check_at' } as const;

  return {
    transact: (work) =>
      database.transact(async (doors) => {
        const { books, finish } = createBooks({ doors, clock });
        const result = await work(books);
        await finish();
        return result;
      }),
    async get({ account, orderId }) {
      const row = await guarded
        .selectFrom('orders')
        .select(orderColumns)
        .where('organization', '=', account)
        .where('order_id', '=', orderId)
        .executeTakeFirst();
      return row === undefined ? undefined : orderOf(row);
    },
    async list(input) {
      if (input.phases === undefined) return (await newest(input).execute()).map(orderOf);
      // Each phase by itself, since only then the index gives the newest of a rare one without going through the rest.
      const found = await Promise.all(
        [...new Set(input.phases)].map((phase) => newest(input).where('phase', '=', phase).execute()),
      );
      return found.flat().map(orderOf).sort(newestFirst).slice(0, input.limit);
    },
    async claimDue({ account, what, limit, again }) {
      const column = dueIn[what];
      const now = clock.now();
      const due = ({ guarded }: Doors) =>
        guarded
          .selectFrom('orders')
          .select(orderColumns)
          .where('organization', '=', account)
          .where(column, '<=', now)
          .orderBy(column)
          .limit(limit);
      // Mostly nothing is due, and for a look nobody's writes need to wait.
      if ((await due(database).limit(1).execute()).length === 0) return [];
      return database.transact(async (doors) => {
        const rows = await takingRows(due(doors), doors).execute();
        if (rows.length > 0) {
          await doors.guarded
            .updateTable('orders')
            .set({ [column]: again })
            .where('organization', '=', account)
            .where(
              'order_id',
              'in',
              rows.map((row) => row.order_id),
            )
            .execute();
        }
        return rows.map((row) => orderOf({ ...row, [column]: again }));
      });
    },
    async counts({ account, since }) {
      const phases = await guarded
        .selectFrom('orders')
        .select(({ fn }) => ['phase', fn.countAll<number>().as('orders')])
        .where('organization', '=', account)
        .groupBy('phase')
        .execute();
      const { created } = await guarded
        .selectFrom('orders')
        .select(({ fn }) => fn.countAll<number>().as('created'))
        .where('organization', '=', account)
        .where('created_at', '>=', since)
        .executeTakeFirstOrThrow();
      return { byPhase: Object.fromEntries(phases.map(({ phase, orders }) => [phase, orders])), created };
    },
  };
}

/** Whether the state has a text in it; both dialects lower ASCII alike, and SQLite's `like` ignores its case anyway. */
function holds(text: string) {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  return sql<boolean>`lower(state) like ${pattern} escape '\\'`;
}

function newestFirst(one: StoredOrder, other: StoredOrder): number {
  return other.createdAt - one.createdAt || (one.orderId < other.orderId ? 1 : -1);
}
