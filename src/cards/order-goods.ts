import type { RemotePicture } from '../chat/card.ts';
import { safeUrl } from '../chat/safe-url.ts';
import { type Inline, shorten, type Text } from '../chat/text.ts';
import type { Item, Order } from '../domain/orders/order.ts';
import { pictureHosts } from '../domain/sellers/hosts.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { amountOf, namedOrder } from './order-facts.ts';
import { outsideWords } from './outside-words.ts';

/** How much of an item's unit stands beside its quantity. */
const longestUnit = 15;

/** What an item is called: as it was shown when it was ordered here, else in the partner's words. */
export function itemTitle({ title, shown }: Item, words: OrderWords): string | undefined {
  const own = shown?.[words.language].title ?? title;
  const said = own === undefined ? '' : outsideWords(own);
  return said === '' ? undefined : said;
}

/** Which variant it is, likewise. */
export function itemVariant({ sku, shown }: Item, words: OrderWords): string | undefined {
  const own = shown?.[words.language].variant ?? sku;
  const said = own === undefined ? '' : namedOrder(own);
  return said === '' ? undefined : said;
}

/** How many of it there are. */
export function itemPieces({ quantity, unit, shown }: Item, words: OrderWords): string | undefined {
  if (quantity === undefined) return undefined;
  const own = shown?.[words.language].unit ?? (unit === undefined ? undefined : words.unit(unit));
  const named = own === undefined || own.trim() === '' ? undefined : shorten(outsideWords(own), longestUnit);
  return words.pieces(quantity, named);
}

/** The first item's name, or the order's number where no item is known. */
export function titleOf(order: Order, words: OrderWords): string {
  const [first, ...others] = order.items;
  const title = first && itemTitle(first, words);
  if (title === undefined)
    return words.order(order.orderNo === undefined ? order.orderId : outsideWords(order.orderNo));
  return others.length === 0 ? title : words.andOthers(title, others.length);
}

/** That the goods are named in the partner's words, since they were ordered elsewhere; `undefined` where they are not. */
export function partnersWords({ items, market }: Order, words: OrderWords): string | undefined {
  return items.some(isNamedByPartner) ? words.partnersWords(words.market[market]) : undefined;
}

function isNamedByPartner({ title, sku, shown }: Item): boolean {
  return shown === undefined && (title !== undefined || sku !== undefined);
}

/** {@link titleOf} in a line among others, marked where it is in the partner's words; at most `longest` with its mark. */
export function markedTitle(order: Order, words: OrderWords, longest = 75): string {
  const mark = partnersWords(order, words);
  const marked = (title: string) => (mark === undefined ? title : words.punctuation.aside(title, mark));
  return marked(shorten(titleOf(order, words), longest - marked('').length));
}

/** The first picture of an item that comes from where such pictures live. */
export function orderPicture(order: Order, words: OrderWords): RemotePicture | undefined {
  for (const item of order.items) {
    const url = item.picture === undefined ? undefined : safeUrl(item.picture, pictureHosts);
    if (url === undefined) continue;
    return { url, alt: words.picture(itemTitle(item, words) ?? words.order(order.orderId)) };
  }
  return undefined;
}

/** What of the goods comes to how many pieces, marked where their names are the partner's. */
export function piecesOf(order: Order, words: OrderWords): string | undefined {
  const parts = [...countsOf(order, words), partnersWords(order, words)];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ') || undefined;
}

function countsOf({ items }: Order, words: OrderWords): readonly (string | undefined)[] {
  const [first] = items;
  if (first === undefined) return [];
  if (items.length === 1) return [itemPieces(first, words), itemVariant(first, words)];
  const quantities = items.flatMap(({ quantity }) => (quantity === undefined ? [] : [quantity]));
  const count = words.itemCount(items.length);
  if (quantities.length < items.length) return [count];
  const sum = quantities.reduce((all, quantity) => all + quantity, 0);
  return [count, words.pieces(sum, undefined)];
}

/** As many items as a person reads through. */
const mostItems = 20;

/** Each item in a line: its name, the offer, the variant, how many, what one costs. */
export function itemLines(order: Order, words: OrderWords, most = mostItems): readonly Text[] {
  const lines = order.items.slice(0, most).map((item) => itemLine(order, item, words));
  const left = order.items.length - lines.length;
  return left > 0 ? [...lines, [words.moreNews(left)]] : lines;
}

function itemLine(order: Order, item: Item, words: OrderWords): Text {
  const { offerId, priceFen } = item;
  const title = itemTitle(item, words);
  const rest = [
    itemVariant(item, words),
    itemPieces(item, words),
    priceFen === undefined ? undefined : words.each(amountOf(order, priceFen, words)),
    isNamedByPartner(item) ? words.partnersWords(words.market[order.market]) : undefined,
  ].filter((part) => part !== undefined);
  const name = title === undefined ? '' : namedOrder(title);
  const id: readonly Inline[] =
    offerId === undefined ? [] : [name === '' ? '' : ' ', { code: namedOrder(offerId) }];
  return [name, ...id, rest.length === 0 ? '' : ` · ${rest.join(' · ')}`];
}
