import type { CommandCall } from '../../chat/card.ts';
import type { PictureRead } from '../../chat/picture.ts';
import type { FollowShortLink } from '../../domain/sellers/short-link.ts';
import type { ProductCalls } from '../../xport/client.ts';
import type { OfferFinder } from '../offer-argument.ts';

interface WantedPieces {
  readonly offer: string;
  readonly quantity: number;
  readonly sku: string | undefined;
}

/** What the commands about offers are made from. */
export interface ProductDeps {
  readonly products: ProductCalls;
  /** The one way to open a link to a picture that a person gave. */
  fetchPicture(link: string, signal: AbortSignal): Promise<PictureRead>;
  readonly offers: OfferFinder;
  /** The one way to open an app's short link. */
  readonly followShortLink: FollowShortLink;
  /** What leads on to ordering. */
  readonly buying: {
    /** Previews an order, after asking how many and where to. */
    order(wanted: WantedPieces): CommandCall;
    /** Puts it into the person's own basket, after asking how many. */
    toBasket(wanted: WantedPieces, choice: 'variant' | 'none'): CommandCall;
  };
}
