import type { PictureRead } from '../../chat/picture.ts';
import type { OrderBook } from '../../notifications/order-book.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Random } from '../../runtime/random.ts';
import type { AccountClaims } from '../../store/contract/accounts.ts';
import type { Xport } from '../../xport/client.ts';

/** What every command about refunds is made from. */
export interface RefundDeps {
  readonly xport: Pick<Xport, 'orders' | 'refunds'>;
  /** The one way to open a link that a person gave. */
  fetchPicture(link: string, signal: AbortSignal): Promise<PictureRead>;
  readonly claims: AccountClaims;
  readonly orders: OrderBook;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}
