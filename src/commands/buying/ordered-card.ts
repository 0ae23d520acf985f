import { notOrderedBlocks, plainCard } from '../../cards/buying-cards.ts';
import { orderCard, payLabel } from '../../cards/order-card.ts';
import { chooseOrder } from '../../cards/order-choice.ts';
import { amountOf } from '../../cards/order-facts.ts';
import { markedTitle } from '../../cards/order-goods.ts';
import { orderSummary } from '../../cards/order-summary.ts';
import type { Action, Block, Card } from '../../chat/card.ts';
import type { Placed } from '../../domain/buying/placement.ts';
import { formatFen } from '../../domain/orders/money.ts';
import type { Order } from '../../domain/orders/order.ts';
import { allWords, type Words } from '../../languages/index.ts';
import type { Language } from '../../runtime/language.ts';
import { payCalls } from './descriptions.ts';

/** As many as a choice holds. */
const mostOrders = 25;

type PlacedOrders = Extract<Placed, { state: 'placed' }>;

/** How the asker reads the card: in what language and zone, and when. */
export interface OrderReading {
  readonly language: Language;
  readonly zone: string | undefined;
  readonly now: number;
}

/**
 * What was ordered: the order's own card, which leads to paying exactly its total; of several orders, each in a line, with a
 * choice of which to pay. `confirmedFen`: the total that was confirmed.
 */
export function orderedCard(
  placed: PlacedOrders,
  orders: readonly Order[],
  confirmedFen: number,
  reading: OrderReading,
): Card {
  const words = allWords[reading.language];
  const { create } = words.buying;
  const { failed, found, totalFen } = placed;
  const [first, ...others] = orders;
  const differs = totalFen !== undefined && totalFen !== confirmedFen;
  const tone = failed.length === 0 && !differs ? 'good' : 'warning';
  const title = failed.length > 0 ? create.placedInPart : create.placed;
  const said = [
    ...(found ? [create.found] : []),
    ...(differs ? [create.otherTotal(formatFen(confirmedFen))] : []),
    ...(orders.some(({ phase }) => phase === 'awaiting payment') ? [create.nextPay] : []),
  ];
  const left = notOrderedBlocks(failed, words.buying);
  if (first !== undefined && others.length === 0) {
    return oneOrder(first, { tone, title, said, left }, words, reading);
  }
  const total: readonly Block[] =
    totalFen === undefined
      ? []
      : [{ kind: 'text', text: [words.punctuation.label(create.total), { bold: formatFen(totalFen) }] }];
  return plainCard(tone, title, said, {
    blocks: [
      { kind: 'list', items: orders.slice(0, mostOrders).map((order) => orderLine(order, words)) },
      ...total,
      ...left,
    ],
    actions: chooseOrder(orders.slice(0, mostOrders), words.orders),
  });
}

function oneOrder(
  order: Order,
  shown: Pick<Card, 'tone' | 'title'> & { readonly said: readonly string[]; readonly left: readonly Block[] },
  words: Words,
  { zone, now }: OrderReading,
): Card {
  const own = orderCard({ order, now, words: words.orders, zone });
  const { tone, said, left } = shown;
  return {
    ...own,
    tone,
    title: words.buying.create.titled(shown.title, own.title),
    body: [
      ...said.map((sentence): Block => ({ kind: 'text', text: [sentence] })),
      ...own.body.filter(({ kind }) => kind !== 'fields'),
      ...orderSummary(order, words.orders),
      ...left,
    ],
    actions: own.actions.map((action) => (isPayment(action) ? payExactly(order, words, now) : action)),
  };
}

function isPayment(action: Action): boolean {
  return action.kind === 'run' && action.run.command === 'order pay';
}

/** Pays what the card shows and nothing else; asks first, where that is not certain. */
function payExactly(order: Order, { orders }: Words, now: number): Action {
  const { orderId: id, totalFen, moneyUnsure } = order;
  const isSure = totalFen !== undefined && !moneyUnsure;
  const run = isSure ? { ...payCalls.exactly(id, totalFen, now), replace: false } : payCalls.ask(id);
  return { kind: 'run', label: payLabel(order, orders), run, style: 'primary' };
}

function orderLine(order: Order, { orders }: Words) {
  const { orderId, totalFen } = order;
  const amount = totalFen === undefined ? '' : ` · ${amountOf(order, totalFen, orders)}`;
  return [`${markedTitle(order, orders)}${amount} · `, { code: orderId }];
}
