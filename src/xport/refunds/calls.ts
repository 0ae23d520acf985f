import type { CallOptions } from '../call.ts';
import type { Endpoint, PartnerAnswer } from '../endpoint.ts';
import type { Page } from '../pages.ts';
import type { AnswerReading, Scope } from '../read-answer.ts';
import { type Carrier, carriers, created, type RefundReason, reasons, returned, voucher } from './answers.ts';
import {
  carriersRequest,
  createRequest,
  type GoodsReturnRequest,
  type RefundCreateRequest,
  type RefundReasonsRequest,
  reasonsRequest,
  returnRequest,
  type VoucherRequest,
  voucherRequest,
} from './requests.ts';

const order = { orderId: '3305075341149134260', orderEntryIds: ['3305075341149134260'] };

/** Why money can be asked back, for goods that have come so far. */
const refundReasons: Endpoint<RefundReasonsRequest, Page<RefundReason>> = {
  name: 'refund.reasons',
  path: '/alibaba/ka/refund/reason/list',
  confidence: 'I',
  effect: 'read',
  kept: 'never',
  request: reasonsRequest,
  data: reasons,
  example: { ...order, goodsStatus: 'refundWaitSellerSend' },
};

/** Keeps a picture that proves something, for a refund to name. */
const refundVoucher: Endpoint<VoucherRequest, { readonly voucher: string }> = {
  name: 'refund.voucher.upload',
  path: '/alibaba/ka/refund/voucher/upload',
  confidence: 'I',
  effect: 'write',
  kept: 'never',
  request: voucherRequest,
  data: voucher,
  example: { imageBase64: 'iVBORw0KGgo=' },
};

/** Asks for money back. */
const refundCreate: Endpoint<RefundCreateRequest, { readonly refundId: string | undefined }> = {
  name: 'refund.create',
  path: '/alibaba/ka/refund/detail/create',
  confidence: 'I',
  effect: 'write',
  kept: 'never',
  request: createRequest,
  data: created,
  example: {
    ...order,
    goodsStatus: 'refundWaitSellerSend',
    disputeRequest: 'refund',
    applyPayment: 5800,
    applyCarriage: 0,
    applyReasonId: '20006',
    description: '不想要了',
  },
};

/** Says with which parcel goods go back. */
const refundReturn: Endpoint<GoodsReturnRequest, { readonly done: boolean }> = {
  name: 'refund.goods.return',
  path: '/alibaba/ka/refund/goods/return',
  confidence: 'I',
  effect: 'write',
  kept: 'never',
  request: returnRequest,
  data: returned,
  example: { refundId: 'TQ123456789012', logisticsCompanyNo: 'YTO', freightBill: 'YT7565691026776' },
};

/** With whom goods can be sent back. */
const refundCarriers: Endpoint<Record<never, never>, Page<Carrier>> = {
  name: 'refund.carriers',
  path: '/alibaba/ka/refund/logistics/companies',
  confidence: 'I',
  effect: 'read',
  kept: 'product',
  request: carriersRequest,
  data: carriers,
  example: {},
};

export const refundEndpoints = [
  refundReasons,
  refundVoucher,
  refundCreate,
  refundReturn,
  refundCarriers,
] as const;

/** Refunds. */
export interface RefundCalls {
  reasons(request: RefundReasonsRequest, scope: Scope): Promise<PartnerAnswer<Page<RefundReason>>>;
  uploadVoucher(
    request: VoucherRequest,
    caller: CallOptions,
  ): Promise<PartnerAnswer<{ readonly voucher: string }>>;
  create(
    request: RefundCreateRequest,
    caller: CallOptions,
  ): Promise<PartnerAnswer<{ readonly refundId: string | undefined }>>;
  returnGoods(
    request: GoodsReturnRequest,
    caller: CallOptions,
  ): Promise<PartnerAnswer<{ readonly done: boolean }>>;
  /** Kept for a while: they are asked for with every letter that a person types. */
  carriers(scope: Scope): Promise<PartnerAnswer<Page<Carrier>>>;
}

export function createRefundCalls(
  reading: <Request, Data>(endpoint: Endpoint<Request, Data>) => AnswerReading<Request, Data>,
  write: <Request, Data>(
    endpoint: Endpoint<Request, Data>,
    request: Request,
    caller: CallOptions,
  ) => Promise<PartnerAnswer<Data>>,
): RefundCalls {
  const readCarriers = reading(refundCarriers);
  return {
    reasons: reading(refundReasons),
    uploadVoucher: (request, caller) => write(refundVoucher, request, caller),
    create: (request, caller) => write(refundCreate, request, caller),
    returnGoods: (request, caller) => write(refundReturn, request, caller),
    carriers: (scope) => readCarriers({}, scope),
  };
}
