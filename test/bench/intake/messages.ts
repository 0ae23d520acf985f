import { createHmac } from 'node:crypto';
import { account } from '../scene.ts';

/** The `Authorization` of a pushed message: HMAC-SHA256 over access key and raw body, in lower-case hex. */
export function signatureOf(body: string | Buffer): string {
  return createHmac('sha256', account.accessSecret).update(account.accessKey).update(body).digest('hex');
}

/**
 * The body of message `number`: an order of its own for each, as the partner documents `ORDER_CREATE`, or, with
 * `orders`, news of one of so many orders.
 */
export function bodyOf(number: number, orders = Number.POSITIVE_INFINITY): string {
  const order = number % orders;
  const messageBody = JSON.stringify({
    orderId: `33${String(order).padStart(17, '0')}`,
    orderNo: `PO${order}`,
    orderStatus: 'WAITING_FOR_PAYMENT',
    payStatus: 1,
    totalAmount: 10_000 + (number % 900),
    shippingFee: 500,
    productAmount: 9500 + (number % 900),
    refundAmount: 0,
    refundStatus: null,
    closeReason: null,
    tbCreateTime: '2026-05-20 15:40:00',
    payTime: null,
  });
  const timestamp = String(1_779_263_269_913 + number);
  return JSON.stringify({ messageType: 'ORDER_CREATE', messageBody, messagePlatform: 1, timestamp });
}

/** The whole HTTP request, so that sending it costs the load generator next to nothing. */
export function requestOf(number: number, host: string, path: string): Buffer {
  return requestWith(bodyOf(number), host, path);
}

/** {@link requestOf} with a body of one's own. */
export function requestWith(body: string, host: string, path: string): Buffer {
  return Buffer.from(
    [
      `POST ${path} HTTP/1.1`,
      `host: ${host}`,
      'content-type: application/json',
      `authorization: ${signatureOf(body)}`,
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
