import { findOffer, type Offer, pictureIn, shelfIds } from './catalogue.ts';
import { isCategoryWithin } from './categories.ts';
import { goods, type SandboxGoods } from './goods.ts';
import { createPicks } from './picks.ts';
import { createWordFinder } from './word-finder.ts';

/** What a search asks for. */
interface Wanted {
  /** All of them must be among an offer's words. */
  readonly words: string;
  /** Of this kind alone. */
  readonly kind?: SandboxGoods;
  readonly leastFen?: number | undefined;
  readonly mostFen?: number | undefined;
  readonly categoryId?: string | undefined;
  readonly sort?: { readonly by: 'price' | 'monthSold'; readonly descending: boolean } | undefined;
}

/** The offers that a search can find. */
export interface Shelf {
  /** The same for the same question, always. */
  search(wanted: Wanted): readonly Offer[];
  /** The kind of goods that a picture of the sandbox's own at `seed` shows, else one made of it, with what costs as much as is wanted. */
  lookingLike(seed: string, wanted: Omit<Wanted, 'words' | 'kind' | 'categoryId'>): readonly Offer[];
}

/** Its offers are made when they are first asked for. */
export function createShelf(): Shelf {
  let stocked: readonly Offer[] | undefined;
  const offers = () => {
    stocked ??= stock();
    return stocked;
  };
  const search: Shelf['search'] = ({
    words,
    kind,
    leastFen = 0,
    mostFen = Number.MAX_SAFE_INTEGER,
    categoryId,
    sort,
  }) => {
    const isNamed = createWordFinder(words);
    const found = offers().filter(
      (offer) =>
        (kind === undefined || offer.goods === kind) &&
        isNamed(offer) &&
        shelfPrice(offer) >= leastFen &&
        shelfPrice(offer) <= mostFen &&
        (categoryId === undefined || isCategoryWithin(String(offer.goods.categoryId), categoryId)),
    );
    if (sort === undefined) return found;
    const value = sort.by === 'price' ? shelfPrice : soldInMonth;
    const sign = sort.descending ? -1 : 1;
    return [...found].sort((one, other) => sign * (value(one) - value(other)));
  };
  return {
    search,
    lookingLike: (seed, wanted) =>
      search({ ...wanted, words: '', kind: shownAt(seed) ?? createPicks(seed).one('looks like', goods) }),
  };
}

/** What one piece costs at the least quantity, in fen. */
export function shelfPrice({ steps }: Offer): number {
  return steps[0]?.fen ?? 0;
}

/** Pieces sold in the last 30 days. */
export function soldInMonth({ sold }: Offer): number {
  return Math.floor(sold / 12);
}

function stock(): readonly Offer[] {
  return shelfIds.map(findOffer).filter((offer): offer is Offer => !('code' in offer));
}

function shownAt(address: string): SandboxGoods | undefined {
  const shown = pictureIn(address);
  const offer = shown && findOffer(shown.offerId);
  return offer === undefined || 'code' in offer ? undefined : offer.goods;
}
