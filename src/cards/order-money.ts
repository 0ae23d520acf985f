import type { Field } from '../chat/card.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import type { Order } from '../orders/order.ts';
import { totalsOf } from '../orders/totals.ts';
import { amountOf } from './order-facts.ts';

/** What an order costs, line by line: where goods are among them, the lines add up to the total, which is the last. */
export function moneyFields(
  order: Order,
  words: OrderWords,
  totalLabel: string = words.total,
): readonly Field[] {
  const { goodsFen, freightFen, otherFen, totalFen } = totalsOf(order);
  const amount = (label: string, fen: number | undefined): Field[] =>
    fen === undefined ? [] : [{ label, value: [amountOf(order, fen, words)] }];
  return [
    ...amount(words.goods, goodsFen),
    ...amount(words.freight, freightFen),
    ...amount(otherLabel(otherFen ?? 0, freightFen, words), otherFen),
    ...(totalFen === undefined
      ? []
      : [{ label: totalLabel, value: [{ bold: amountOf(order, totalFen, words) }] }]),
  ];
}

/** What a difference is called. */
function otherLabel(otherFen: number, freightFen: number | undefined, words: OrderWords): string {
  if (otherFen < 0) return words.discount;
  return freightFen === undefined ? words.freightAndFees : words.otherFees;
}
