import type { NewDelivery } from '../../../src/store/contract/deliveries.ts';
import type { PushedMessage, StoredOrder, Watch } from '../../../src/store/contract/orders.ts';
import type { Store } from '../../../src/store/contract/store.ts';

/** The account that the tests' orders belong to. */
export const account = 'buyer-1';

export function message(digest: string, change: Partial<PushedMessage> = {}): PushedMessage {
  return { account, digest, body: `{"of":"${digest}"}`, trace: `t-${digest}`, receivedAt: 1_000, ...change };
}

export function order(orderId: string, change: Partial<StoredOrder> = {}): StoredOrder {
  return {
    orderId,
    state: '{}',
    version: 1,
    phase: 'awaiting payment',
    createdAt: 1_000,
    changedAt: 1_000,
    ...change,
  };
}

export function watch(change: Partial<Watch> = {}): Watch {
  return {
    organization: 'x:T1',
    conversation: 'x:C1',
    place: 'x:T1',
    account,
    subject: 'all',
    rule: '{}',
    setBy: 'x:U1',
    setAt: 1_000,
    ...change,
  };
}

export function delivery(orderId: string, change: Partial<NewDelivery> = {}): NewDelivery {
  return {
    organization: 'x:T1',
    conversation: 'x:C1',
    place: 'x:T1',
    account,
    orderId,
    version: 1,
    content: '{}',
    dueAt: 1_000,
    createdAt: 1_000,
    trace: 't-1',
    ...change,
  };
}

export async function add(store: Store, ...deliveries: readonly NewDelivery[]): Promise<void> {
  await store.orders.transact((transaction) => transaction.addDeliveries(deliveries));
}

export async function save(store: Store, ...orders: readonly StoredOrder[]): Promise<void> {
  await store.orders.transact((transaction) => transaction.saveOrders({ account, orders }));
}

/** What waits in the inbox, taken and left there. */
export function waiting(store: Store, limit = 1_000): Promise<readonly PushedMessage[]> {
  return store.orders.transact((transaction) => transaction.takeMessages({ account, limit }));
}
