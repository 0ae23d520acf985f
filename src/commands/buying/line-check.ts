import { plainCard } from '../../cards/buying-cards.ts';
import type { Card, CommandCall, GalleryBlock, GalleryRow } from '../../chat/card.ts';
import { shorten } from '../../chat/text.ts';
import { isVariantId } from '../../domain/products/variants.ts';
import type { BasketWords } from '../../languages/en/basket.ts';
import type { BuyingWords } from '../../languages/en/buying.ts';
import type { OfferInfo } from './offer-info.ts';

/** As many as a choice holds. */
const mostSkus = 25;
/** As many as a gallery holds. */
const mostPictured = 10;
const longestOption = 75;

/**
 * Asks for another variant or quantity where an offer can't be ordered as it is wanted, as far as the partner says;
 * `undefined`: it can. `pieces` is how many there would be of the variant.
 */
export function validateLine(
  info: OfferInfo,
  wanted: { readonly sku: string | undefined; readonly pieces: number },
  again: {
    ofSku(specId: string): CommandCall;
    /** Asks for the quantity. */
    readonly quantity: CommandCall;
    /** The sentence that nothing was done. */
    readonly nothingDone: string;
  },
  words: BuyingWords,
): Card | undefined {
  const { skus, chosen } = info;
  // A name means nothing to the partner, which is asked for an id.
  const isUnknownName = wanted.sku !== undefined && !isVariantId(wanted.sku);
  if (chosen === undefined && (skus.length > 0 || isUnknownName)) {
    return chooseSku(info, wanted.sku !== undefined, again.ofSku, words);
  }
  const title = wrongQuantity(info, { pieces: wanted.pieces, inAll: wanted.pieces }, words);
  if (title === undefined) return undefined;
  const isFew = info.least !== undefined && wanted.pieces < info.least;
  return {
    ...plainCard('warning', title, [isFew ? words.tooFewAdvice : again.nothingDone], {
      actions: [{ kind: 'run', label: words.otherQuantity, run: again.quantity }],
    }),
    refusal: [{ name: 'quantity', why: title }],
  };
}

/**
 * The partner does not say which variant a SKU id means, which names none in an order. `nothingDone`: the sentence that
 * nothing was done.
 */
export function whichSpec(nothingDone: string, words: BasketWords): Card {
  const card = plainCard('warning', words.whichSpec, [nothingDone, words.whichSpecAdvice]);
  return { ...card, refusal: [{ name: 'sku', why: words.whichSpec }] };
}

/**
 * Why so many pieces of one variant can't be ordered, as far as the partner says; `undefined`: they can. `inAll`: of all
 * variants of the offer, which reach its least quantity together.
 */
export function wrongQuantity(
  { least, lot, view }: Pick<OfferInfo, 'least' | 'lot' | 'view'>,
  { pieces, inAll }: { readonly pieces: number; readonly inAll: number },
  words: BuyingWords,
): string | undefined {
  if (least !== undefined && inAll < least) return words.tooFew(words.pieces(least, view.unit));
  const isPart = lot !== undefined && lot > 1 && pieces % lot !== 0;
  return isPart ? words.noMultiple(words.pieces(lot, view.unit)) : undefined;
}

/** How few pieces of an offer can be ordered, and in which lots, where that is more than one. */
export function quantityBounds(
  { least = 1, lot = 1, view }: Pick<OfferInfo, 'least' | 'lot' | 'view'>,
  words: BuyingWords,
): readonly string[] {
  return [
    ...(least > 1 ? [words.tooFew(words.pieces(least, view.unit))] : []),
    ...(lot > 1 ? [words.noMultiple(words.pieces(lot, view.unit))] : []),
  ];
}

function chooseSku(
  { skus: all, moreSkus, among }: Pick<OfferInfo, 'skus' | 'moreSkus' | 'among'>,
  given: boolean,
  ofSku: (specId: string) => CommandCall,
  words: BuyingWords,
): Card {
  const skus = among.length > 0 ? among : all;
  const options = skus.slice(0, mostSkus).map(({ specId, name }) => ({
    label: shorten(name, longestOption),
    run: ofSku(specId),
  }));
  // The variant may be one of those that were not read.
  const unknown = given && moreSkus === 0 && among.length === 0;
  const knownAdvice = among.length > 0 ? words.whichOfKindAdvice : words.whichKindAdvice;
  const sentences = [unknown ? words.noSuchKindAdvice(skus.length) : knownAdvice];
  const more = Math.max(0, skus.length - mostSkus) + (among.length > 0 ? 0 : moreSkus);
  if (more > 0) sentences.push(words.moreKinds(more));
  const isByPicture = skus.length <= mostPictured && skus.some(({ picture }) => picture !== undefined);
  const choosing = isByPicture
    ? { blocks: [variantGallery(skus, ofSku, words)] }
    : {
        actions: options.length === 0 ? [] : [{ kind: 'select' as const, label: words.chooseKind, options }],
      };
  const title = unknown ? words.noSuchKind : words.whichKind;
  const card = plainCard(unknown ? 'warning' : 'plain', title, sentences, choosing);
  return unknown ? { ...card, refusal: [{ name: 'sku', why: title }] } : card;
}

/** Each variant by its picture. */
function variantGallery(
  skus: OfferInfo['skus'],
  ofSku: (specId: string) => CommandCall,
  words: BuyingWords,
): GalleryBlock {
  const rows = skus.map(({ specId, name, picture }): GalleryRow => {
    const title = shorten(name, longestOption);
    return {
      ...(picture !== undefined && { picture }),
      title,
      facts: [],
      name: title,
      actions: [{ kind: 'run', label: title, run: ofSku(specId) }],
    };
  });
  return { kind: 'gallery', menus: [words.chooseKind], rows };
}
