import { findOffer, type Offer } from './catalogue.ts';
import { isCategoryWithin } from './categories.ts';
import { goods } from './goods.ts';
import { createPicks } from './picks.ts';
import { recorded } from './recorded.ts';

/** What a search asks for. */
interface Wanted {
  /** All of them must be in an offer's titles. */
  readonly words: readonly string[];
  readonly leastFen?: number | undefined;
  readonly mostFen?: number | undefined;
  readonly categoryId?: string | undefined;
  readonly sort?: { readonly by: 'price' | 'monthSold'; readonly descending: boolean } | undefined;
}

/** The offers that a search can find: a part of all that {@link findOffer} knows. */
export interface Shelf {
  /** The same for the same question, always. */
  search(wanted: Wanted): readonly Offer[];
  /** One kind of goods, made of `seed`, with what costs as much as is wanted. */
  lookingLike(seed: string, wanted: Omit<Wanted, 'words' | 'categoryId'>): readonly Offer[];
}

const size = 400;
const firstId = 600_000_000_001;

/** Its offers are made when they are first asked for. */
export function createShelf(): Shelf {
  let stocked: readonly Offer[] | undefined;
  const offers = () => {
    stocked ??= stock();
    return stocked;
  };
  const search: Shelf['search'] = ({
    words,
    leastFen = 0,
    mostFen = Number.MAX_SAFE_INTEGER,
    categoryId,
    sort,
  }) => {
    const found = offers().filter(
      (offer) =>
        words.every((word) => names(offer, word)) &&
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
      search({ ...wanted, words: [createPicks(seed).one('looks like', goods).trade] }),
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
  const ids = [recorded.offerId, ...Array.from({ length: size }, (_, at) => String(firstId + at))];
  return ids.map(findOffer).filter((offer): offer is Offer => !('code' in offer));
}

/** In either language; an English plural finds its singular. */
function names({ title, goods }: Offer, word: string): boolean {
  const text = `${title.zh} ${title.en} ${goods.trade}`.toLowerCase();
  const wanted = word.toLowerCase();
  return text.includes(wanted) || (/^[a-z]{3,}s$/.test(wanted) && text.includes(wanted.slice(0, -1)));
}
