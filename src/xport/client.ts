import type { Clock } from '../runtime/clock.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import {
  type AddressGetRequest,
  type AddressRequest,
  addressAddOrUpdate,
  addressGet,
  type StoredAddress,
} from './addresses.ts';
import {
  type CancelReason,
  flow,
  type OrderCancelled,
  type OrderCreated,
  type OrderCreateRequest,
  type OrderPaid,
  type OrderPreviewRequest,
  orderCancelCall,
  orderCreateCall,
  orderPayCall,
  orderPreviewCall,
  type PreviewPart,
} from './buying.ts';
import { type CallOptions, createCall, type MeasuredCall } from './call.ts';
import { type Endpoint, type PartnerAnswer, requestText } from './endpoint.ts';
import { createFreightAbroadCalls, type FreightAbroadCalls } from './freight-abroad/calls.ts';
import { type OpenUidDecryptData, type OpenUidDecryptRequest, openUidDecrypt } from './im.ts';
import {
  type OrderDetail,
  type OrderListRequest,
  type OrderLogistics,
  orderDetailEndpoint,
  orderListCall,
  orderLogisticsEndpoint,
  webSite,
} from './orders.ts';
import type { Page } from './pages.ts';
import { createProductCalls, type ProductCalls } from './products/calls.ts';
import { type PurchasePageRequest, purchasePage, type TaobaoPurchase } from './purchases.ts';
import { createReading, type Scope } from './read-answer.ts';
import { createRefundCalls, type RefundCalls } from './refunds/calls.ts';
import { type Account, parseSignatureTemplate, type TimestampUnit } from './signature.ts';
import { openTransport } from './transport.ts';

export type { AddressGetRequest, AddressRequest, StoredAddress } from './addresses.ts';
export {
  type CancelReason,
  cancelReasons,
} from './buying.ts';
export type { CallOptions, MeasuredCall as Measured } from './call.ts';
export type { Endpoint } from './endpoint.ts';
export { XportError, type XportFault } from './errors.ts';
export type { AbroadService } from './freight-abroad/answers.ts';
export type { AbroadItem, FreightInfo, ReceiverAddress } from './freight-abroad/requests.ts';
export type {} from './orders.ts';
export type { Page } from './pages.ts';
export type { ProductCalls } from './products/calls.ts';
export type { Category } from './products/category.ts';
export type { ProductDetail, ProductHeadline } from './products/detail.ts';
export type { Freight } from './products/freight.ts';
export type { FoundOffer } from './products/search.ts';
export type { DetailOrFault } from './products/several.ts';
export type {} from './purchases.ts';
export type { Scope } from './read-answer.ts';
export type { Carrier, RefundReason } from './refunds/answers.ts';
export type { GoodsStatus } from './refunds/requests.ts';
export type { Account, TimestampUnit } from './signature.ts';

export interface XportOptions {
  readonly account: Account;
  /** Prefix of every endpoint path, such as `https://www.xportcn.com/api`. */
  readonly baseUrl: string;
  /** The string-to-sign; see parseSignatureTemplate. */
  readonly signatureTemplate: string;
  /** The string-to-sign of what is signed in the query. Default: the same. */
  readonly querySignatureTemplate?: string;
  readonly timestampUnit: TimestampUnit;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Milliseconds that a call may take, repeats included. Default 8,000. */
  readonly deadlineMs?: number;
  /** Milliseconds that a seller's link is kept, to save a repeat of the same request. Default 5 minutes. */
  readonly linkKeptMs?: number;
  /** Milliseconds that a product's details are kept. Default 30 minutes. */
  readonly productKeptMs?: number;
  /** Told of every HTTP request once it has ended. Must not throw. */
  readonly measure?: (call: MeasuredCall) => void;
}

/**
 * The partner API. Every function rejects with an XportError when the call gave no data, with the signal's
 * reason when it aborts, and with a ZodError when the request itself doesn't fit its endpoint.
 */
