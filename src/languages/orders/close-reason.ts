/**
 * Why an order was closed, by what 1688 documents: alibaba.trade.get.buyerView-1, closeReason (`buyerCancel`,
 * `sellerGoodsLack`, `other`) and closeOperateType (`CLOSE_TRADE_BY_…`, its spelling included), read on 2026-11-29; and by
 * the partner's own word for a buyer's cancelling (D).
 */
export const closeReasons = [
  'buyercancel',
  'sellercancel',
  'sellergoodslack',
  'timeout',
  'refund',
  'other',
  'closetradebybuyer',
  'closetradebyseller',
  'closetradebysystem',
  'closetradebybops',
  'closetradebycreadit',
] as const;
export type CloseReason = (typeof closeReasons)[number];

/** The partner's word for a reason, in any spelling: `buyerCancel` and `BUYER_CANCEL` are one; `undefined` for another. */
export function closeReasonOf(raw: string): CloseReason | undefined {
  const key = raw.replaceAll(/[\s_-]+/g, '').toLowerCase();
  return closeReasons.find((reason) => reason === key);
}
