import { type Argument, type Caller, type LookUp, unreadable } from '../../chat/argument.ts';
import type { Localized } from '../../chat/language.ts';
import { shorten } from '../../chat/text.ts';
import { inEach, type Words } from '../../languages/index.ts';
import type { OrderBook } from '../../notifications/order-book.ts';
import { longestReference } from '../../sellers/offer-id.ts';
import { printReference } from '../../sellers/offer-links.ts';
import { findOrder, isUnsure, type OrderFinderDeps, orderName } from './find-order.ts';
import { type OrderReference, readOrder, wordsOfOrder } from './order-reference.ts';

/** As many as a platform shows below a field. */
const mostSuggestions = 25;

/**
 * An order by its id, the buyer's own number, or a link to it. Without `finding` a command finds what is only named by
 * {@link orderLookUp}, and suggests orders by {@link orderSuggestions}.
 */
export function orderIdArgument(
  words: Localized<Words>,
  finding: OrderFinderDeps | undefined,
  about: { readonly hint: Localized; readonly expected: Localized } = {
    hint: inEach(words, ({ orders }) => orders.id.hint),
    expected: inEach(words, ({ orders }) => orders.id.expected),
  },
): Argument<string> {
  return {
    place: 'word',
    required: true,
    span: wordsOfOrder,
    parse(typed) {
      const reference = readOrder(typed);
      return reference === undefined ? unreadable : printOrder(reference);
    },
    ...(finding !== undefined && { lookUp: orderLookUp(finding) }),
    print: (value) => value,
    absent: () => unreadable,
    ...about,
    example: '3305075341149134260',
    maxLength: longestReference,
    suggests: true,
    ...(finding !== undefined && {
      suggest: (typed: string, caller: Caller) => suggestOrders(words, finding.orders, typed, caller),
    }),
  };
}

/** Finds the order that an argument only names, such as by the buyer's own number; an order's id is taken as it is. */
export function orderLookUp(deps: OrderFinderDeps) {
  return (value: string | undefined): LookUp<string> | undefined => {
    const reference = value === undefined ? undefined : readOrder(value);
    if (reference === undefined || !isUnsure(reference)) return undefined;
    return (caller, again) => findOrder(deps, reference, caller, again);
  };
}

/** Suggests orders that the typed text may mean. */
export function orderSuggestions({ words, orders }: Pick<OrderFinderDeps, 'words' | 'orders'>) {
  return (typed: string, caller: Caller) => suggestOrders(words, orders, typed, caller);
}

function printOrder(reference: OrderReference): string {
  if ('other' in reference) {
    const { other } = reference;
    // By its digits alone it would be read as an order.
    return other.kind === 'offer' ? `https://detail.1688.com/offer/${other.id}.html` : printReference(other);
  }
  return 'orderId' in reference ? reference.orderId : reference.number;
}

/** Orders that `typed` may mean, by their id, the buyer's number or their name, the newest first. Without a call. */
export async function suggestOrders(
  words: Localized<Words>,
  book: Pick<OrderBook, 'list'>,
  typed: string,
  { language }: Pick<Caller, 'language'>,
) {
  const begun = typed.trim().toLowerCase();
  const reference = readOrder(typed);
  const named = reference === undefined ? begun : printOrder(reference).toLowerCase();
  const { orders } = words[language];
  return (await book.list({ limit: 100 }))
    .map((known) => ({
      value: known.order.orderId,
      label: shorten(orderName(known, orders), 100),
      number: known.order.orderNo?.toLowerCase() ?? '',
    }))
    .filter(({ label, number }) =>
      [begun, named].some((each) => label.toLowerCase().includes(each) || number.includes(each)),
    )
    .slice(0, mostSuggestions)
    .map(({ value, label }) => ({ value, label }));
}
