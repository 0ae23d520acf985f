import type { TriedStep } from '../../languages/en/orders.ts';
import type { OrderBook } from '../../notifications/order-book.ts';
import type { Clock } from '../../runtime/clock.ts';

/** What every command about orders is made from. */
export interface OrderCommandDeps {
  readonly orders: OrderBook;
  /** The time zone set for a conversation, if one is. */
  zoneOf(where: {
    readonly organization: string;
    readonly conversation: string;
  }): Promise<string | undefined>;
  readonly clock: Clock;
}

/** Orders that cost nothing, on this machine. */
export interface SandboxOrders {
  /** Places one and gives its id. */
  create(): Promise<string>;
  /** Takes it a step further; `not now`: it has not come that far, or is past it. */
  act(orderId: string, step: TriedStep): Promise<'done' | 'not now' | 'unknown'>;
}
