import type { Block, Field } from '../chat/card.ts';
import type { Order } from '../domain/orders/order.ts';
import { totalsOf } from '../domain/orders/totals.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { amountOf, namedOrder } from './order-facts.ts';
import { itemLines } from './order-goods.ts';
import { outsideWords } from './outside-words.ts';

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

/** What is bought of whom, what it costs line by line, and where it goes. `before`: fields that stand in front. */
export function orderSummary(
  order: Order,
  words: OrderWords,
  { before = [], total }: { readonly before?: readonly Field[]; readonly total?: string } = {},
): readonly Block[] {
  const seller = orderSeller(order);
  const about = [...before, ...(seller === undefined ? [] : [{ label: words.seller, value: [seller] }])];
  const items = itemLines(order, words);
  const fields = [...about, ...moneyFields(order, words, total)];
  return [
    ...(items.length === 0 ? [] : [{ kind: 'list' as const, items }]),
    ...(fields.length === 0 ? [] : [{ kind: 'fields' as const, fields }]),
    ...goesToBlocks(order, words),
  ];
}

/** Where it goes, masked, where it was placed here. */
export function goesToBlocks({ goesTo }: Order, words: OrderWords): readonly Block[] {
  if (goesTo === undefined) return [];
  return [
    { kind: 'text', text: [{ bold: words.goesTo }, words.goesToPlace(outsideWords(goesTo[words.language]))] },
  ];
}

/** The seller by the name that stands on the order, else by the id. */
export function orderSeller({ seller }: Order): string | undefined {
  const name = seller?.name ?? seller?.id;
  return name === undefined ? undefined : namedOrder(name);
}
