import type { News } from '../domain/orders/news.ts';
import type { Order } from '../domain/orders/order.ts';
import type { StoredOrder } from '../store/contract/orders.ts';

/** What a source says of one order: a pushed message, the partner's API, or the clock. */
export interface OrderUpdate {
  readonly orderId: string;
  /**
   * Joins it to what was known of the order, given as it is kept and `undefined` for an order that was never heard of. The
   * same order update once more changes nothing and tells nothing.
   */
  join(known: string | undefined, now: number): AppliedUpdate;
}

/** An order after a {@link OrderUpdate}. */
export interface AppliedUpdate {
  /** To be kept. */
  readonly state: string;
  readonly order: Order;
  /** What is worth telling. */
  readonly news: readonly News[];
  /** Whether the order looks other than before; left out, it does where the state is another. */
  readonly looksOther?: boolean;
  /** The partner's API has to be asked what is true. */
  readonly doubt: boolean;
  /** When to look whether something that should have happened has not, ms since 1970 UTC. */
  readonly checkAt?: number | undefined;
}

/** Where order updates come from. */
export interface UpdateSource {
  /** What a pushed message says; `unreadable` says why it can't be read, without its content. */
  ofMessage(message: {
    readonly body: string;
    readonly receivedAt: number;
  }): { readonly updates: readonly OrderUpdate[] } | { readonly unreadable: string };
  /** What the partner's API says of an order that is kept as `known`. Rejects where it says nothing. */
  ask(
    order: {
      readonly orderId: string;
      readonly known: string;
      /** For which of the account's users it is asked where the order's own is not known. */
      readonly userId?: string | undefined;
    },
    signal: AbortSignal,
  ): Promise<readonly OrderUpdate[]>;
  /** One page, from 1, of the orders changed since then. Rejects where the API says nothing. */
  changed(
    what: { readonly since: number; readonly page: number },
    signal: AbortSignal,
  ): Promise<{ readonly updates: readonly OrderUpdate[]; readonly more: boolean }>;
  /** What the clock says of an order whose `checkAt` has come. */
  check(orderId: string): OrderUpdate;
  /** The order as it is kept, in the words in which it was ordered here. */
  orderOf(stored: StoredOrder): Order;
}
