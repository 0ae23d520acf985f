import type { OrderUsers } from '../domain/accounts/account-users.ts';
import type { Order, Phase } from '../domain/orders/order.ts';
import { type OrderedGoods, printGoods, withGoods } from '../domain/orders/ordered-goods.ts';
import { blankState, printState } from '../domain/orders/state.ts';
import { type Trace, tracesOf } from '../domain/orders/traces.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { StoredOrder } from '../store/contract/orders.ts';
import type { Store } from '../store/contract/store.ts';
import type { CallOptions, Xport } from '../xport/client.ts';
import { applyUpdates } from './apply-updates.ts';
import { askedAsPlaced, orRefused } from './former-users.ts';
import type { UpdateSource } from './order-update.ts';

/** An order as it is kept. */
export interface KnownOrder {
  readonly order: Order;
  /** When it last changed, ms since 1970 UTC. */
  readonly changedAt: number;
}

/** Which orders: in one of these states, placed (or first heard of) at `since` or later and before `before`. */
export interface OrderFilter {
  readonly phases?: readonly Phase[];
  /** Ms since 1970 UTC, as is `before`. */
  readonly since?: number;
  readonly before?: number;
}

/** What commands need to know of orders. */
export interface OrderBook {
  /** What is kept of it; makes no call to the partner. */
  get(orderId: string): Promise<KnownOrder | undefined>;
  /** What is kept, the newest first. */
  list(what: OrderFilter & { readonly limit: number }): Promise<readonly KnownOrder[]>;
  /** What is kept of orders with that number of the buyer's own, whatever its case, the newest first. Without a call. */
  numbered(number: string): Promise<readonly KnownOrder[]>;
  /** The ids of the orders that the partner's API gives for that number. Rejects with an XportError when it says nothing. */
  askNumbered(number: string, caller: CallOptions): Promise<readonly string[]>;
  /**
   * What the partner's API says of it now, joined to what is kept; `undefined` when there is no such order. Asked for the
   * user whose order it is, where that is known. Rejects with an XportError when the API says nothing.
   */
  ask(orderId: string, caller: CallOptions): Promise<Order | undefined>;
  /** Where its parcels are, by the partner's API. Rejects as {@link ask} does, also where nothing was shipped yet. */
  track(orderId: string, caller: CallOptions): Promise<readonly Trace[]>;
  /**
   * Keeps what was shown of an order's goods when it was placed, for every later card of it, unless something is kept
   * already. Gives `order` with what is kept.
   */
  keepGoods(order: Order, goods: OrderedGoods): Promise<Order>;
  /** `caller`, for the user whose order it is, where that is known. */
  callerFor(orderId: string, caller: CallOptions): Promise<CallOptions>;
}

/** As many orders as one number is thought to be given to. */
const mostNumbered = 50;

/** {@link OrderBook} over what is kept of an account's orders and what the partner says of them. */
export function openOrderBook({
  store,
  xport,
  sources,
  users,
  account,
  clock,
  random,
}: {
  readonly store: Store;
  readonly xport: Xport;
  readonly sources: UpdateSource;
  readonly users: OrderUsers;
  readonly account: string;
  readonly clock: Clock;
  readonly random: Random;
}): OrderBook {
  const callerFor: OrderBook['callerFor'] = async (orderId, { userId, signal }) => ({
    userId,
    ...(await users.of(orderId)),
    signal,
  });
  const knownOf = (stored: StoredOrder): KnownOrder => ({
    order: sources.orderOf(stored),
    changedAt: stored.changedAt,
  });
  return {
    async get(orderId) {
      const stored = await store.orders.get({ account, orderId });
      return stored && knownOf(stored);
    },
    async list(what) {
      return (await store.orders.list({ account, ...what })).map(knownOf);
    },
    async numbered(number) {
      const kept = await store.orders.list({ account, holding: number, limit: mostNumbered });
      return kept.map(knownOf).filter(({ order }) => isSameNumber(order.orderNo, number));
    },
    async askNumbered(number, { userId, signal }) {
      const asked = { page: 1, pageSize: mostNumbered, outOrderId: number };
      const listFor = async (user: string | undefined) =>
        (await xport.orders.list(asked, { organization: account, userId: user, signal })).data.items;
      const former = (await users.former()).map(async (user) => (await orRefused(listFor(user))) ?? []);
      return (await Promise.all([listFor(userId), ...former]))
        .flat()
        .filter(({ baseInfo }) =>
          [baseInfo.outOrderId, baseInfo.orderNo].some((each) => isSameNumber(each, number)),
        )
        .flatMap(({ baseInfo: { idOfStr, id, orderId } }) => idOfStr ?? id ?? orderId ?? []);
    },
    async ask(orderId, { userId, signal }) {
      const stored = await store.orders.get({ account, orderId });
      const known = stored?.state ?? printState(blankState(orderId, '1688'));
      const updates = await sources.ask({ orderId, known, userId }, signal);
      const incoming = updates.map((update) => ({
        update,
        trace: random.token(12),
        heardAt: clock.now(),
        looked: true,
        origin: orderId,
      }));
      const { deliveries } = await store.orders.transact((transaction) =>
        applyUpdates(transaction, { account, incoming, now: clock.now() }),
      );
      if (deliveries > 0) store.signals.wake('outbox');
      const after = await store.orders.get({ account, orderId });
      return after && sources.orderOf(after);
    },
    async track(orderId, caller) {
      const { userId, signal } = caller;
      const { data } = await askedAsPlaced(users, { orderId, userId }, (placedFor) =>
        xport.orders.logistics({ orderId }, { organization: account, userId: placedFor, signal }),
      );
      return tracesOf(data);
    },
    async keepGoods(order, goods) {
      const { orderId } = order;
      return withGoods(order, await store.orders.keepGoods({ account, orderId, goods: printGoods(goods) }));
    },
    callerFor,
  };
}

/** Whether an order's number is `number`, in upper or lower case. */
function isSameNumber(given: string | undefined, number: string): boolean {
  return given?.toLowerCase() === number.toLowerCase();
}
