import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { Database } from './database.ts';
import { addDeliveries } from './deliveries.ts';
import type { RowLocks } from './engine.ts';
import { StoreError } from './error.ts';
import type { Books, Orders, StoredOrder } from './news-contract.ts';
import { organizationGuard } from './organization-guard.ts';
import type { Schema } from './schema.ts';
import { watchOf } from './watches.ts';

/** How often a transaction is tried that others got in the way of. */
const tries = 5;

/** Rows of one statement. */
const mostRows = 500;

/** {@link Orders} in the table `orders`, with the books that a transaction works on. */
export function createOrders({
  database: { guarded, acrossOrganizations },
  rowLocks,
  clock,
}: {
  readonly database: Database;
  readonly rowLocks: RowLocks | undefined;
  readonly clock: Clock;
}): Orders {
  return {
    async transact(work) {
      for (let left = tries; ; left -= 1) {
        try {
          return await acrossOrganizations
            .transaction()
            .execute((transaction) => work(booksOf(transaction, rowLocks)));
        } catch (thrown) {
          const passing = rowLocks !== undefined && thrown instanceof StoreError && thrown.fault === 'busy';
          if (!passing || left <= 1) throw thrown;
        }
      }
    },
    async get({ account, orderId }) {
      const row = await guarded
        .selectFrom('orders')
        .selectAll()
        .where('organization', '=', account)
        .where('order_id', '=', orderId)
        .executeTakeFirst();
      return row === undefined ? undefined : storedOrderOf(row);
    },
    async list({ account, phases, before, limit }) {
      let query = guarded.selectFrom('orders').selectAll().where('organization', '=', account);
      if (phases !== undefined) query = query.where('phase', 'in', phases);
      if (before !== undefined) query = query.where('created_at', '<', before);
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('order_id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(storedOrderOf);
    },
    async claimDue({ account, what, limit, again }) {
      const column = what === 'ask' ? 'ask_at' : 'check_at';
      const due = guarded
        .selectFrom('orders')
        .select('order_id')
        .where('organization', '=', account)
        .where(column, '<=', clock.now())
        .orderBy(column)
        .limit(limit);
      const rows = await guarded
        .updateTable('orders')
        .set({ [column]: again })
        .where('organization', '=', account)
        .where('order_id', 'in', rowLocks === undefined ? due : due.forUpdate().skipLocked())
        .returningAll()
        .execute();
      return rows.map(storedOrderOf);
    },
    async counts({ account, since }) {
      const phases = await guarded
        .selectFrom('orders')
        .select(['phase', (eb) => eb.fn.countAll<number>().as('orders')])
        .where('organization', '=', account)
        .groupBy('phase')
        .execute();
      const created = await guarded
        .selectFrom('orders')
        .select((eb) => eb.fn.countAll<number>().as('orders'))
        .where('organization', '=', account)
        .where('created_at', '>=', since)
        .executeTakeFirstOrThrow();
      return {
        byPhase: Object.fromEntries(phases.map(({ phase, orders }) => [phase, Number(orders)])),
        created: Number(created.orders),
      };
    },
  };
}

function booksOf(transaction: Transaction<Schema>, rowLocks: RowLocks | undefined): Books {
  const guarded = transaction.withPlugin(organizationGuard);
  return {
    async takeMessages({ account, limit }) {
      const oldest = guarded
        .selectFrom('inbox')
        .select(['digest', 'body', 'trace', 'received_at'])
        .where('organization', '=', account)
        .where('state', '=', 'waiting')
        .orderBy('received_at')
        .limit(limit);
      const rows = await (rowLocks === undefined ? oldest : oldest.forUpdate().skipLocked()).execute();
      return rows.map(({ digest, body, trace, received_at }) => ({
        account,
        digest,
        body,
        trace,
        receivedAt: received_at,
      }));
    },
    async settleMessages({ account, digests, as }) {
      for (const some of chunks(digests)) {
        await guarded
          .updateTable('inbox')
          .set({ state: as })
          .where('organization', '=', account)
          .where('digest', 'in', some)
          .execute();
      }
    },
    async orders({ account, orderIds }) {
      const sorted = [...new Set(orderIds)].sort();
      await rowLocks?.lockNames(
        transaction,
        sorted.map((orderId) => `${account} ${orderId}`),
      );
      const found = new Map<string, StoredOrder>();
      for (const some of chunks(sorted)) {
        const rows = await guarded
          .selectFrom('orders')
          .selectAll()
          .where('organization', '=', account)
          .where('order_id', 'in', some)
          .execute();
        for (const row of rows) found.set(row.order_id, storedOrderOf(row));
      }
      return found;
    },
    async saveOrders({ account, orders }) {
      for (const some of chunks(orders)) {
        await guarded
          .insertInto('orders')
          .values(
            some.map((order) => ({
              organization: account,
              order_id: order.orderId,
              state: order.state,
              version: order.version,
              phase: order.phase,
              created_at: order.createdAt,
              changed_at: order.changedAt,
              ask_at: order.askAt ?? null,
              check_at: order.checkAt ?? null,
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['organization', 'order_id']).doUpdateSet((eb) => ({
              state: eb.ref('excluded.state'),
              version: eb.ref('excluded.version'),
              phase: eb.ref('excluded.phase'),
              created_at: eb.ref('excluded.created_at'),
              changed_at: eb.ref('excluded.changed_at'),
              ask_at: eb.ref('excluded.ask_at'),
              check_at: eb.ref('excluded.check_at'),
            })),
          )
          .execute();
      }
    },
    watches: ({ account, subjects }) => watchesOn(transaction, account, subjects),
    addDeliveries: (deliveries) => addDeliveries(guarded, deliveries),
  };
}

/** Unguarded: whoever watches an account's orders is told, in whatever organization the conversation is. */
async function watchesOn(database: Kysely<Schema>, account: string, subjects: readonly string[]) {
  const found = [];
  for (const some of chunks(subjects)) {
    const rows = await database
      .selectFrom('watches')
      .selectAll()
      .where('account', '=', account)
      .where('subject', 'in', some)
      .execute();
    found.push(...rows.map(watchOf));
  }
  return found;
}

function storedOrderOf(row: Selectable<Schema['orders']>): StoredOrder {
  return {
    orderId: row.order_id,
    state: row.state,
    version: row.version,
    phase: row.phase,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    ...(row.ask_at !== null && { askAt: row.ask_at }),
    ...(row.check_at !== null && { checkAt: row.check_at }),
  };
}

function chunks<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / mostRows);
  return Array.from({ length: count }, (_, at) => items.slice(at * mostRows, (at + 1) * mostRows));
}
