import type { OrderUsers } from '../../domain/accounts/account-users.ts';
import type { OrderBook } from '../../notifications/order-book.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { ClockWatch } from '../../runtime/clock-watch.ts';
import type { Log } from '../../runtime/log.ts';
import type { Random } from '../../runtime/random.ts';
import type { AccountClaims } from '../../store/contract/accounts.ts';
import type { People } from '../../store/contract/settings.ts';
import type { Xport } from '../../xport/client.ts';
import type { OfferFinder } from '../offer-argument.ts';
import type { SecondPerson } from '../requests/second-person.ts';

/** What every command that buys is made from. */
export interface BuyingDeps {
  readonly xport: Pick<Xport, 'addresses' | 'buying' | 'orders' | 'products'>;
  readonly offers: OfferFinder;
  readonly claims: AccountClaims;
  readonly users: OrderUsers;
  readonly people: People;
  /** The key of the store's that digests of addresses are made with. */
  addressKey(): Promise<string>;
  readonly orders: OrderBook;
  /** What large payments are held to. */
  readonly secondPerson: SecondPerson;
  /** The time zone set for a conversation, if one is. */
  zoneOf(where: {
    readonly organization: string;
    readonly conversation: string;
  }): Promise<string | undefined>;
  /** Whether the partner's API is the sandbox, where people try things out. */
  readonly isSandbox: boolean;
  readonly log: Log;
  readonly clock: Clock;
  readonly clockWatch: Pick<ClockWatch, 'age'>;
  readonly random: Pick<Random, 'token'>;
}
