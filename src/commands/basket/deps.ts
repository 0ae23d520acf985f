import type { Log } from '../../runtime/log.ts';
import type { BuyingDeps } from '../buying/deps.ts';

/** What every command about a basket is made from. */
export interface BasketDeps extends BuyingDeps {
  readonly log: Log;
}
