import type { ProductPlatform } from './order.ts';

/** Somebody who asks the partner and draws what a platform is sent, as JSON. */
export interface Asker {
  search(words: string, platform: ProductPlatform): Promise<string>;
  product(offerId: string, platform: ProductPlatform): Promise<string>;
  /** Asks the partner for the offer, and draws nothing. */
  detail(offerId: string): Promise<unknown>;
  close(): Promise<void>;
}
