import { type Argument, unreadable } from '../../chat/argument.ts';
import { labelOf } from '../../chat/label.ts';
import { marketLinksIn, orderIdForm, orderIdsIn, scannable } from '../../domain/sellers/links-in-text.ts';
import { longestReference, readOffer } from '../../domain/sellers/offer-id.ts';
import { type OfferReference, printReference } from '../../domain/sellers/offer-links.ts';
import { unwrapNumber } from '../../domain/sellers/unwrap.ts';
import { aboutArgument } from '../../languages/index.ts';
import type { Localized } from '../../runtime/language.ts';

/** What a person names an order by. */
export type OrderReference =
  | { readonly orderId: string }
  /** The buyer's own number of it, such as `PO202605200001`, which several orders can have. */
  | { readonly number: string }
  /** A link to something else that is known: an offer, a shop, … */
  | { readonly other: OfferReference };

/**
 * An order by its id, the buyer's own number, or a link to it, as {@link readOrder} reads it. What is only named, a command
 * looks up by `orderLookUp`; what it suggests, it has from `orderSuggestions`.
 */
export function orderIdArgument(
  about: { readonly hint: Localized; readonly expected: Localized } = aboutArgument(
    ({ orders }) => orders.id,
  ),
): Argument<string> {
  return {
    position: 'word',
    required: true,
    span: wordsOfOrder,
    parse(typed) {
      const reference = readOrder(typed);
      return reference === undefined ? unreadable : printOrder(reference);
    },
    print: (value) => value,
    absent: () => unreadable,
    ...about,
    example: '3305075341149134260',
    maxLength: longestReference,
    suggests: true,
  };
}

/** What stands before an order's number where it is copied from, cards of the bot among that. */
const label = labelOf([
  '订单',
  '采购单',
  '采购',
  '交易',
  '1688订单',
  '淘宝订单',
  '单号',
  'order',
  'purchase order',
  'purchase',
  'trade',
  'number',
]);

/** How many of a line's words are a label and the number behind it. */
export const wordsOfOrder = (words: readonly string[]): number => label.span(words);

/** With three digits at least, so that no word is a number. */
const numberForm = /^(?=(?:[^\d]*\d){3})[a-z\d][\w-]{3,63}$/i;

/**
 * An order in what a person typed or pasted: its id of 6 to 19 digits, the buyer's own number of it, with a label before
 * it, full-width too; or a text that links to one order, as 1688's, Taobao's and Tmall's pages about orders are linked to;
 * or a link to something that is known to be none.
 */
export function readOrder(typed: string): OrderReference | undefined {
  if (typed.length > longestReference) return undefined;
  const linked = orderLinkedIn(scannable(typed));
  if (linked !== undefined) return linked;
  const whole = unwrapNumber(typed.normalize('NFKC'));
  const behind = label.after(whole);
  const texts = behind === undefined ? [whole] : [unwrapNumber(behind), whole];
  const orderId = texts.find((text) => orderIdForm.test(text));
  if (orderId !== undefined) return { orderId };
  const number = texts.find((text) => numberForm.test(text));
  if (number !== undefined) return { number };
  // Digits were read above: what is left names something else by a link.
  const other = readOffer(typed);
  if (other === undefined) return undefined;
  // A page about orders without the id of one is asked about like any text.
  const isOfOrders = other.kind === 'page' && ['order', 'orders'].includes(other.page.what);
  return isOfOrders ? undefined : { other };
}

function orderLinkedIn(text: string): OrderReference | undefined {
  const ids = new Set<string>();
  for (const { host, rest } of marketLinksIn(text)) for (const id of orderIdsIn(host, rest)) ids.add(id);
  const [orderId, ...others] = ids;
  return orderId !== undefined && others.length === 0 && orderIdForm.test(orderId) ? { orderId } : undefined;
}

/** The text that {@link readOrder} reads back as `reference`. */
export function printOrder(reference: OrderReference): string {
  if ('other' in reference) {
    const { other } = reference;
    // By its digits alone it would be read as an order.
    return other.kind === 'offer' ? `https://detail.1688.com/offer/${other.id}.html` : printReference(other);
  }
  return 'orderId' in reference ? reference.orderId : reference.number;
}
