/*
 * What the codes of a refusal mean. The partner's own are not documented: those of five digits are the sandbox's, words
 * and 500_2 are 1688's. A code that is not here is told as it is; a card names code, message and request id in any case.
 */

const meanings = {
  '40000': 'call',
  '40400': 'call',
  '40500': 'call',
  '41300': 'call',
  '41500': 'call',
  '40001': 'field',
  '40002': 'quantity',
  '40003': 'district code',
  '40004': 'phone',
  '40005': 'province',
  '40006': 'lot',
  '40007': 'picture',
  '40008': 'picture size',
  '40009': 'picture host',
  '40017': 'country',
  '40018': 'weight',
  '40019': 'field',
  '40020': 'refund amount',
  '40021': 'sellers',
  '40101': 'account',
  '40102': 'account',
  '40103': 'timestamp',
  '40104': 'clock',
  '40105': 'nonce',
  '40106': 'account',
  '40107': 'nonce',
  '40108': 'query signature',
  '40109': 'user',
  '40301': 'seller',
  '40401': 'offer',
  '40402': 'offer withdrawn',
  '40403': 'variant',
  '40404': 'order',
  '40405': 'refund',
  '40406': 'category',
  '40407': 'address',
  '40408': 'picture gone',
  '40413': 'quote',
  '40409': 'service',
  '40410': 'shipment',
  '40411': 'refund reason',
  '40412': 'carrier',
  '40901': 'order state',
  '40902': 'refund under way',
  '40903': 'quote',
  '42900': 'too often',
  '50000': 'broken',
  '500_2': 'not shipped',
  CLOSE_ORDER_TOO_FAST: 'cancelled too soon',
} as const;

export type CodeMeaning = (typeof meanings)[keyof typeof meanings];

/** What to do about each meaning, in one language. */
export type CodeWords = { readonly [M in CodeMeaning]: string };

const byCode: ReadonlyMap<string, CodeMeaning> = new Map(Object.entries(meanings));

/** What a refusal's code means, where that is known. */
export function meaningOf(code: string): CodeMeaning | undefined {
  return byCode.get(code);
}

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
