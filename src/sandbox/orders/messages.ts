import { chinaTime } from '../endpoints/endpoint.ts';
import { type OrderStep, type SandboxOrder, totalFen } from './order.ts';

/** A message as the partner pushes it, before it is signed. */
export interface SandboxMessage {
  readonly messageType: string;
  /** JSON text within the JSON, as documented. */
  readonly messageBody: string;
  /** 1: 1688. */
  readonly messagePlatform: 1;
  readonly timestamp: string;
}

/**
 * What the partner pushes when `step` was taken: its documented types with its own body where there are such, else
 * 1688's types and bodies, whose ids are numbers beyond 2^53.
 */
export function messagesOf(
  order: SandboxOrder,
  step: OrderStep | 'create' | 'returned',
  now: number,
): readonly SandboxMessage[] {
  const message = (messageType: string, messageBody: string): SandboxMessage => ({
    messageType,
    messageBody,
    messagePlatform: 1,
    timestamp: String(now),
  });
  switch (step) {
    case 'create':
      return [message('ORDER_CREATE', partnerBody(order))];
    case 'pay':
      return [message('ORDER_PAY_SUCCESS', partnerBody(order))];
    case 'price':
      return [message('ORDER_BUYER_VIEW_ORDER_PRICE_MODIFY', partnerBody(order))];
    case 'cancel':
      return [message('ORDER_CANCEL', partnerBody(order))];
    case 'ship':
      return [
        message('ORDER_BUYER_VIEW_ANNOUNCE_SENDGOODS', partnerBody(order)),
        message(trace, logisticsBody(order)),
      ];
    case 'move':
    case 'arrive':
      return [message(trace, logisticsBody(order))];
    case 'receive':
      return [message('ORDER_BUYER_VIEW_ORDER_COMFIRM_RECEIVEGOODS', wrappedBody(order))];
    case 'finish':
      return [message('ORDER_BUYER_VIEW_ORDER_SUCCESS', wrappedBody(order))];
    case 'refund':
      return [message('ORDER_BUYER_VIEW_ORDER_BUYER_REFUND', refundBody(order, 'BUYER_APPLY_REFUND'))];
    case 'returned':
      return [message('ORDER_BUYER_VIEW_ORDER_BUYER_REFUND', refundBody(order, 'BUYER_SEND_GOODS'))];
    case 'refunded':
      return [
        message('ORDER_BUYER_VIEW_ORDER_BUYER_REFUND', refundBody(order, 'SELLER_AGREE_REFUND')),
        ...(order.status === 'terminated'
          ? [message('ORDER_BUYER_VIEW_ORDER_SELLER_CLOSE', wrappedBody(order))]
          : []),
      ];
  }
}

const trace = 'LOGISTICS_BUYER_VIEW_TRACE';

/** The partner's words for a status, where they are documented or inferred; 1688's own for the others. */
const partnerStatus: Readonly<Partial<Record<SandboxOrder['status'], string>>> = {
  waitbuyerpay: 'WAITING_FOR_PAYMENT',
  waitsellersend: 'WAITING_FOR_SENT',
  waitbuyerreceive: 'HAS_BEEN_SENT',
  cancel: 'CANCEL',
};

/** 1688's numbers: 1 unpaid, 2 paid, 4 refunded, 6 settled, 8 cancelled unpaid. */
const payStatus: Readonly<Record<SandboxOrder['status'], number>> = {
  waitbuyerpay: 1,
  waitsellersend: 2,
  waitbuyerreceive: 2,
  confirm_goods: 2,
  success: 6,
  cancel: 8,
  terminated: 4,
};

function partnerBody(order: SandboxOrder): string {
  return JSON.stringify({
    orderId: order.orderId,
    orderNo: order.orderNo,
    orderStatus: partnerStatus[order.status] ?? order.status,
    payStatus: payStatus[order.status],
    totalAmount: totalFen(order),
    shippingFee: order.shippingFen,
    productAmount: order.productFen,
    refundAmount: order.refundFen,
    refundStatus: order.refund?.status ?? null,
    closeReason: order.closeReason ?? null,
    tbCreateTime: chinaTime(order.times.created),
    payTime: order.times.paid === undefined ? null : chinaTime(order.times.paid),
  });
}

function wrappedBody({ orderId, status, changedAt }: SandboxOrder): string {
  const rest = JSON.stringify({
    currentStatus: status,
    msgSendTime: chinaTime(changedAt),
    buyerMemberId: 'b2b-1700000000000',
    sellerMemberId: 'b2b-2200000000000',
  });
  // A number that JavaScript can't hold, as 1688 sends it: written by hand.
  return `{"orderId":${orderId},${rest.slice(1)}`;
}

function refundBody(
  { orderId, refund, productFen, shippingFen }: SandboxOrder,
  refundAction: string,
): string {
  return JSON.stringify({
    refundId: refund?.refundId ?? '',
    orderId,
    refundAction,
    operator: refundAction.startsWith('BUYER') ? 'buyer' : 'seller',
    refundAmount: refund?.amountFen ?? productFen + shippingFen,
  });
}

function logisticsBody({ orderId, parcel }: SandboxOrder): string {
  const last = parcel?.trace.at(-1);
  const model = JSON.stringify({
    logisticsId: parcel?.logisticsId ?? '',
    cpCode: parcel?.carrier ?? '',
    mailNo: parcel?.mailNo ?? '',
    statusChanged: last?.state ?? 'CONSIGN',
    changeTime: chinaTime(last?.at ?? 0),
  });
  const entry = `{"orderId":${orderId},"orderEntryId":${orderId}}`;
  return `{"OrderLogisticsTracingModel":{${model.slice(1, -1)},"orderLogsItems":[${entry}]}}`;
}
