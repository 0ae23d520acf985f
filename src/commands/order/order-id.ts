import { z } from 'zod';
import { statusOf, titleOf } from '../../cards/order-facts.ts';
import { type Argument, type Asking, word } from '../../chat/argument.ts';
import type { Localized } from '../../chat/language.ts';
import { shorten } from '../../chat/text.ts';
import { inEach, type Words } from '../../languages/words.ts';
import { unwrap } from '../../sellers/unwrap.ts';
import type { OrderBook } from './order-book.ts';

/** As many as a platform shows below a field. */
const mostSuggestions = 25;

/** The order's id in what somebody typed or pasted: 6 to 19 digits, full-width ones too. */
export function parseOrderId(typed: string): string | undefined {
  const plain = unwrap(typed.normalize('NFKC'));
  return /^\d{6,19}$/.test(plain) ? plain : undefined;
}

/** The argument `id`, with the newest orders as suggestions. */
export function orderIdArgument(words: Localized<Words>, book: Pick<OrderBook, 'list'>): Argument<string> {
  return word(
    z.string().transform((typed, context) => {
      const id = parseOrderId(typed);
      if (id === undefined) context.addIssue({ code: 'custom', message: 'no order id' });
      return id ?? z.NEVER;
    }),
    {
      hint: inEach(words, ({ orders }) => orders.id.hint),
      expected: inEach(words, ({ orders }) => orders.id.expected),
      example: '3305075341149134260',
      maxLength: 100,
      suggest: (typed, asking) => suggestOrders(words, book, typed, asking),
    },
  );
}

/** Orders that `typed` may mean, by their number or their name, the newest first. */
export async function suggestOrders(
  words: Localized<Words>,
  book: Pick<OrderBook, 'list'>,
  typed: string,
  { language }: Pick<Asking, 'language'>,
) {
  const begun = typed.trim().toLowerCase();
  const { orders } = words[language];
  return (await book.list({ limit: 100 }))
    .map(({ order }) => ({
      value: order.orderId,
      label: shorten(`${order.orderId} · ${statusOf(order, orders)} · ${titleOf(order, orders)}`, 100),
    }))
    .filter(({ label }) => label.toLowerCase().includes(begun))
    .slice(0, mostSuggestions);
}