export interface Xport {
  /** One signed call of any endpoint; nothing shared, nothing kept. */
  call<Request, Data>(
    endpoint: Endpoint<Request, Data>,
    request: Request,
    options: { readonly userId?: string | undefined; readonly signal: AbortSignal },
  ): Promise<PartnerAnswer<Data>>;
  readonly im: {
    /**
     * The seller's Wangwang chat link, raw and untrusted: safeChatLink makes a link of it. Only to be asked on a
     * person's own request.
     */
    sellerChatLink(request: OpenUidDecryptRequest, scope: Scope): Promise<PartnerAnswer<OpenUidDecryptData>>;
  };
  readonly products: ProductCalls;
  /** Nothing of orders is kept: an answer is true when it was asked for. */
  readonly orders: {
    list(request: OrderListRequest, scope: Scope): Promise<PartnerAnswer<Page<OrderDetail>>>;
    detail(request: { readonly orderId: string }, scope: Scope): Promise<PartnerAnswer<OrderDetail>>;
    /** Where its parcels are; refused before anything was shipped. */
    logistics(request: { readonly orderId: string }, scope: Scope): Promise<PartnerAnswer<OrderLogistics>>;
  };
  /**
   * Buying at 1688. What creates, pays or cancels is sent once, never shared and never sent again: when it rejects with
   * anything but a refusal it may have happened all the same. Their signal should not be a person's patience.
   */
  readonly buying: {
    /** What it would cost, one part for each order that it splits into. */
    preview(
      request: Omit<OrderPreviewRequest, 'flow'>,
      scope: Scope,
    ): Promise<PartnerAnswer<readonly PreviewPart[]>>;
    create(
      request: Omit<OrderCreateRequest, 'flow'>,
      caller: CallOptions,
    ): Promise<PartnerAnswer<OrderCreated>>;
    pay(request: { readonly orderId: string }, caller: CallOptions): Promise<PartnerAnswer<OrderPaid>>;
    cancel(
      request: { readonly orderId: string; readonly cancelReason: CancelReason },
      caller: CallOptions,
    ): Promise<PartnerAnswer<OrderCancelled>>;
  };
  /** Orders at Taobao. */
  readonly purchases: {
    page(request: PurchasePageRequest, scope: Scope): Promise<PartnerAnswer<Page<TaobaoPurchase>>>;
  };
  /** Freight out of China. What books is sent once, as everything that buys. */
  readonly freightAbroad: FreightAbroadCalls;
  /** Money back. What asks for it or sends goods back is sent once. */
  readonly refunds: RefundCalls;
  /** Delivery addresses. Nothing of them is kept. */
  readonly addresses: {
    get(request: AddressGetRequest, scope: Scope): Promise<PartnerAnswer<Page<StoredAddress>>>;
    /** Adds one, or changes the one of that id; sent once, whatever becomes of it. */
    save(request: AddressRequest, caller: CallOptions): Promise<PartnerAnswer<null>>;
  };
  /** Resolves once the calls under way have ended and every connection is closed. */
  close(): Promise<void>;
}
const bodyLimitBytes = 1024 * 1024;

/** @throws TypeError when the account, the base URL or the signature template can't be used. */
export function openXport(options: XportOptions): Xport {
  const { account, timestampUnit, clock, random, log } = options;
  for (const field of ['accessKey', 'accessSecret', 'userId'] as const) {
    if (!/^[\x21-\x7e]+$/.test(account[field])) {
      throw new TypeError(`the account's ${field} must be visible ASCII characters, without spaces`);
    }
  }
  const parsed = parseSignatureTemplate(options.signatureTemplate);
  if (!parsed.ok) throw new TypeError(`the signature template ${parsed.why}`);
  const query = parseSignatureTemplate(options.querySignatureTemplate ?? options.signatureTemplate, 'query');
  if (!query.ok) throw new TypeError(`the signature template of queries ${query.why}`);
  const transport = openTransport({ baseUrl: options.baseUrl, limitBytes: bodyLimitBytes });
  const call = createCall({
    account,
    template: parsed.template,
    queryTemplate: query.template,
    timestampUnit,
    transport,
    deadlineMs: options.deadlineMs ?? 8000,
    clock,
    random,
    log,
    measure: options.measure ?? (() => {}),
  });

  const keptMs = {
    link: options.linkKeptMs ?? 5 * minuteMs,
    product: options.productKeptMs ?? 30 * minuteMs,
    never: 0,
  };
  function reading<Request, Data>(endpoint: Endpoint<Request, Data>) {
    return createReading({ call, endpoint, keptMs: keptMs[endpoint.kept], clock });
  }
  const readLink = reading(openUidDecrypt);
  const readOrders = reading(orderListCall);
  const readOrder = reading(orderDetailEndpoint);
  const readLogistics = reading(orderLogisticsEndpoint);
  const readPreview = reading(orderPreviewCall);
  const readPurchases = reading(purchasePage);
  const readAddresses = reading(addressGet);

  async function ask<Request, Data>(
    endpoint: Endpoint<Request, Data>,
    request: Request,
    caller: CallOptions,
  ): Promise<PartnerAnswer<Data>> {
    const { data, requestId } = await call(endpoint, requestText(endpoint, request), caller);
    return { data, requestId };
  }

  return {
    call: (endpoint, request, { userId, signal }) => ask(endpoint, request, { userId, signal }),
    im: { sellerChatLink: readLink },
    products: createProductCalls(reading),
    orders: {
      list: readOrders,
      detail: ({ orderId }, scope) => readOrder({ webSite, orderId }, scope),
      logistics: ({ orderId }, scope) => readLogistics({ webSite, orderId }, scope),
    },
    buying: {
      preview: (request, scope) => readPreview({ flow, ...request }, scope),
      create: (request, caller) => ask(orderCreateCall, { flow, ...request }, caller),
      pay: (request, caller) => ask(orderPayCall, request, caller),
      cancel: (request, caller) => ask(orderCancelCall, { webSite, ...request }, caller),
    },
    purchases: { page: readPurchases },
    addresses: {
      get: readAddresses,
      save: (request, caller) => ask(addressAddOrUpdate, request, caller),
    },
    freightAbroad: createFreightAbroadCalls(reading, ask),
    refunds: createRefundCalls(reading, ask),
    close: () => transport.close(),
  };
}
