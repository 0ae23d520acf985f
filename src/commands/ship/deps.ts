import type { Localized } from '../../chat/language.ts';
import type { Words } from '../../languages/words.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Random } from '../../runtime/random.ts';
import type { AccountClaims } from '../../store/contract/accounts.ts';
import type { Xport } from '../../xport/client.ts';
import type { OfferFinder } from '../offers/offer-finder.ts';
import type { OrderFinderDeps } from '../order/order-finder.ts';
import type { SecondPerson } from '../requests/second-person.ts';

/** What every command about freight abroad is made from. */
export interface ShipDeps {
  readonly words: Localized<Words>;
  readonly xport: Pick<Xport, 'freightAbroad' | 'products'>;
  readonly offers: OfferFinder;
  /** Absent where no orders are known. */
  readonly ofOrders?: OrderFinderDeps;
  readonly claims: AccountClaims;
  /** Keeps a receiver for a day under a key that nobody guesses, so that no button holds one. */
  readonly receivers: {
    keep(organization: string, text: string): Promise<string>;
    recall(organization: string, key: string): Promise<string | undefined>;
  };
  /** What bookings are held to; absent, nothing. */
  readonly secondPerson?: SecondPerson;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}
