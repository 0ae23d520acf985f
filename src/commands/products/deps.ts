import { z } from 'zod';
import { mostPieces } from '../../buying/purchase.ts';
import { type Argument, word } from '../../chat/argument.ts';
import { wholeNumber } from '../../chat/argument-kinds.ts';
import type { CommandCall } from '../../chat/card.ts';
import type { Localized } from '../../chat/language.ts';
import type { PictureRead } from '../../chat/picture.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { ProductWords } from '../../languages/products/words.ts';
import { inEach, type Words } from '../../languages/words.ts';
import type { FollowShortLink } from '../../sellers/short-link.ts';
import type { ProductCalls } from '../../xport/client.ts';
import { offerArgument, offerLookUp } from '../offers/offer-argument.ts';
import type { OfferFinder } from '../offers/offer-finder.ts';

interface WantedPieces {
  readonly offer: string;
  readonly quantity: number;
  readonly sku: string | undefined;
}

/** What the commands about offers are made from. */
export interface ProductDeps {
  readonly words: Localized<Words>;
  readonly products: ProductCalls;
  /** The one way to open a link to a picture that a person gave. */
  fetchPicture(link: string, signal: AbortSignal): Promise<PictureRead>;
  readonly offers: OfferFinder;
  /** The one way to open an app's short link. */
  readonly followShortLink: FollowShortLink;
  /** What leads on to ordering; absent where nothing can be ordered. */
  readonly buying?: {
    /** Previews an order, after asking how many and where to. */
    order(wanted: WantedPieces): CommandCall;
    /** Puts it into the person's own basket, after asking how many. */
    toBasket(wanted: WantedPieces): CommandCall;
  };
}

/** What an argument is and has to be, in every language. */
export function aboutIn(words: Localized<Words>, pick: (words: ProductWords) => ArgumentWords) {
  return {
    hint: inEach(words, ({ products }) => pick(products).hint),
    expected: inEach(words, ({ products }) => pick(products).expected),
  };
}

/** `<offer>` of a command that shows what there is of it. */
export function shownOfferArgument({
  words,
  offers,
}: Pick<ProductDeps, 'words' | 'offers'>): Argument<string> {
  const about = {
    hint: inEach(words, ({ seller }) => seller.offer.hint),
    expected: inEach(words, ({ seller }) => seller.offer.expected),
  };
  return { ...offerArgument(about), lookUp: offerLookUp(offers, 'shown') };
}

/** An id of digits alone, full-width ones too. */
export function digitsArgument(
  words: Localized<Words>,
  pick: (words: ProductWords) => ArgumentWords,
  { example, most }: { readonly example: string; readonly most: number },
): Argument<string> {
  const digits = z
    .string()
    .transform((typed) => typed.normalize('NFKC').trim())
    .pipe(z.string().regex(new RegExp(`^\\d{1,${most}}$`)));
  return word(digits, { ...aboutIn(words, pick), example, maxLength: 40 });
}

/** A count of pieces. */
export function piecesArgument(
  words: Localized<Words>,
  pick: (words: ProductWords) => ArgumentWords,
): Argument<number> {
  return wholeNumber({ ...aboutIn(words, pick), example: '100', least: 1, most: mostPieces });
}
