import { z } from 'zod';
import { bounds } from './bounds.ts';
import type { Endpoint } from './endpoint.ts';
import { code, decimal, id, list, maybe, quantity, record, text, time } from './fields.ts';
import { type Page, page } from './pages.ts';

export interface PurchasePageRequest {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** Taobao's code, such as 10 for an order that awaits its shipment. */
  readonly status?: number | undefined;
}

const part = record({
  itemId: maybe(id),
  title: maybe(text),
  skuName: maybe(text),
  picUrl: maybe(text),
  quantity: maybe(quantity),
  price: maybe(decimal),
  refundStatus: maybe(code),
});

const purchase = record({
  orderId: maybe(id),
  purchaseId: maybe(id),
  purchaseOrderId: maybe(id),
  id: maybe(id),
  orderNo: maybe(text),
  outOrderId: maybe(text),
  status: maybe(code),
  orderStatus: maybe(code),
  createTime: maybe(time),
  payTime: maybe(time),
  shippedTime: maybe(time),
  /** Yuan or fen: not known. */
  totalAmount: maybe(decimal),
  /** Yuan or fen: not known. */
  shippingFee: maybe(decimal),
  refundStatus: maybe(code),
  mailNo: maybe(text),
  shopName: maybe(text),
  subOrderList: list(part, bounds.goods),
});

/** An order at Taobao. Only the status codes are documented; every field name is inferred, and may be missing. */
export type TaobaoPurchase = z.output<typeof purchase>;

const namedPurchase = purchase.refine(
  (given) => (given.orderId ?? given.purchaseId ?? given.purchaseOrderId ?? given.id) !== undefined,
);

/** Orders at Taobao, a page at a time. The path is documented, its request and answer could not be read. */
export const purchasePage: Endpoint<PurchasePageRequest, Page<TaobaoPurchase>> = {
  name: 'purchase.page',
  path: '/open/purchase/page',
  confidence: 'D',
  effect: 'read',
  kept: 'never',
  request: z
    .object({ page: z.int().min(1), pageSize: z.int().min(1), status: z.int().optional() })
    .readonly(),
  data: page(namedPurchase),
  example: { page: 1, pageSize: 20 },
};
