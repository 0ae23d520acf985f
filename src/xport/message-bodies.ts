import { z } from 'zod';
import { bounds } from './bounds.ts';
import { code, id, maybe, record, text, time, whole } from './fields.ts';

/** What a message says of one order: the partner's own body, 1688's, or that of a refund. All but the id may be missing. */
export interface OrderBody {
  readonly about: 'order';
  readonly orderId: string;
  readonly orderNo?: string | undefined;
  /** The partner's word, 1688's word, or Taobao's code. */
  readonly status?: string | undefined;
  readonly payStatus?: string | undefined;
  readonly totalFen?: number | undefined;
  readonly shippingFen?: number | undefined;
  readonly productFen?: number | undefined;
  readonly refundFen?: number | undefined;
  readonly refundStatus?: string | undefined;
  readonly refundId?: string | undefined;
  readonly refundAction?: string | undefined;
  readonly closeReason?: string | undefined;
  /** Ms since 1970 UTC, like every time here. */
  readonly createdAt?: number | undefined;
  readonly paidAt?: number | undefined;
  readonly sentAt?: number | undefined;
  readonly sellerId?: string | undefined;
}

/** News of a parcel, which may hold several orders. */
interface ParcelBody {
  readonly about: 'parcel';
  readonly orderIds: readonly string[];
  readonly mailNo: string;
  /** The number that `mailNo` stands in for now. */
  readonly oldMailNo?: string | undefined;
  readonly carrier?: string | undefined;
  /** `CONSIGN`, `SIGN` and so on. */
  readonly status?: string | undefined;
  readonly changedAt?: number | undefined;
}

/** What came of paying several orders at once. */
export interface PaymentsBody {
  readonly about: 'payments';
  readonly payments: readonly { readonly orderId: string; readonly status?: string | undefined }[];
}

/** Of no form that is known; the orders that it names, where it does. */
interface UnknownBody {
  readonly about: 'unknown';
  readonly orderIds: readonly string[];
}

export type MessageBody = OrderBody | ParcelBody | PaymentsBody | UnknownBody;

/** The documented body (D), 1688's (O: currentStatus and below) and the refund's (D in part) in one: none has all of it. */
const orderBody = record({
  orderId: id,
  orderNo: maybe(text),
  orderStatus: maybe(code),
  payStatus: maybe(code),
  /** Fen. */
  totalAmount: maybe(whole),
  /** Fen. */
  shippingFee: maybe(whole),
  /** Fen. */
  productAmount: maybe(whole),
  /** Fen. */
  refundAmount: maybe(whole),
  refundStatus: maybe(code),
  closeReason: maybe(text),
  tbCreateTime: maybe(time),
  payTime: maybe(time),
  currentStatus: maybe(code),
  msgSendTime: maybe(time),
  sellerMemberId: maybe(text),
  refundId: maybe(code),
  refundAction: maybe(text),
});

/** 1688's logistics messages (O). */
const tracing = record({
  OrderLogisticsTracingModel: record({
    mailNo: text,
    cpCode: maybe(text),
    statusChanged: maybe(text),
    changeTime: maybe(time),
  }),
});
const renumbering = record({
  MailNoChangeModel: record({
    newMailNo: text,
    oldMailNo: maybe(text),
    newCpCode: maybe(text),
    eventTime: maybe(time),
  }),
});

/** 1688's `ORDER_BATCH_PAY` (O). */
const batchPay = record({
  batchPay: z
    .array(record({ orderId: id, status: maybe(code) }))
    .min(1)
    .max(bounds.orders),
});

/** Reads the parsed body of a message by its form, whatever its type says; `undefined` where it names too many orders. */
export function readMessageBody(body: unknown): MessageBody | undefined {
  const order = orderBody.safeParse(body).data;
  if (order !== undefined) {
    return {
      about: 'order',
      orderId: order.orderId,
      orderNo: filled(order.orderNo),
      status: filled(order.orderStatus) ?? filled(order.currentStatus),
      payStatus: filled(order.payStatus),
      totalFen: amount(order.totalAmount),
      shippingFen: amount(order.shippingFee),
      productFen: amount(order.productAmount),
      refundFen: amount(order.refundAmount),
      refundStatus: filled(order.refundStatus),
      refundId: filled(order.refundId),
      refundAction: filled(order.refundAction),
      closeReason: filled(order.closeReason),
      createdAt: order.tbCreateTime,
      paidAt: order.payTime,
      sentAt: order.msgSendTime,
      sellerId: filled(order.sellerMemberId),
    };
  }
  const orderIds = orderIdsIn(body);
  if (orderIds === undefined) return undefined;
  return parcelBody(body, orderIds) ?? paymentsBody(body) ?? { about: 'unknown', orderIds };
}

function parcelBody(body: unknown, orderIds: readonly string[]): ParcelBody | undefined {
  const traced = tracing.safeParse(body).data?.OrderLogisticsTracingModel;
  if (traced !== undefined && traced.mailNo !== '') {
    return {
      about: 'parcel',
      orderIds,
      mailNo: traced.mailNo,
      carrier: filled(traced.cpCode),
      status: filled(traced.statusChanged),
      changedAt: traced.changeTime,
    };
  }
  const renumbered = renumbering.safeParse(body).data?.MailNoChangeModel;
  if (renumbered === undefined || renumbered.newMailNo === '') return undefined;
  return {
    about: 'parcel',
    orderIds,
    mailNo: renumbered.newMailNo,
    oldMailNo: filled(renumbered.oldMailNo),
    carrier: filled(renumbered.newCpCode),
    changedAt: renumbered.eventTime,
  };
}

function paymentsBody(body: unknown): PaymentsBody | undefined {
  const payments = batchPay.safeParse(body).data?.batchPay;
  return payments === undefined ? undefined : { about: 'payments', payments };
}

/** Each id that stands under a name for order ids, anywhere in `body`, once and in order; `undefined` for too many. */
function orderIdsIn(body: unknown): readonly string[] | undefined {
  const found = new Set<string>();
  let longest = 0;
  const take = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(take);
    const written = (text.safeParse(value).data ?? '').split(',');
    longest = Math.max(longest, written.length);
    for (const each of written) {
      const read = id.safeParse(each.trim()).data;
      if (read !== undefined) found.add(read);
    }
  };
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) longest = Math.max(longest, value.length);
    for (const [name, below] of Object.entries(value)) {
      if (/^(?:(?:trade|main|biz|purchase)?order|purchase)_?ids?$/i.test(name)) take(below);
      visit(below);
    }
  };
  visit(body);
  return longest > bounds.orders || found.size > bounds.orders ? undefined : [...found].sort();
}

/** Empty text says nothing. */
function filled(given: string | undefined): string | undefined {
  return given === undefined || given.trim() === '' ? undefined : given;
}

function amount(given: number | undefined): number | undefined {
  return given !== undefined && given >= 0 ? given : undefined;
}
