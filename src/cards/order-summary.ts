import type { Block, Field } from '../chat/card.ts';
import type { Order } from '../domain/orders/order.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { namedOrder } from './order-facts.ts';
import { itemLines } from './order-goods.ts';
import { moneyFields } from './order-money.ts';
import { outsideWords } from './outside-words.ts';

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
