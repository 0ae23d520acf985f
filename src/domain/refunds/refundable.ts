import type { GoodsStatus } from '../../xport/client.ts';
import type { Order, Phase } from '../orders/order.ts';
import { phaseByFacts } from '../orders/status.ts';

/** What of an order can be asked back now. */
export type Refundable =
  | { readonly state: 'refundable'; readonly mostFen: number; readonly goodsStatus: GoodsStatus }
  /** It is not paid, as far as is known, or over. */
  | { readonly state: 'not now' }
  | { readonly state: 'refund under way' }
  /** All that was paid is back already. */
  | { readonly state: 'nothing left' }
  /** The amount that was paid is not known for certain: nothing is asked by a guess. */
  | { readonly state: 'unsure' }
  /** Goods that were never shipped can't be sent back. */
  | { readonly state: 'nothing to send back' }
  /** Only 1688's orders can be asked about here. */
  | { readonly state: 'other market' };

const onTheWay: readonly Phase[] = ['partly shipped', 'shipped', 'arrived'];

/**
 * How much of `order` can be asked back, and how far its goods have come in 1688's words. A buyer who has goods that still
 * count as on their way, or has none of an order that counts as done, says so by `received`.
 */
export function refundableOf(
  order: Order,
  { received, sendsBack }: { readonly received: boolean | undefined; readonly sendsBack: boolean },
): Refundable {
  if (order.market !== '1688') return { state: 'other market' };
  const goodsStatus =
    order.phase === 'unknown' ? goodsByFacts(order, received) : goodsStatusOf(order.phase, received);
  if (goodsStatus === undefined) return { state: 'not now' };
  if (sendsBack && goodsStatus === 'refundWaitSellerSend') return { state: 'nothing to send back' };
  const { refund, refunds = [], totalFen, refundFen = 0 } = order;
  const states = [refund, ...refunds].flatMap((each) => each?.state ?? []);
  if (states.some((state) => ['asked', 'agreed', 'returning'].includes(state))) {
    return { state: 'refund under way' };
  }
  if (totalFen === undefined || order.moneyUnsure) return { state: 'unsure' };
  const isBack = states.includes('refunded');
  const mostFen = totalFen - (isBack ? refundFen : 0);
  return mostFen > 0 ? { state: 'refundable', mostFen, goodsStatus } : { state: 'nothing left' };
}

function goodsStatusOf(phase: Phase, received: boolean | undefined): GoodsStatus | undefined {
  if (phase === 'awaiting shipment') return 'refundWaitSellerSend';
  if (onTheWay.includes(phase)) return received === true ? 'refundBuyerReceived' : 'refundWaitBuyerReceive';
  if (phase === 'received') return 'refundBuyerReceived';
  if (phase !== 'done') return undefined;
  return received === false ? 'aftersaleBuyerNotReceived' : 'aftersaleBuyerReceived';
}

/** Where the status says nothing, what is known of the payment does, and of the goods what the buyer says. */
function goodsByFacts({ passed }: Order, received: boolean | undefined): GoodsStatus | undefined {
  const phase = phaseByFacts(passed);
  return phase === 'awaiting shipment' && received === true
    ? 'refundBuyerReceived'
    : goodsStatusOf(phase, received);
}

/** An amount as goods and freight, in fen: freight only where the goods alone do not come to it. */
export function splitAmount(
  amountFen: number,
  { totalFen = 0, shippingFen = 0 }: Pick<Order, 'totalFen' | 'shippingFen'>,
): { readonly applyPayment: number; readonly applyCarriage: number } {
  const applyPayment = Math.min(amountFen, Math.max(0, totalFen - shippingFen));
  return { applyPayment, applyCarriage: amountFen - applyPayment };
}
