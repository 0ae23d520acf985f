import { z } from 'zod';
import { bounds } from '../bounds.ts';

/*
 * Refunds at 1688. The request that asks for one is a sibling's; the others have 1688's field names, and every path is
 * inferred (xport-api.md, sections 2 and 5).
 */

/** How far the goods have come when a refund is asked for, in 1688's words. */
const goodsStatuses = [
  'refundWaitSellerSend',
  'refundWaitBuyerReceive',
  'refundBuyerReceived',
  'aftersaleBuyerNotReceived',
  'aftersaleBuyerReceived',
] as const;
export type GoodsStatus = (typeof goodsStatuses)[number];

export interface RefundReasonsRequest {
  readonly orderId: string;
  readonly orderEntryIds: readonly string[];
  readonly goodsStatus: GoodsStatus;
}

export interface VoucherRequest {
  readonly imageBase64: string;
}

export interface RefundCreateRequest extends RefundReasonsRequest {
  readonly disputeRequest: 'refund' | 'returnRefund';
  /** Fen. */
  readonly applyPayment: number;
  /** Fen of freight. */
  readonly applyCarriage: number;
  readonly applyReasonId: string;
  /** 2 to 150 characters. */
  readonly description: string;
  readonly vouchers?: readonly string[] | undefined;
}

export interface GoodsReturnRequest {
  readonly refundId: string;
  /** As `refund.carriers` names it. */
  readonly logisticsCompanyNo: string;
  readonly freightBill: string;
  readonly description?: string | undefined;
  readonly vouchers?: readonly string[] | undefined;
}

const orderId = z.string().regex(/^\d{1,20}$/);
const orderEntryIds = z.array(orderId).min(1).max(bounds.goods).readonly();
const goodsStatus = z.enum(goodsStatuses);
const vouchers = z.array(z.string().min(1)).max(bounds.vouchers).readonly().optional();

export const reasonsRequest = z.object({ orderId, orderEntryIds, goodsStatus }).readonly();
export const voucherRequest = z.object({ imageBase64: z.string().min(1) }).readonly();
export const createRequest = z
  .object({
    orderId,
    orderEntryIds,
    goodsStatus,
    disputeRequest: z.enum(['refund', 'returnRefund']),
    applyPayment: z.int().min(0),
    applyCarriage: z.int().min(0),
    applyReasonId: z.string().regex(/^\d{1,20}$/),
    description: z.string().min(2).max(150),
    vouchers,
  })
  .readonly();
export const returnRequest = z
  .object({
    refundId: z.string().regex(/^[A-Za-z0-9]{1,40}$/),
    logisticsCompanyNo: z.string().min(1).max(40),
    freightBill: z.string().min(1).max(40),
    description: z.string().max(150).optional(),
    vouchers,
  })
  .readonly();
export const carriersRequest = z.object({}).readonly();
