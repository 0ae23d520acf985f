import { z } from 'zod';
import { entryIds, type SandboxOrder, totalFen } from '../orders/order.ts';
import type { SandboxOrderBook } from '../orders/order-book.ts';
import { businessRefusals, fieldRefusal } from '../refusals.ts';
import { chinaTime, chinaTimeField, firstFault, type SandboxEndpoint, sentId, yuan } from './endpoint.ts';

const orderId = z.union([z.string(), z.int().transform(String)]).pipe(z.string().regex(/^\d{6,19}$/));

const detailRequest = z.object({ webSite: z.literal('1688').optional(), orderId });
const time = z
  .string()
  .transform((text, context) => {
    const ms = chinaTimeField(text);
    if (ms === undefined) context.addIssue({ code: 'custom', message: 'not a time' });
    return ms ?? z.NEVER;
  })
  .optional();
const listRequest = z.object({
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(50).default(20),
  orderStatus: z.string().optional(),
  createStartTime: time,
  createEndTime: time,
  modifyStartTime: time,
  modifyEndTime: time,
  outOrderId: z.string().optional(),
  orderIds: z.array(orderId).optional(),
});

/** The endpoints that read orders. */
export function orderEndpoints(book: SandboxOrderBook): readonly SandboxEndpoint[] {
  return [
    {
      path: '/alibaba/ka/order/detail',
      answer(body, userId) {
        const asked = detailRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const order = book.find(asked.data.orderId, userId);
        return order === undefined ? businessRefusals.orderUnknown : { data: described(order) };
      },
    },
    {
      path: '/alibaba/ka/order/list',
      answer(body, userId) {
        const asked = listRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { page, pageSize } = asked.data;
        const found = book.all().filter((order) => order.userId === userId && isAskedFor(order, asked.data));
        return {
          data: {
            totalRecord: found.length,
            currentPage: page,
            pageSize,
            result: found.slice((page - 1) * pageSize, page * pageSize).map(described),
          },
        };
      },
    },
    {
      path: '/alibaba/ka/order/logistics',
      answer(body, userId) {
        const asked = detailRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const order = book.find(asked.data.orderId, userId);
        if (order === undefined) return businessRefusals.orderUnknown;
        if (order.parcel === undefined) return businessRefusals.notShipped;
        const { mailNo, logisticsId, trace } = order.parcel;
        return {
          data: {
            logisticsTrace: [
              {
                logisticsId,
                orderId: sentId(order.orderId),
                logisticsBillNo: mailNo,
                logisticsSteps: trace.map(({ at, remark }) => ({ acceptTime: chinaTime(at), remark })),
              },
            ],
          },
        };
      },
    },
    // The sandbox buys at 1688 alone: an account that has no orders at Taobao.
    {
      path: '/open/purchase/page',
      answer: () => ({ data: { total: 0, records: [] } }),
    },
  ];
}

function isAskedFor(order: SandboxOrder, asked: z.output<typeof listRequest>): boolean {
  const { created } = order.times;
  return (
    (asked.orderStatus === undefined || asked.orderStatus === order.status) &&
    (asked.outOrderId === undefined || asked.outOrderId === order.orderNo) &&
    (asked.orderIds === undefined || asked.orderIds.includes(order.orderId)) &&
    between(created, asked.createStartTime, asked.createEndTime) &&
    between(order.changedAt, asked.modifyStartTime, asked.modifyEndTime)
  );
}

/** The times of a request have whole seconds: one that ends in this second takes all of it. */
function between(ms: number, from: number | undefined, to: number | undefined): boolean {
  return (from === undefined || ms >= from) && (to === undefined || ms < to + 1000);
}

/** In 1688's field names and its yuan decimals. */
function described(order: SandboxOrder) {
  const { lines, times, parcel } = order;
  const [{ offer }] = lines;
  const orderedFen = lines.reduce((sum, line) => sum + line.pieceFen * line.quantity, 0);
  const at = (ms: number | undefined) => (ms === undefined ? null : chinaTime(ms));
  return {
    baseInfo: {
      id: sentId(order.orderId),
      idOfStr: order.orderId,
      status: order.status,
      createTime: chinaTime(times.created),
      modifyTime: chinaTime(order.changedAt),
      payTime: at(times.paid),
      allDeliveredTime: at(times.shipped),
      receivingTime: at(times.received),
      completeTime: at(times.done),
      totalAmount: yuan(totalFen(order)),
      // With freight it is the total, but for the fee that a preview names.
      sumProductPayment: yuan(order.productFen),
      shippingFee: yuan(order.shippingFen),
      refund: yuan(order.refundFen),
      refundStatus: order.refund?.status ?? null,
      closeReason: order.closeReason ?? null,
      outOrderId: order.orderNo,
      sellerLoginId: offer.seller.nickname,
      sellerContact: { companyName: offer.seller.companyName },
    },
    productItems: lines.map(({ offer, sku, quantity, pieceFen }, index) => {
      // A price that the seller changed is changed for all lines alike.
      const itemFen = Math.round((order.productFen * pieceFen * quantity) / Math.max(1, orderedFen));
      return {
        subItemIDString: entryIds(order)[index],
        productID: sentId(offer.offerId),
        name: offer.title.zh,
        productImgUrl: offer.images.slice(0, 1),
        skuID: sku === undefined ? null : sentId(sku.skuId),
        specId: sku?.specId ?? null,
        skuInfos: sku === undefined ? null : [{ name: '颜色', value: sku.colour.zh }],
        quantity,
        unit: offer.goods.unit,
        price: yuan(Math.round(itemFen / quantity)),
        itemAmount: yuan(itemFen),
        status: order.status,
        logisticsStatus: parcel === undefined ? 1 : 2,
        refundStatus: order.refund?.status ?? null,
      };
    }),
    nativeLogistics: {
      contactPerson: '测试',
      mobile: '13000000000',
      address: '测试',
      logisticsItems:
        parcel === undefined
          ? []
          : [
              {
                logisticsBillNo: parcel.mailNo,
                logisticsCompanyName: parcel.carrier,
                deliveredTime: at(times.shipped),
              },
            ],
    },
    tradeTerms: [{ payStatus: times.paid === undefined ? '1' : '2', payTime: at(times.paid) }],
  };
}
