import { printChinaTime } from '../../../src/xport/china-time.ts';

/** What is told of an order here, and the partner's words for it. */
const happenings = {
  created: { type: 'ORDER_CREATE', status: 'WAITING_FOR_PAYMENT', payStatus: 1 },
  paid: { type: 'ORDER_PAY_SUCCESS', status: 'WAITING_FOR_SHIPMENT', payStatus: 2 },
  price: { type: 'ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY', status: 'WAITING_FOR_PAYMENT', payStatus: 1 },
} as const;
export type Happening = keyof typeof happenings;

export function orderIdOf(order: number): string {
  return `33${String(order).padStart(17, '0')}`;
}

/** Every order of {@link orderIdOf} that stands in `text`. */
export function ordersIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/33\d{17}/g));
}

/** A message about order `order` as the partner documents it, sent at `sentAt` (ms since 1970 UTC). */
export function newsOf(order: number, happening: Happening, sentAt: number): string {
  const { type, status, payStatus } = happenings[happening];
  const cheaper = happening === 'price' ? 100 : 0;
  const messageBody = JSON.stringify({
    orderId: orderIdOf(order),
    orderNo: `PO${order}`,
    orderStatus: status,
    payStatus,
    totalAmount: 10_000 - cheaper,
    shippingFee: 500,
    productAmount: 9500 - cheaper,
    refundAmount: 0,
    refundStatus: null,
    closeReason: null,
    tbCreateTime: printChinaTime(sentAt),
    payTime: happening === 'paid' ? printChinaTime(sentAt) : null,
  });
  return JSON.stringify({ messageType: type, messageBody, messagePlatform: 1, timestamp: String(sentAt) });
}
