import type { Offer, Sku } from '../catalogue.ts';

export type {} from '../catalogue.ts';

/** An order of the sandbox. Money is integer fen, times are ms since 1970 UTC. */
export interface SandboxOrder {
  /** 19 digits, beyond 2^53. */
  readonly orderId: string;
  readonly orderNo: string;
  /** The sub-account that it was placed for. */
  readonly userId: string;
  /** All of one seller. */
  readonly lines: readonly [SandboxOrderLine, ...SandboxOrderLine[]];
  readonly status: SandboxStatus;
  readonly productFen: number;
  readonly shippingFen: number;
  /** What is paid beyond goods and freight. */
  readonly feeFen: number;
  readonly refundFen: number;
  readonly refund: SandboxRefund | undefined;
  readonly closeReason: string | undefined;
  readonly parcel: SandboxParcel | undefined;
  readonly times: SandboxTimes;
  /** Of the last change. */
  readonly changedAt: number;
}

/** So many of one kind of an offer. */
export interface SandboxOrderLine {
  readonly offer: Offer;
  /** Undefined where the offer has none. */
  readonly sku: Sku | undefined;
  readonly quantity: number;
  /** Of one piece, when it was ordered. */
  readonly pieceFen: number;
}

/** 1688's own words; the partner's for them where they are documented are in messages.ts. */
export type SandboxStatus =
  | 'waitbuyerpay'
  | 'waitsellersend'
  | 'waitbuyerreceive'
  | 'confirm_goods'
  | 'success'
  | 'cancel'
  | 'terminated';

interface SandboxRefund {
  readonly refundId: string;
  readonly status: 'waitselleragree' | 'waitbuyersend' | 'waitsellerreceive' | 'refundsuccess';
  readonly amountFen: number;
}

export interface SandboxParcel {
  readonly logisticsId: string;
  readonly carrier: string;
  readonly mailNo: string;
  /** Oldest first. */
  readonly trace: readonly { readonly at: number; readonly state: ParcelState; readonly remark: string }[];
}

/** As the partner's logistics messages name it. */
export type ParcelState = 'CONSIGN' | 'ACCEPT' | 'TRANSPORT' | 'DELIVERING' | 'SIGN';

interface SandboxTimes {
  readonly created: number;
  readonly paid?: number;
  readonly shipped?: number;
  readonly received?: number;
  readonly done?: number;
}

/** What can happen to an order. */
export const orderSteps = [
  'pay',
  'price',
  'ship',
  'move',
  'arrive',
  'receive',
  'finish',
  'cancel',
  'refund',
  'refunded',
] as const;
export type OrderStep = (typeof orderSteps)[number];

/** What the buyer pays in all, in fen. */
export function totalFen(order: SandboxOrder): number {
  return order.productFen + order.shippingFen + order.feeFen;
}

/** The numbers of its lines, in their order: the first one's is the order's own. */
export function entryIds({ orderId, lines }: SandboxOrder): readonly string[] {
  return lines.map((_, index) => String(BigInt(orderId) + BigInt(index)));
}
