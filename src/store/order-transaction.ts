import type { Clock } from '../runtime/clock.ts';
import { inParts } from './batches.ts';
import type { Orders, OrderTransaction, StoredOrder, WaitingMessage } from './contract/orders.ts';
import { type Database, lockingRows, type TransactingDatabase, takingRows } from './database.ts';
import { addDeliveries } from './new-deliveries.ts';
import { orderColumns, rowOf, storedOrderOf, watchOf } from './orders.ts';
import { endSpending, watchesOfAccount } from './unscoped-queries.ts';

/** At most nine parameters each. */
const rowsAtOnce = 500;

/** {@link Orders.transact} on `database`. */
export function createOrderTransactions({
  database,
  clock,
}: {
  readonly database: TransactingDatabase;
  readonly clock: Pick<Clock, 'now'>;
}): Pick<Orders, 'transact'> {
  return {
    transact: (work) =>
      database.transact(async (transaction) => {
        const { orderTransaction, finish } = createOrderTransaction({ transaction, clock });
        const result = await work(orderTransaction);
        await finish();
        return result;
      }),
  };
}

/** {@link OrderTransaction} of one transaction. `finish` has to be called at its end. */
function createOrderTransaction({
  transaction,
  clock,
}: {
  readonly transaction: Database;
  readonly clock: Pick<Clock, 'now'>;
}): {
  readonly orderTransaction: OrderTransaction;
  finish(): Promise<void>;
} {
  const { scoped, unscoped, locks } = transaction;
  /** Accounts with orders that were made only so that there was a row to lock. */
  const made = new Map<string, Set<string>>();

  /** Makes a row, of version 0, for each order that has none: no other transaction can make one until this one ends. */
  async function makeMissing(account: string, orderIds: readonly string[]): Promise<void> {
    const rows = await scoped
      .insertInto('orders')
      .values(
        orderIds.map((orderId) =>
          rowOf(account, { orderId, state: '', version: 0, phase: '', createdAt: 0, changedAt: 0 }),
        ),
      )
      .onConflict((conflict) => conflict.columns(['organization', 'order_id']).doNothing())
      .returning('order_id')
      .execute();
    const ours = made.get(account) ?? new Set();
    for (const { order_id: orderId } of rows) ours.add(orderId);
    made.set(account, ours);
  }

  async function orders(account: string, orderIds: readonly string[]): Promise<readonly StoredOrder[]> {
    if (locks === 'rows') await makeMissing(account, orderIds);
    const rows = await lockingRows(
      scoped
        .selectFrom('orders')
        .select(orderColumns)
        .where('organization', '=', account)
        .where('order_id', 'in', orderIds)
        .orderBy('order_id'),
      transaction,
    ).execute();
    return rows.filter(({ version }) => version > 0).map(storedOrderOf);
  }

  const orderTransaction: OrderTransaction = {
    async takeMessages({ account, limit }) {
      const rows = await takingRows(
        scoped
          .selectFrom('inbox')
          .select(['id', 'digest', 'body', 'trace', 'received_at'])
          .where('organization', '=', account)
          .where('settled_at', 'is', null)
          .orderBy('received_at')
          .orderBy('id')
          .limit(limit),
        transaction,
      ).execute();
      return rows.map(
        ({ id, digest, body, trace, received_at }): WaitingMessage => ({
          id,
          account,
          digest,
          body: body ?? '',
          trace,
          receivedAt: received_at,
        }),
      );
    },
    async settleMessages({ account, ids, as }) {
      for (const part of inParts(ids, rowsAtOnce)) {
        await scoped
          .updateTable('inbox')
          .set({ settled_at: clock.now(), unreadable: as === 'unreadable' ? 1 : null })
          .where('organization', '=', account)
          .where('id', 'in', part)
          .execute();
      }
    },
    async noteMessages({ account, about }) {
      for (const part of inParts(about, rowsAtOnce)) {
        await scoped
          .insertInto('order_messages')
          .values(part.map(({ id, orderId }) => ({ organization: account, order_id: orderId, message: id })))
          .onConflict((conflict) => conflict.columns(['organization', 'order_id', 'message']).doNothing())
          .execute();
      }
    },
    async orders({ account, orderIds }) {
      // In one order everywhere, so that two transactions that want the same orders never wait for each other.
      const wanted = [...new Set(orderIds)].sort();
      const found: StoredOrder[] = [];
      for (const part of inParts(wanted, rowsAtOnce)) found.push(...(await orders(account, part)));
      return new Map(found.map((order) => [order.orderId, order]));
    },
    async saveOrders({ account, orders }) {
      const latest = new Map(orders.map((order) => [order.orderId, order]));
      const rows = [...latest.keys()].sort().flatMap((orderId) => {
        const order = latest.get(orderId);
        return order === undefined ? [] : [rowOf(account, order)];
      });
      for (const part of inParts(rows, rowsAtOnce)) {
        await scoped
          .insertInto('orders')
          .values(part)
          .onConflict((conflict) =>
            conflict.columns(['organization', 'order_id']).doUpdateSet(({ ref }) => ({
              state: ref('excluded.state'),
              version: ref('excluded.version'),
              phase: ref('excluded.phase'),
              created_at: ref('excluded.created_at'),
              changed_at: ref('excluded.changed_at'),
              ask_at: ref('excluded.ask_at'),
              check_at: ref('excluded.check_at'),
            })),
          )
          .execute();
      }
      for (const orderId of latest.keys()) made.get(account)?.delete(orderId);
    },
    async takeBackSpending({ account, orderIds }) {
      for (const part of inParts(orderIds, rowsAtOnce)) {
        await endSpending(
          unscoped,
          account,
          part.map((order) => ({ order })),
        ).execute();
      }
    },
    async watches({ account, subjects }) {
      const rows = await Promise.all(
        inParts([...new Set(subjects)], rowsAtOnce).map((part) =>
          watchesOfAccount(unscoped, account).where('subject', 'in', part).execute(),
        ),
      );
      return rows.flat().map(watchOf);
    },
    addDeliveries: (deliveries) => addDeliveries(scoped, deliveries),
  };

  return {
    orderTransaction,
    async finish() {
      for (const [account, orderIds] of made) {
        for (const part of inParts([...orderIds], rowsAtOnce)) {
          await scoped
            .deleteFrom('orders')
            .where('organization', '=', account)
            .where('order_id', 'in', part)
            .execute();
        }
      }
    },
  };
}
