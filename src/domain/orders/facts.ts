import { minuteMs } from '../../runtime/durations.ts';
import type { OrderBody, PaymentsBody, ReadMessage } from '../../xport/messages.ts';
import type { OrderDetail, OrderLogistics } from '../../xport/orders.ts';
import type { TaobaoPurchase } from '../../xport/purchases.ts';
import type { GivenAmounts } from './money.ts';
import { type Market, type Refund, refundStates, type Step } from './order.ts';
import { keptParcel } from './parcels.ts';
import type { KeptItem, KeptParcel, MessageContent } from './state.ts';
import { stateOfRefund } from './status.ts';
import { stateOfSteps, tracesOf } from './traces.ts';

/** What a source says of one order: what mergeFact joins to what is known of it. */
export type OrderFact = SaidFact | ParcelFact | AnswerFact;

/** A pushed message about an order. */
interface SaidFact {
  readonly from: 'message';
  readonly orderId: string;
  readonly market: Market;
  readonly said: MessageContent;
}

/** A pushed message, or an answer of the API, about where parcels of the order are. */
export interface ParcelFact {
  readonly from: 'parcels';
  readonly orderId: string;
  readonly market: Market;
  readonly parcels: readonly KeptParcel[];
  /** Numbers that others stand in for now. */
  readonly replaced: readonly string[];
}

/** An answer of the partner's API about the order itself. */
export interface AnswerFact {
  readonly from: 'answer';
  readonly orderId: string;
  readonly market: Market;
  /** When the API was asked, ms since 1970 UTC: what it says was true then. */
  readonly askedAt: number;
  readonly orderNo?: string | undefined;
  readonly status?: string | undefined;
  readonly payStatus?: string | undefined;
  readonly times: {
    readonly created?: number | undefined;
    readonly paid?: number | undefined;
    readonly shipped?: number | undefined;
    readonly arrived?: number | undefined;
    readonly done?: number | undefined;
  };
  readonly amounts: GivenAmounts;
  readonly refundStatus?: string | undefined;
  readonly closeReason?: string | undefined;
  /** How far all of the goods have come, by what is said of each item: for an order whose status says nothing. */
  readonly goods?: readonly Step[] | undefined;
  readonly seller?: { readonly id?: string | undefined; readonly name?: string | undefined } | undefined;
  /** Without prices: those are in `amounts`, in the same order. */
  readonly items: readonly Omit<KeptItem, 'priceFen'>[];
  readonly parcels: readonly KeptParcel[];
}

/** How far in the future a message's time may be, for clocks that differ: as far as the partner's own rule for calls. */
const skewMs = 10 * minuteMs;

/**
 * What a pushed message says, of each order that it names; nothing of none. `receivedAt` (ms since 1970 UTC) is there to
 * tell a time that can't be true.
 */
export function factsOfMessage(message: ReadMessage, receivedAt: number): readonly OrderFact[] {
  const { type, market, body } = message;
  const at =
    message.sentAt !== undefined && message.sentAt <= receivedAt + skewMs ? message.sentAt : undefined;
  const bare = (orderId: string): SaidFact => ({ from: 'message', orderId, market, said: { type, at } });
  switch (body.about) {
    case 'order':
      return [{ ...bare(body.orderId), said: contentOf(body, type, at) }];
    case 'payments':
      return body.payments.map((payment) => ({
        ...bare(payment.orderId),
        said: { type, at, ...contentOfPayment(payment) },
      }));
    case 'parcel': {
      const { mailNo, oldMailNo, carrier, status, changedAt } = body;
      const parcels = [keptParcel({ mailNo, carrier, word: status, at: changedAt ?? at })];
      const replaced = oldMailNo === undefined || oldMailNo === mailNo ? [] : [oldMailNo];
      const facts = body.orderIds.map((orderId) => ({
        from: 'parcels' as const,
        orderId,
        market,
        parcels,
        replaced,
      }));
      // A type that is not known is to be shown, whatever its body holds.
      return message.happening === undefined ? [...facts, ...body.orderIds.map(bare)] : facts;
    }
    case 'unknown':
      return body.orderIds.map(bare);
  }
}

function contentOf(body: OrderBody, type: string, at: number | undefined): MessageContent {
  const { about: _about, orderId: _orderId, sentAt: _sentAt, ...rest } = body;
  return { type, at, ...rest };
}

/** 1688's words for what came of paying an order together with others (O): `successed`, its spelling, or why not. */
function contentOfPayment({ status }: PaymentsBody['payments'][number]): Partial<MessageContent> {
  return status === 'successed' ? { payStatus: '2' } : { payStatus: '1', status };
}

/**
 * What the API said of an order when it was asked at `askedAt` (ms since 1970 UTC). 1688's calls answer it, and its list
 * holds the same of each order.
 */
