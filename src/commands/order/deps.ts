import type { Localized } from '../../chat/language.ts';
import type { Words } from '../../languages/index.ts';
import type { OrderBook } from '../../notifications/order-book.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Where } from '../watch/ports.ts';

/** What every command about orders is made from. */
export interface OrderCommandDeps {
  readonly words: Localized<Words>;
  readonly orders: OrderBook;
  /** The time zone set for a conversation, if one is. */
  zoneOf(where: Where): Promise<string | undefined>;
  readonly clock: Clock;
}
