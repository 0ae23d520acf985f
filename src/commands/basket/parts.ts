import type { Log } from '../../runtime/log.ts';
import type { BuyingParts } from '../buying/parts.ts';

/** What every command about a basket is made from. */
export interface BasketParts extends BuyingParts {
  readonly log: Log;
}
