import type { Field } from '../chat/card.ts';
import type { Order } from '../domain/orders/order.ts';
import { totalsOf } from '../domain/orders/totals.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { amountOf } from './order-facts.ts';

/** What an order costs, line by line: where goods are among them, the lines add up to the total, which is the last. */
export function moneyFields(
  order: Order,
  words: OrderWords,
  totalLabel: string = words.total,
): readonly Field[] {
  const { totalFen } = totalsOf(order);
  return [
    ...moneyParts(order, words).map(({ label, fen }) => ({ label, value: [amountOf(order, fen, words)] })),
    ...(totalFen === undefined
      ? []
      : [{ label: totalLabel, value: [{ bold: amountOf(order, totalFen, words) }] }]),
  ];
}

/** What the total is made of, as far as that is known: where goods are among it, it adds up to the total. */
export function moneyParts(
  order: Order,
  words: OrderWords,
): readonly { readonly label: string; readonly fen: number }[] {
  const { goodsFen, freightFen, otherFen } = totalsOf(order);
  const part = (label: string, fen: number | undefined) => (fen === undefined ? [] : [{ label, fen }]);
  return [
    ...part(words.goods, goodsFen),
    ...part(words.freight, freightFen),
    ...part(otherLabel(otherFen ?? 0, freightFen, words), otherFen),
  ];
}

/** What a difference is called. */
function otherLabel(otherFen: number, freightFen: number | undefined, words: OrderWords): string {
  if (otherFen < 0) return words.discount;
  return freightFen === undefined ? words.freightAndFees : words.otherFees;
}
