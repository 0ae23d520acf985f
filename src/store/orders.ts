import { type Selectable, sql } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { Orders, StoredOrder, Watch, Watches } from './contract/orders.ts';
import { type Database, type TransactingDatabase, takingRows } from './database.ts';
import { orderColumns } from './order-statements.ts';
import type { Schema } from './schema.ts';
import { watchesOfAccount } from './unscoped-queries.ts';

/** What of {@link Orders} is done outside of a transaction of the caller's, in the table `orders`. */
export function createOrders({
  database,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Clock;
}): Omit<Orders, 'transact'> {
  const { scoped } = database;

  function newest(input: Parameters<Orders['list']>[0]) {
    const { account, since, before, beforeOrderId, holding, limit } = input;
    const ever = withGoods()
      .where('orders.organization', '=', account)
      .orderBy('orders.created_at', 'desc')
      .orderBy('orders.order_id', 'desc')
      .limit(limit);
    const held = holding === undefined ? ever : ever.where(holds(holding));
    const all = since === undefined ? held : held.where('orders.created_at', '>=', since);
    if (before === undefined) return all;
    if (beforeOrderId === undefined) return all.where('orders.created_at', '<', before);
    return all.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('orders.created_at', 'orders.order_id'), '<', tuple(before, beforeOrderId)),
    );
  }

  /** Orders, each with what was shown of its goods when it was placed here. */
  function withGoods() {
    return scoped
      .selectFrom('orders')
      .leftJoin('ordered_goods', (join) =>
        join
          .onRef('ordered_goods.organization', '=', 'orders.organization')
          .onRef('ordered_goods.order_id', '=', 'orders.order_id'),
      )
      .select(orderColumns.map((column) => `orders.${column}` as const))
      .select('ordered_goods.goods');
  }

  const dueIn = { ask: 'ask_at', check: 'check_at' } as const;

  return {
    async get({ account, orderId }) {
      const row = await withGoods()
        .where('orders.organization', '=', account)
        .where('orders.order_id', '=', orderId)
        .executeTakeFirst();
      return row === undefined ? undefined : orderWithGoods(row);
    },
    async keepGoods({ account, orderId, goods }) {
      await scoped
        .insertInto('ordered_goods')
        .values({ organization: account, order_id: orderId, goods, ordered_at: clock.now() })
        .onConflict((conflict) => conflict.columns(['organization', 'order_id']).doNothing())
        .execute();
      const kept = await scoped
        .selectFrom('ordered_goods')
        .select('goods')
        .where('organization', '=', account)
        .where('order_id', '=', orderId)
        .executeTakeFirstOrThrow();
      return kept.goods;
    },
    async list(input) {
      if (input.phases === undefined) return (await newest(input).execute()).map(orderWithGoods);
      // Each phase by itself, since only then the index gives the newest of a rare one without going through the rest.
      const found = await Promise.all(
        [...new Set(input.phases)].map((phase) => newest(input).where('orders.phase', '=', phase).execute()),
      );
      return found.flat().map(orderWithGoods).sort(newestFirst).slice(0, input.limit);
    },
    async claimDue({ account, what, limit, again }) {
      const column = dueIn[what];
      const now = clock.now();
      const due = ({ scoped }: Database) =>
        scoped
          .selectFrom('orders')
          .select(orderColumns)
          .where('organization', '=', account)
          .where(column, '<=', now)
          .orderBy(column)
          .limit(limit);
      // Mostly nothing is due, and no writer needs to wait for a look.
      if ((await due(database).limit(1).execute()).length === 0) return [];
      return database.transact(async (transaction) => {
        const rows = await takingRows(due(transaction), transaction).execute();
        if (rows.length > 0) {
          await transaction.scoped
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
        return rows.map((row) => storedOrderOf({ ...row, [column]: again }));
      });
    },
    async counts({ account, since }) {
      const phases = await scoped
        .selectFrom('orders')
        .select(({ fn }) => ['phase', fn.countAll<number>().as('orders')])
        .where('organization', '=', account)
        .groupBy('phase')
        .execute();
      const { created } = await scoped
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
  return sql<boolean>`lower(orders.state) like ${pattern} escape '\\'`;
}

function newestFirst(one: StoredOrder, other: StoredOrder): number {
  return other.createdAt - one.createdAt || (one.orderId < other.orderId ? 1 : -1);
}

export function storedOrderOf(
  row: Pick<Selectable<Schema['orders']>, (typeof orderColumns)[number]>,
): StoredOrder {
  return {
    orderId: row.order_id,
    state: row.state,
    version: row.version,
    phase: row.phase,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    ...(row.ask_at === null ? {} : { askAt: row.ask_at }),
    ...(row.check_at === null ? {} : { checkAt: row.check_at }),
  };
}

function orderWithGoods({
  goods,
  ...row
}: Parameters<typeof storedOrderOf>[0] & { readonly goods: string | null }): StoredOrder {
  return { ...storedOrderOf(row), ...(goods !== null && { goods }) };
}

/** {@link Watches} in the table `watches`. */
export function createWatches({ database }: { readonly database: Database }): Watches {
  const { scoped, unscoped } = database;
  return {
    async set({ organization, conversation, subject, workspace, account, rule, setBy, setAt }) {
      await scoped
        .insertInto('watches')
        .values({
          organization,
          conversation,
          subject,
          workspace,
          account,
          rule,
          set_by: setBy,
          set_at: setAt,
        })
        .onConflict((conflict) =>
          conflict.columns(['organization', 'conversation', 'subject']).doUpdateSet(({ ref }) => ({
            workspace: ref('excluded.workspace'),
            account: ref('excluded.account'),
            rule: ref('excluded.rule'),
            set_by: ref('excluded.set_by'),
            set_at: ref('excluded.set_at'),
          })),
        )
        .execute();
    },
    async remove({ organization, conversation, subject }) {
      const all = scoped
        .deleteFrom('watches')
        .where('organization', '=', organization)
        .where('conversation', '=', conversation);
      const { numDeletedRows } = await (subject === undefined
        ? all
        : all.where('subject', '=', subject)
      ).executeTakeFirst();
      return Number(numDeletedRows);
    },
    async of({ organization, conversation }) {
      const rows = await scoped
        .selectFrom('watches')
        .selectAll()
        .where('organization', '=', organization)
        .where('conversation', '=', conversation)
        .orderBy('subject')
        .execute();
      return rows.map(watchOf);
    },
    async conversationsOf({ account }) {
      const rows = await watchesOfAccount(unscoped, account)
        .orderBy('organization')
        .orderBy('conversation')
        .orderBy('subject')
        .execute();
      return rows.map(watchOf);
    },
  };
}

export function watchOf(row: Selectable<Schema['watches']>): Watch {
  return {
    organization: row.organization,
    conversation: row.conversation,
    workspace: row.workspace,
    account: row.account,
    subject: row.subject,
    rule: row.rule,
    setBy: row.set_by,
    setAt: row.set_at,
  };
}
