import type { Refundable } from '../../aftersale/refundable.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import { statusOf } from '../../cards/order-facts.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Words } from '../../languages/index.ts';
import type { Order } from '../../orders/order.ts';
import type { refundCalls } from './arguments.ts';

/** Why nothing of this order can be asked back, and what to do instead. */
export function notRefundableCard(
  refundable: Exclude<Refundable, { state: 'refundable' }>,
  order: Order,
  words: Words,
  calls: ReturnType<typeof refundCalls>,
): Card {
  const { create } = words.refunds;
  const details: Action = { kind: 'run', label: words.orders.details, run: calls.show(order.orderId) };
  const card = (title: string, ...advice: readonly string[]) =>
    plainCard('warning', title, advice, { actions: [details] });
  switch (refundable.state) {
    case 'not now':
      return card(create.notNow, create.notNowAdvice(statusOf(order, words.orders)));
    case 'refund under way':
      return card(create.underWay, create.underWayAdvice);
    case 'nothing left':
      return card(create.nothingLeft);
    case 'unsure':
      return card(create.unsure, create.unsureAdvice);
    case 'nothing to send back':
      return card(create.nothingToSendBack, create.nothingToSendBackAdvice);
    case 'other market':
      return card(create.otherMarket, create.otherMarketAdvice);
  }
}
