import type { Order, Phase } from '../../orders/order.ts';
import type { Trace } from '../../orders/traces.ts';
import type { Caller } from '../../xport/client.ts';

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
  /** What is kept of it; asks nobody. */
  get(orderId: string): Promise<KnownOrder | undefined>;
  /** What is kept, the newest first. */
  list(what: OrderFilter & { readonly limit: number }): Promise<readonly KnownOrder[]>;
  /** What is kept of orders with that number of the buyer's own, whatever its case, the newest first. Without a call. */
  numbered(number: string): Promise<readonly KnownOrder[]>;
  /** The ids of the orders that the partner's API gives for that number. Rejects with an XportError when it says nothing. */
  askNumbered(number: string, caller: Caller): Promise<readonly string[]>;
  /**
   * What the partner's API says of it now, joined to what is kept; `undefined` when there is no such order. Asked for the
   * user whose order it is, where that is known. Rejects with an XportError when the API says nothing.
   */
  ask(orderId: string, caller: Caller): Promise<Order | undefined>;
  /** Where its parcels are, by the partner's API. Rejects as {@link ask} does, also where nothing was shipped yet. */
  track(orderId: string, caller: Caller): Promise<readonly Trace[]>;
  /** `caller`, for the user whose order it is, where that is known. */
  callerFor(orderId: string, caller: Caller): Promise<Caller>;
}
