import type { Clock } from '../../runtime/clock.ts';
import type { Random } from '../../runtime/random.ts';
import type { AccountClaims } from '../../store/contract/accounts.ts';
import type { Xport } from '../../xport/client.ts';
import type { OfferFinder } from '../offer-argument.ts';
import type { OrderFinderDeps } from '../order/order-finder.ts';
import type { SecondPerson } from '../requests/second-person.ts';

/** What every command about freight abroad is made from. */
export interface ShipDeps {
  readonly xport: Pick<Xport, 'freightAbroad' | 'products'>;
  readonly offers: OfferFinder;
  /** Finds the order that goods belong to. */
  readonly ofOrders: OrderFinderDeps;
  readonly claims: AccountClaims;
  /** Keeps a receiver for a day under a key that can't be guessed, so that no button holds one. */
  readonly receivers: {
    keep(organization: string, text: string): Promise<string>;
    recall(organization: string, key: string): Promise<string | undefined>;
  };
  /** Holds bookings to the spending limits, and asks a second person above them. */
  readonly secondPerson: SecondPerson;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}
