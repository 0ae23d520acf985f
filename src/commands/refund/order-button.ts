import { refundableOf } from '../../aftersale/refundable.ts';
import type { Action } from '../../chat/card.ts';
import type { RefundWords } from '../../languages/en/refunds.ts';
import type { Order } from '../../orders/order.ts';

/** The button on an order's card that begins a refund, where something of it can be asked back. */
export function refundActions(order: Order, words: RefundWords): readonly Action[] {
  const { state } = refundableOf(order, { received: undefined, sendsBack: false });
  if (state !== 'refundable') return [];
  const run = { command: 'refund reasons', arguments: { id: order.orderId } };
  return [{ kind: 'run', label: words.button, run }];
}
