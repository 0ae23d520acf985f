import { type Offer, recordedPreview } from './catalogue.ts';
import { createPicks } from './picks.ts';

/** What sending an offer within China costs, in fen. */
export interface DomesticFreight {
  readonly fen: number;
  /** The first kilogram, and each one begun after it. */
  readonly firstFen: number;
  readonly nextFen: number;
  readonly freePostage: boolean;
}

/** Where parcels go unless it is said: Zhejiang, where the sandbox's first address is. */
export const usualProvince = '33';

/** Provinces that parcels take long to. */
const remote = ['15', '54', '62', '63', '64', '65'];

/**
 * The first kilogram at one price, each begun one after it at another; some sellers pay for all but the remote. An estimate,
 * a preview and an order all ask here, so that they say the same. `province`: the first two digits of its code.
 */
export function domesticFreight(offer: Offer, pieces: number, province: string): DomesticFreight {
  const isRemote = remote.includes(province);
  const picks = createPicks(offer.offerId);
  const isPreviewed = offer.offerId === recordedPreview.offerId;
  const first = isPreviewed ? recordedPreview.carriageFen : picks.between('freight/first', 4, 9) * 100;
  const next = isPreviewed ? 0 : picks.between('freight/next', 1, 4) * 100;
  const firstFen = first + (isRemote ? 1000 : 0);
  const nextFen = next + (isRemote ? 800 : 0);
  const freePostage = !isPreviewed && !isRemote && picks.between('freight/free', 1, 5) === 1;
  const further = Math.max(0, Math.ceil((offer.weightGrams * pieces) / 1000) - 1);
  return { fen: freePostage ? 0 : firstFen + further * nextFen, firstFen, nextFen, freePostage };
}