export function factOfDetail(detail: OrderDetail, askedAt: number): AnswerFact | undefined {
  const { baseInfo: base, productItems, tradeTerms } = detail;
  const orderId = base.idOfStr ?? base.id ?? base.orderId;
  if (orderId === undefined) return undefined;
  const paidTerm = tradeTerms.find(({ payStatus }) => payStatus !== undefined);
  return {
    from: 'answer',
    orderId,
    market: '1688',
    askedAt,
    orderNo: base.outOrderId ?? base.orderNo,
    status: base.status ?? base.orderStatus,
    payStatus: base.payStatus ?? paidTerm?.payStatus,
    times: {
      created: base.createTime ?? base.tbCreateTime,
      paid: base.payTime ?? paidTerm?.payTime,
      shipped: base.allDeliveredTime,
      arrived: base.receivingTime,
      done: base.completeTime,
    },
    amounts: {
      total: base.totalAmount,
      shipping: base.shippingFee,
      product: base.sumProductPayment ?? base.productAmount,
      refund: base.refund ?? base.refundAmount,
      prices: productItems.map(({ price }) => price),
    },
    refundStatus: base.refundStatus ?? furthestRefund(productItems),
    closeReason: closeReasonOf(base.closeReason, base.closeOperateType),
    goods: stepsOfGoods(productItems),
    // The name by which a seller signs in is a nickname, which is not to be shown.
    seller: sellerOf(base.sellerID ?? base.sellerMemberId, base.sellerContact?.companyName),
    items: productItems.map((item) => ({
      offerId: item.productID ?? item.offerId,
      title: item.name,
      picture: item.productImgUrl[0],
      sku: oneLine(item.skuInfos.map(({ value }) => value)),
      quantity: item.quantity,
      unit: item.unit,
    })),
    parcels: (detail.nativeLogistics?.logisticsItems ?? []).flatMap((parcel) => {
      const mailNo = parcel.logisticsBillNo?.trim();
      if (mailNo === undefined || mailNo === '') return [];
      const { logisticsCompanyNo: carrier, logisticsCompanyName: carrierName, deliveredTime: at } = parcel;
      return [keptParcel({ mailNo, carrier, carrierName, word: 'CONSIGN', at })];
    }),
  };
}

/** Why it was closed; who closed it, where 1688 names no reason but `other`. */
function closeReasonOf(reason: string | undefined, closedBy: string | undefined): string | undefined {
  const says = (given: string | undefined) => given !== undefined && given.trim() !== '';
  return says(closedBy) && (!says(reason) || reason?.trim().toLowerCase() === 'other') ? closedBy : reason;
}

/** 1688's numbers (O): 1 not shipped, 2 shipped, 3 received, 4 sent back, 5 shipped in part, 8 not yet to be shipped. */
function stepsOfGoods(items: readonly { readonly logisticsStatus?: string | undefined }[]): readonly Step[] {
  const states = items.map(({ logisticsStatus }) => logisticsStatus?.trim() ?? '');
  if (states.length === 0) return [];
  if (states.every((state) => state === '3')) return ['shipped', 'arrived'];
  return states.some((state) => ['2', '3', '4', '5'].includes(state)) ? ['shipped'] : [];
}

/** What a page of Taobao's orders said of one of them. */
export function factOfPurchase(purchase: TaobaoPurchase, askedAt: number): AnswerFact | undefined {
  const orderId = purchase.orderId ?? purchase.purchaseId ?? purchase.purchaseOrderId ?? purchase.id;
  if (orderId === undefined) return undefined;
  const { subOrderList, mailNo } = purchase;
  return {
    from: 'answer',
    orderId,
    market: 'taobao',
    askedAt,
    orderNo: purchase.outOrderId ?? purchase.orderNo,
    status: purchase.status ?? purchase.orderStatus,
    times: { created: purchase.createTime, paid: purchase.payTime, shipped: purchase.shippedTime },
    amounts: {
      total: purchase.totalAmount,
      shipping: purchase.shippingFee,
      prices: subOrderList.map(({ price }) => price),
    },
    refundStatus: furthestRefund([...subOrderList, purchase]),
    seller: sellerOf(undefined, purchase.shopName),
    items: subOrderList.map((part) => ({
      offerId: part.itemId,
      title: part.title,
      picture: part.picUrl,
      sku: part.skuName,
      quantity: part.quantity,
    })),
    parcels: mailNo === undefined || mailNo === '' ? [] : [keptParcel({ mailNo, word: 'CONSIGN' })],
  };
}

/** What the API said of where an order's parcels are; nothing of parcels without a number. */
export function factOfLogistics(
  logistics: OrderLogistics,
  order: { readonly orderId: string; readonly market: Market },
): ParcelFact {
  const parcels = tracesOf(logistics).flatMap(({ mailNo, carrier, steps }) => [
    keptParcel({ mailNo, carrier, word: 'CONSIGN', at: steps.at(-1)?.at }),
    ...steps.slice(0, 1).map(({ at }) => keptParcel({ mailNo, carrier, state: stateOfSteps(steps), at })),
  ]);
  return { from: 'parcels', orderId: order.orderId, market: order.market, parcels, replaced: [] };
}

/** Of several parts of an order, the refund that is the furthest; none of them when none is. */
function furthestRefund(
  parts: readonly { readonly refundStatus?: string | undefined }[],
): string | undefined {
  const given = parts.flatMap(({ refundStatus }) => refundStatus ?? []);
  const states = given.flatMap((raw) => {
    const state = stateOfRefund(raw);
    return state === 'none' ? [] : [{ raw, state }];
  });
  const [first, ...others] = states;
  if (first === undefined) return given[0];
  const order: readonly Refund['state'][] = refundStates;
  return others.reduce(
    (furthest, each) => (order.indexOf(each.state) > order.indexOf(furthest.state) ? each : furthest),
    first,
  ).raw;
}

function sellerOf(id: string | undefined, name: string | undefined): AnswerFact['seller'] {
  return id === undefined && name === undefined ? undefined : { id, name };
}

function oneLine(values: readonly (string | undefined)[]): string | undefined {
  const given = values.filter((value) => value !== undefined && value.trim() !== '');
  return given.length === 0 ? undefined : given.join(' / ');
}
