import { inParts } from './batches.ts';
import type { OrderTransaction, StoredOrder, WaitingMessage } from './contract/orders.ts';
import type { UnitTables } from './contract/units.ts';
import type { Database, TransactingDatabase } from './database.ts';
import { jsonOf } from './json-rows.ts';
import { createDeliveryAdding } from './new-deliveries.ts';
import { orderRowOf, prepareOrders } from './order-statements.ts';
import { storedOrderOf, watchOf } from './orders.ts';
import { listed } from './prepared.ts';
import { endSpending } from './unscoped-queries.ts';

/** How many values of a list, or rows, one statement takes. */
const atOnce = 500;

/** {@link UnitTables.transact} on `database`. */
export function createOrderTransactions(database: TransactingDatabase): UnitTables['transact'] {
  const deps = { statements: prepareOrders(database), addDeliveries: createDeliveryAdding(database) };
  return (now, work) =>
    database.transact(async (transaction) => {
      const { orderTransaction, finish } = createOrderTransaction({ transaction, now, ...deps });
      const result = await work(orderTransaction);
      await finish();
      return result;
    });
}

/** {@link OrderTransaction} of one transaction. `finish` has to be called at its end. */
function createOrderTransaction({
  transaction,
  now,
  statements,
  addDeliveries,
}: {
  readonly transaction: Database;
  readonly now: number;
  readonly statements: ReturnType<typeof prepareOrders>;
  readonly addDeliveries: ReturnType<typeof createDeliveryAdding>;
}): {
  readonly orderTransaction: OrderTransaction;
  finish(): Promise<void>;
} {
  const { scoped, unscoped, locks } = transaction;
  /** Accounts with orders that were made only so that there was a row to lock. */
  const made = new Map<string, Set<string>>();

  /** Makes a row, of version 0, for each order that has none: no other transaction can make one until this one ends. */
  async function makeMissing(account: string, orderIds: readonly string[]): Promise<void> {
    const blank = { state: '', version: 0, phase: '', createdAt: 0, changedAt: 0 };
    const rows = jsonOf(orderIds.map((orderId) => orderRowOf({ orderId, ...blank })));
    const found = await statements.make(transaction, 0, { organization: account, rows });
    const ours = made.get(account) ?? new Set();
    for (const { order_id: orderId } of found) ours.add(orderId);
    made.set(account, ours);
  }

  async function orders(account: string, orderIds: readonly string[]): Promise<readonly StoredOrder[]> {
    if (locks === 'rows') await makeMissing(account, orderIds);
    const { shape, values } = listed(orderIds);
    const rows = await statements.find(transaction, shape, { organization: account, ...values });
    return rows.filter(({ version }) => version > 0).map(storedOrderOf);
  }

  const orderTransaction: OrderTransaction = {
    async takeMessages({ account, limit }) {
      const rows = await statements.waiting(transaction, 0, { organization: account, limit });
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
      const unreadable = as === 'unreadable' ? 1 : null;
      for (const part of inParts(ids, atOnce)) {
        const { shape, values } = listed(part);
        await statements.settle(transaction, shape, { organization: account, now, unreadable, ...values });
      }
    },
    async noteMessages({ account, about }) {
      for (const part of inParts(about, atOnce)) {
        const rows = jsonOf(part.map(({ id, orderId }) => [orderId, id]));
        await statements.note(transaction, 0, { organization: account, rows });
      }
    },
    async orders({ account, orderIds }) {
      // In one order everywhere, so that two transactions that want the same orders never wait for each other.
      const wanted = [...new Set(orderIds)].sort();
      const found: StoredOrder[] = [];
      for (const part of inParts(wanted, atOnce)) found.push(...(await orders(account, part)));
      return new Map(found.map((order) => [order.orderId, order]));
    },
    async saveOrders({ account, orders }) {
      const latest = [...new Map(orders.map((order) => [order.orderId, order])).values()].sort(byId);
      for (const part of inParts(latest, atOnce)) {
        await statements.save(transaction, 0, { organization: account, rows: jsonOf(part.map(orderRowOf)) });
      }
      for (const { orderId } of latest) made.get(account)?.delete(orderId);
    },
    async takeBackSpending({ account, orderIds }) {
      for (const part of inParts(orderIds, atOnce)) {
        await endSpending(
          unscoped,
          account,
          part.map((order) => ({ order })),
        ).execute();
      }
    },
    async watches({ account, subjects }) {
      const found = [];
      for (const part of inParts([...new Set(subjects)], atOnce)) {
        const { shape, values } = listed(part);
        found.push(...(await statements.watches(transaction, shape, { account, ...values })));
      }
      return found.map(watchOf);
    },
    addDeliveries: (deliveries) => addDeliveries(transaction, deliveries),
  };

  return {
    orderTransaction,
    async finish() {
      for (const [account, orderIds] of made) {
        for (const part of inParts([...orderIds], atOnce)) {
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

function byId(one: StoredOrder, other: StoredOrder): number {
  return one.orderId < other.orderId ? -1 : 1;
}
