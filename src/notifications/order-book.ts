import type { OrderUsers } from '../accounts/order-users.ts';
import type { Order, Phase } from '../orders/order.ts';
import { blankState, printState } from '../orders/state.ts';
import { type Trace, tracesOf } from '../orders/traces.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { StoredOrder } from '../store/contract/orders.ts';
import type { Store } from '../store/contract/store.ts';
import type { CallOptions, Xport } from '../xport/client.ts';
import { applyUpdates } from './apply-updates.ts';
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
  readonly users: Pick<OrderUsers, 'of'>;
  readonly account: string;
  readonly clock: Clock;
  readonly random: Random;
}): OrderBook {
  const callerFor: OrderBook['callerFor'] = async (orderId, { userId, signal }) => ({
    userId,
    ...(await users.of(orderId)),
    signal,
  });
  const knownOf = ({ state, changedAt }: StoredOrder): KnownOrder => ({
    order: sources.orderOf(state),
    changedAt,
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
      const scope = { organization: account, userId, signal };
      const { data } = await xport.orders.list(
        { page: 1, pageSize: mostNumbered, outOrderId: number },
        scope,
      );
      return data.items
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
      if (deliveries > 0) store.signals.wake('lanes');
      const after = await store.orders.get({ account, orderId });
      return after && sources.orderOf(after.state);
    },
    async track(orderId, caller) {
      const scope = { organization: account, ...(await callerFor(orderId, caller)) };
      const { data } = await xport.orders.logistics({ orderId }, scope);
      return tracesOf(data);
    },
    callerFor,
  };
}

/** Whether an order's number is `number`, in upper or lower case. */
function isSameNumber(given: string | undefined, number: string): boolean {
  return given?.toLowerCase() === number.toLowerCase();
}
