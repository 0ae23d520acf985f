import type { Block, Field, GalleryRow, RemotePicture } from '../../chat/card.ts';
import { type SafeUrl, safeUrl } from '../../chat/safe-url.ts';
import { shorten } from '../../chat/text.ts';
import { formatFen } from '../../domain/orders/money.ts';
import { leastQuantity, orderQuantityOf } from '../../domain/products/offer-terms.ts';
import { orderable, type Price, type PriceRange, pricingOf, rangeOf } from '../../domain/products/prices.ts';
import { pictureHosts, sellerHosts } from '../../domain/sellers/hosts.ts';
import type { ProductWords } from '../../languages/en/products.ts';
import type { Words } from '../../languages/index.ts';
import { type Language, readsChinese } from '../../runtime/language.ts';
import type { ProductDetail } from '../../xport/client.ts';

/** As much of a name as stands in a line among other things. */
const longestName = 60;

/** What names an offer, in Chinese and translated. */
interface Titled {
  readonly subject?: string | undefined;
  readonly subjectTrans?: string | undefined;
}

/** The title in the reader's language where there is one. */
export function titleIn(language: Language, { subject, subjectTrans }: Titled): string | undefined {
  return readsChinese(language) ? (subject ?? subjectTrans) : (subjectTrans ?? subject);
}

/** Words from outside on one line, short enough to stand among others. */
export function shortName(raw: string): string {
  const line = uneven.test(raw) ? raw.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim() : raw;
  return shorten(line, longestName);
}

/** What few names have, and {@link shortName} mends: to look takes less than to put nothing in its place. */
const uneven = /^\s|\s$|\s\s|[^\S ]|\p{Cc}/u;

/** The offer's own page. */
export function offerLink(offerId: string): SafeUrl | undefined {
  return safeUrl(`https://detail.1688.com/offer/${offerId}.html`, sellerHosts);
}

/** The first picture that comes from where such pictures live. */
export function pictureFrom(urls: readonly (string | undefined)[], alt: string): RemotePicture | undefined {
  for (const each of urls) {
    const url = each === undefined ? undefined : safeUrl(each, pictureHosts);
    if (url !== undefined) return { url, alt };
  }
  return undefined;
}

/** `¥12.00 (usually ¥15.00)`, `¥15.00 (promotion ¥18.00, unsure)` */
export function priceWords(price: Price | undefined, words: ProductWords): string {
  if (price === undefined) return words.priceUnknown;
  const { fen, mostFen, usualFen, unsureFen } = price;
  const beside = [
    ...(usualFen === undefined ? [] : [words.usually(formatFen(usualFen))]),
    ...(unsureFen === undefined ? [] : [words.unsurePromotion(formatFen(unsureFen))]),
  ];
  const shown = mostFen === undefined ? formatFen(fen) : words.range(formatFen(fen), formatFen(mostFen));
  return beside.length === 0 ? shown : words.punctuation.aside(shown, words.punctuation.phrases(beside));
}

/** `¥10.00 to ¥12.00`, or one amount where both are the same; and that there are others, where those are not known. */
export function rangeWords(range: PriceRange | undefined, words: ProductWords): string {
  if (range === undefined) return words.priceUnknown;
  const { least, most, partly = false } = range;
  const shown = least === most ? formatFen(least) : words.range(formatFen(least), formatFen(most));
  return partly ? words.partlyUnknown(shown) : shown;
}

/** What one piece is called, in the reader's language. */
export function unitIn(language: Language, { productSaleInfo }: Pick<ProductDetail, 'productSaleInfo'>) {
  const { unit, transUnit } = productSaleInfo?.unitInfo ?? {};
  const name = readsChinese(language) ? unit : transUnit;
  return name === undefined || name.trim() === '' ? undefined : shorten(name.trim(), 15);
}

/** How many were sold: the partner's own word where it is no count. */
export function soldWords(
  detail: ProductDetail,
  words: ProductWords,
  language: Language,
): string | undefined {
  const { soldOut } = detail;
  if (soldOut === undefined) return undefined;
  return /^\d{1,15}$/.test(soldOut)
    ? words.pieces(Number(soldOut), unitIn(language, detail))
    : shortName(soldOut);
}

/** The seller's score, and of how many; the partner's own word where it is no number up to 5. */
export function scoreWords(
  { tradeScore }: Pick<ProductDetail, 'tradeScore'>,
  words: ProductWords,
): string | undefined {
  if (tradeScore === undefined) return undefined;
  return /^(?:[0-4](?:\.\d{1,2})?|5(?:\.0{1,2})?)$/.test(tradeScore)
    ? words.scoreOf(tradeScore)
    : shortName(tradeScore);
}

type Sku = ProductDetail['productSkuInfos'][number];

/** `Black / XL` */
export function skuName(language: Language, sku: Sku): string {
  const values = sku.skuAttributes.flatMap(({ value, valueTrans }) => {
    const name = readsChinese(language) ? (value ?? valueTrans) : (valueTrans ?? value);
    return name === undefined || name.trim() === '' ? [] : [name];
  });
  return values.length === 0 ? sku.skuId : shortName(values.join(' / '));
}

/** An offer among others, by what is known of it; by its id alone where that is nothing. */
export function offerRow(
  id: string,
  detail: ProductDetail | undefined,
  { products, seller }: Words,
  language: Language,
): Pick<GalleryRow, 'picture' | 'title' | 'facts' | 'name'> {
  const title = detail && titleIn(language, detail);
  if (detail === undefined || title === undefined) return { title: id, facts: [], name: id };
  const name = shortName(title);
  const least = leastQuantity(orderQuantityOf(detail));
  const price = rangeWords(rangeOf(orderable(pricingOf(detail), least)), products);
  const picture = pictureFrom(detail.productImage?.images ?? [], seller.picture(name));
  return {
    ...(picture !== undefined && { picture }),
    title: name,
    facts: [[price, id].join(' · ')],
    name: `${name} · ${price}`,
  };
}

/** The fields that have a value, eight at most in a block. */
export function fieldBlocks(fields: readonly (Field | undefined)[]): readonly Block[] {
  const given = fields.filter((field) => field !== undefined);
  return given.length === 0 ? [] : [{ kind: 'fields', fields: given.slice(0, 8) }];
}

/** A field of words, where there are any. */
export function fieldOf(label: string, value: string | undefined): Field | undefined {
  return value === undefined || value === '' ? undefined : { label, value: [value] };
}
