import { plainCard } from '../../cards/buying-cards.ts';
import { statusOf } from '../../cards/order-facts.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Order } from '../../domain/orders/order.ts';
import { type Refundable, refundableOf } from '../../domain/refunds/refundable.ts';
import type { RefundWords } from '../../languages/en/refunds.ts';
import type { Words } from '../../languages/index.ts';
import { orderShow } from '../order/descriptions.ts';
import { askForRefund, claimFields, unshippedFields } from './descriptions.ts';

/** The button on an order's card that begins a refund, where something of it can be asked back. */
export function refundActions(order: Order, words: RefundWords): readonly Action[] {
  const refundable = refundableOf(order, { received: undefined, sendsBack: false });
  if (refundable.state !== 'refundable') return [];
  return [{ kind: 'run', label: words.button, run: askForRefund(order.orderId, fieldsFor(refundable)) }];
}

/** What the form asks: nothing of goods that were not shipped. */
export function fieldsFor({ goodsStatus }: Extract<Refundable, { state: 'refundable' }>) {
  return goodsStatus === 'refundWaitSellerSend' ? unshippedFields : claimFields;
}

/** Why nothing of this order can be asked back, and what to do instead. */
export function notRefundableCard(
  refundable: Exclude<Refundable, { state: 'refundable' }>,
  order: Order,
  words: Words,
): Card {
  const { create } = words.refunds;
  const details = detailsAction(order.orderId, words);
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

/** The button that shows the order of a refund. */
export function detailsAction(orderId: string, { orders }: Words): Action {
  return { kind: 'run', label: orders.details, run: orderShow.call({ id: orderId }) };
}
