import { z } from 'zod';
import { bounds, most } from './bounds.ts';
import type { Endpoint } from './endpoint.ts';
import { code, decimal, firstOf, id, list, maybe, quantity, record, text, time } from './fields.ts';
import { type Page, page } from './pages.ts';

/*
 * Reading orders. Paths and requests are inferred from the sibling's and 1688's calls, answers have 1688's field names
 * (xport-api.md, section 5). People's names, phones and addresses are in them too, and are left out.
 */

export interface OrderListRequest {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly orderStatus?: string | undefined;
  /** China time, as printChinaTime writes it; so are the others. */
  readonly createStartTime?: string | undefined;
  readonly createEndTime?: string | undefined;
  readonly modifyStartTime?: string | undefined;
  readonly modifyEndTime?: string | undefined;
  /** The buyer's own number. */
  readonly outOrderId?: string | undefined;
  readonly orderIds?: readonly string[] | undefined;
}

export interface OrderRequest {
  readonly webSite: string;
  readonly orderId: string;
}

const baseInfo = record({
  idOfStr: maybe(id),
  id: maybe(id),
  orderId: maybe(id),
  status: maybe(code),
  orderStatus: maybe(code),
  payStatus: maybe(code),
  createTime: maybe(time),
  tbCreateTime: maybe(time),
  payTime: maybe(time),
  allDeliveredTime: maybe(time),
  receivingTime: maybe(time),
  completeTime: maybe(time),
  modifyTime: maybe(time),
  /** Yuan at 1688, perhaps fen at the partner; so are the amounts below. */
  totalAmount: maybe(decimal),
  sumProductPayment: maybe(decimal),
  productAmount: maybe(decimal),
  shippingFee: maybe(decimal),
  refund: maybe(decimal),
  refundAmount: maybe(decimal),
  refundStatus: maybe(code),
  closeReason: maybe(text),
  /** Who closed it. */
  closeOperateType: maybe(text),
  outOrderId: maybe(text),
  orderNo: maybe(text),
  sellerID: maybe(text),
  sellerMemberId: maybe(text),
  sellerContact: maybe(record({ companyName: maybe(text) })),
});

const item = record({
  subItemIDString: maybe(id),
  /** What a refund names a part of the order by. */
  subItemID: maybe(id),
  productID: maybe(id),
  offerId: maybe(id),
  name: maybe(text),
  productImgUrl: firstOf(text, most.pictures),
  skuInfos: firstOf(record({ name: maybe(text), value: maybe(text) }), most.attributes),
  quantity: maybe(quantity),
  unit: maybe(text),
  /** As the amounts of `baseInfo`. */
  price: maybe(decimal),
  /** As the amounts of `baseInfo`. */
  itemAmount: maybe(decimal),
  statusStr: maybe(text),
  logisticsStatus: maybe(code),
  refundStatus: maybe(code),
});

const order = record({
  baseInfo,
  productItems: list(item, bounds.goods),
  nativeLogistics: maybe(
    record({
      logisticsItems: list(
        record({
          logisticsBillNo: maybe(text),
          logisticsCompanyName: maybe(text),
          logisticsCompanyNo: maybe(text),
          deliveredTime: maybe(time),
        }),
        bounds.parcels,
      ),
    }),
  ),
  tradeTerms: list(record({ payStatus: maybe(code), payTime: maybe(time) }), bounds.payments),
});

/** An order in 1688's field names. Any may be missing, but its id is there under one of its names. */
export type OrderDetail = z.output<typeof order>;

/** An order whose base information stands apart, as at 1688, or among the other fields, as in the partner's messages. */
const orderDetail = z
  .transform((given) => {
    const flat = typeof given === 'object' && given !== null && !('baseInfo' in given);
    return flat ? { ...given, baseInfo: given } : given;
  })
  .pipe(order)
  .refine(({ baseInfo: { idOfStr, id, orderId } }) => (idOfStr ?? id ?? orderId) !== undefined);

const step = record({
  acceptTime: maybe(time),
  remark: maybe(text),
});
const taobaoStep = record({
  time: maybe(time),
  status: maybe(code),
  statusDesc: maybe(text),
  /** Spelled so. */
  standerdDesc: maybe(text),
  city: maybe(text),
});
const logistics = record({
  /** 1688's. */
  logisticsTrace: list(
    record({
      logisticsId: maybe(text),
      logisticsBillNo: maybe(text),
      logisticsCompanyName: maybe(text),
      /** Oldest first where seen. */
      logisticsSteps: list(step, bounds.steps),
    }),
    bounds.parcels,
  ),
  /** Taobao's. */
  pnmLogisticsDetails: list(
    record({
      mailNo: maybe(text),
      cpName: maybe(text),
      /** Newest first, as a sibling documents. */
      logisticsTraces: list(taobaoStep, bounds.steps),
    }),
    bounds.parcels,
  ),
});

/** Where an order's parcels have been. Both lists empty: nothing is known yet. */
export type OrderLogistics = z.output<typeof logistics>;

/** Traces under their name, or as a bare list of 1688's. */
const orderLogistics = z
  .transform((given): unknown => (Array.isArray(given) || given === null ? { logisticsTrace: given } : given))
  .pipe(logistics);

const orderId = z.string().regex(/^\d{1,20}$/);
const orderRequest = z.object({ webSite: z.string().min(1), orderId }).readonly();
const example = { webSite: '1688', orderId: '3305075341149134260' };

/** The website that 1688's own calls want to be named. */
export const webSite = '1688';

/** Orders that match, a page at a time. */
export const orderListCall: Endpoint<OrderListRequest, Page<OrderDetail>> = {
  name: 'order.list',
  path: '/alibaba/ka/order/list',
  confidence: 'I',
  effect: 'read',
  kept: 'never',
  request: z
    .object({
      page: z.int().min(1),
      pageSize: z.int().min(1),
      orderStatus: z.string().optional(),
      createStartTime: z.string().optional(),
      createEndTime: z.string().optional(),
      modifyStartTime: z.string().optional(),
      modifyEndTime: z.string().optional(),
      outOrderId: z.string().optional(),
      orderIds: z.array(orderId).max(bounds.orders).readonly().optional(),
    })
    .readonly(),
  data: page(orderDetail),
  example: { page: 1, pageSize: 20, modifyStartTime: '2026-05-20 00:00:00' },
};

/** One order. */
export const orderDetailEndpoint: Endpoint<OrderRequest, OrderDetail> = {
  name: 'order.detail',
  path: '/alibaba/ka/order/detail',
  confidence: 'I',
  effect: 'read',
  kept: 'never',
  request: orderRequest,
  data: orderDetail,
  example,
};

/** Where an order's parcels are; 1688 refuses with 500_2 before anything was shipped. */
export const orderLogisticsEndpoint: Endpoint<OrderRequest, OrderLogistics> = {
  name: 'order.logistics',
  path: '/alibaba/ka/order/logistics',
  confidence: 'I',
  effect: 'read',
  kept: 'never',
  request: orderRequest,
  data: orderLogistics,
  example,
};
