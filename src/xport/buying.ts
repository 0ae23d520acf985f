import { z } from 'zod';
import { bounds } from './bounds.ts';
import type { Endpoint } from './endpoint.ts';
import { code, flagField, id, list, maybe, record, text, whole } from './fields.ts';
import { webSite } from './orders.ts';

/*
 * Buying at 1688. The preview is documented by the partner, request and answer; of the others only paths, with fields
 * from 1688's and a sibling's documents (xport-api.md, section 5). Amounts are whole fen. What is written is never sent
 * again by this client: the caller has to look whether it happened.
 */

/** Where goods go: an address that the account keeps, or one written out. */
type AddressParam =
  | { readonly addressId: string }
  | {
      readonly fullName: string;
      readonly mobile: string;
      readonly phone: string;
      readonly postCode: string;
      readonly provinceText: string;
      readonly cityText: string;
      readonly areaText: string;
      readonly townText: string;
      readonly address: string;
      readonly districtCode: string;
    };

export interface Cargo {
  readonly offerId: string;
  /** 32 hex digits; absent where the offer has no SKUs. */
  readonly specId?: string | undefined;
  readonly quantity: number;
}

export interface OrderPreviewRequest {
  /** The kind of trade, of the partner's own example. */
  readonly flow: string;
  readonly addressParam: AddressParam;
  /** Of one seller. */
  readonly cargoParamList: readonly Cargo[];
}

export interface OrderCreateRequest extends OrderPreviewRequest {
  /** The buyer's own number. Whether a repeat of it is refused is not known. */
  readonly outOrderId: string;
}

export interface OrderPayRequest {
  readonly orderId: string;
}

export const cancelReasons = ['buyerCancel', 'sellerGoodsLack', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

export interface OrderCancelRequest {
  readonly webSite: string;
  readonly orderId: string;
  readonly cancelReason: CancelReason;
}

/** The trade that the partner's documented example names. */
export const flow = 'fenxiaonew';

/** An amount that must be there: one that is missing or odd is no amount to confirm an order by. */
const fen = whole.refine((value) => value >= 0);

const part = record({
  sumCarriage: fen,
  sumPaymentNoCarriage: fen,
  /** The two above together. */
  sumPayment: fen,
  /** What there is to pay; more than `sumPayment` in the documented example. */
  sumTotalPayment: fen,
  orderItemTOList: list(
    record({
      offerId: maybe(id),
      specId: maybe(text),
      finalUnitPrice: maybe(whole),
      amount: maybe(whole),
      message: maybe(text),
    }),
    bounds.goods,
  ),
});

/** One of the orders that the preview splits into. */
export type PreviewPart = z.output<typeof part>;

const preview = z
  .transform((given): unknown =>
    typeof given === 'object' && given !== null && !Array.isArray(given) ? [given] : given,
  )
  .pipe(z.array(part).min(1).max(bounds.orders).readonly());

const created = record({
  /** Absent where the order was split. */
  orderId: maybe(id),
  totalSuccessAmount: maybe(whole),
  failedOfferList: list(
    record({
      offerId: maybe(id),
      specId: maybe(text),
      errorCode: maybe(code),
      errorMessage: maybe(text),
    }),
    bounds.goods,
  ),
  orderList: list(record({ orderId: maybe(id) }), bounds.orders),
});

/** What came of creating: some of it may have failed although the call succeeded. */
export type OrderCreated = z.output<typeof created>;

const paid = record({
  /** Debited by an agreement, without a link. */
  protocolPaySuccess: maybe(flagField),
  /** 1688's cashier: raw and untrusted. */
  payUrl: maybe(text),
  /** How many orders can't be paid; their form is not documented. */
  cantPayOrderList: list(z.unknown(), bounds.orders).transform((given): number => given.length),
});

export type OrderPaid = z.output<typeof paid>;

/** Without data, or with any that doesn't say no, it is done. */
const cancelled = z.transform((given): { readonly done: boolean } => {
  if (given === false || given === 'false') return { done: false };
  const said = typeof given === 'object' && given !== null && 'success' in given ? given.success : true;
  return { done: said !== false && said !== 'false' };
});

export type OrderCancelled = z.output<typeof cancelled>;

const address = z.union([
  z.object({ addressId: z.string().regex(/^\d{1,20}$/) }).readonly(),
  z
    .object({
      fullName: z.string(),
      mobile: z.string(),
      phone: z.string(),
      postCode: z.string(),
      provinceText: z.string(),
      cityText: z.string(),
      areaText: z.string(),
      townText: z.string(),
      address: z.string(),
      districtCode: z.string(),
    })
    .readonly(),
]);

const previewShape = {
  flow: z.string().min(1),
  addressParam: address,
  cargoParamList: z
    .array(
      z
        .object({
          offerId: z.string().regex(/^\d{6,19}$/),
          specId: z.string().min(1).optional(),
          quantity: z.int().min(1),
        })
        .readonly(),
    )
    .min(1)
    .max(bounds.goods)
    .readonly(),
};

const example = {
  flow,
  addressParam: { addressId: '1' },
  cargoParamList: [{ offerId: '889512351602', specId: '530ad00177264564503ec3b848650652', quantity: 2 }],
};
const orderId = z.string().regex(/^\d{1,20}$/);

/** What an order would cost. Changes nothing. */
export const orderPreviewCall: Endpoint<OrderPreviewRequest, readonly PreviewPart[]> = {
  name: 'order.create.preview',
  path: '/alibaba/ka/order/create/preview',
  confidence: 'D',
  effect: 'read',
  kept: 'never',
  request: z.object(previewShape).readonly(),
  data: preview,
  example,
};

/** Places an order. */
export const orderCreateCall: Endpoint<OrderCreateRequest, OrderCreated> = {
  name: 'order.create',
  path: '/alibaba/ka/order/create',
  confidence: 'D',
  effect: 'write',
  kept: 'never',
  request: z.object({ ...previewShape, outOrderId: z.string().min(1).max(64) }).readonly(),
  data: created,
  example: { ...example, outOrderId: 'example1' },
};

/** Debits an order by agreement, or gives the link to pay it by. */
export const orderPayCall: Endpoint<OrderPayRequest, OrderPaid> = {
  name: 'order.pay',
  path: '/alibaba/ka/order/pay',
  confidence: 'D',
  effect: 'write',
  kept: 'never',
  request: z.object({ orderId }).readonly(),
  data: paid,
  example: { orderId: '3305075341149134260' },
};

/** Cancels an order that was not paid; 1688 refuses within ten seconds of its creation. */
export const orderCancelCall: Endpoint<OrderCancelRequest, OrderCancelled> = {
  name: 'order.cancel',
  path: '/alibaba/ka/order/cancel',
  confidence: 'I',
  effect: 'write',
  kept: 'never',
  request: z.object({ webSite: z.string().min(1), orderId, cancelReason: z.enum(cancelReasons) }).readonly(),
  data: cancelled,
  example: { webSite, orderId: '3305075341149134260', cancelReason: 'buyerCancel' },
};
