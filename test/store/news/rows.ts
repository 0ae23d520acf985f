import type { DeliveryId, NewDelivery, StandingCard } from '../../../src/store/contract/deliveries.ts';
import type {
  OrderTransaction,
  PushedMessage,
  StoredOrder,
  Watch,
} from '../../../src/store/contract/orders.ts';
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
    workspace: 'x:T1',
    account,
    subject: 'all',
    rule: '{}',
    setBy: 'x:U1',
    setAt: 1_000,
    ...change,
  };
}

/** Names the delivery of `version` about an order. */
export function ofOrder(subjectId: string, version = 1): DeliveryId {
  return { subjectKind: 'order', subjectId, part: '', version };
}

/** An order's card. */
export function standing(subjectId: string, change: Partial<StandingCard> = {}): StandingCard {
  const { version: _, ...subject } = ofOrder(subjectId);
  return { ...subject, message: `m-${subjectId}`, postedAt: 1, version: 1, ...change };
}

export function cardsOf(...subjectIds: readonly string[]) {
  return { subjectKind: 'order', part: '', subjectIds };
}

export function delivery(subjectId: string, change: Partial<NewDelivery> = {}): NewDelivery {
  return {
    organization: 'x:T1',
    conversation: 'x:C1',
    workspace: 'x:T1',
    account,
    ...ofOrder(subjectId),
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

/** What waits in the inbox, taken and left there, without the ids under which it stands. */
export async function waiting(store: Store, limit = 1_000): Promise<readonly PushedMessage[]> {
  const taken = await store.orders.transact((transaction) => transaction.takeMessages({ account, limit }));
  return taken.map(({ id: _, ...message }) => message);
}

/** Settles the messages of these digests, of those that wait. */
export async function settleDigests(
  transaction: OrderTransaction,
  settled: {
    readonly account: string;
    readonly digests: readonly string[];
    readonly as: 'done' | 'unreadable';
  },
): Promise<void> {
  const { digests, ...rest } = settled;
  const taken = await transaction.takeMessages({ account: settled.account, limit: 5_000 });
  const ids = taken.flatMap(({ id, digest }) => (digests.includes(digest) ? [id] : []));
  await transaction.settleMessages({ ...rest, ids });
}
