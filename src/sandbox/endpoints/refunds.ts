import { z } from 'zod';
import { entryIds, type SandboxOrder } from '../orders/order.ts';
import type { SandboxOrderBook } from '../orders/order-book.ts';
import { createPicks } from '../picks.ts';
import { businessRefusals, fieldRefusal } from '../refusals.ts';
import { firstFault, type SandboxEndpoint } from './endpoint.ts';

const id = z.union([z.string(), z.int().transform(String)]).pipe(z.string().regex(/^\d{1,20}$/));
const goodsStatus = z.enum([
  'refundWaitSellerSend',
  'refundWaitBuyerReceive',
  'refundBuyerReceived',
  'aftersaleBuyerNotReceived',
  'aftersaleBuyerReceived',
]);
const reasonsRequest = z.object({ orderId: id, orderEntryIds: z.array(id).min(1), goodsStatus });
const createRequest = reasonsRequest.extend({
  disputeRequest: z.enum(['refund', 'returnRefund']),
  applyPayment: z.int().min(0),
  applyCarriage: z.int().min(0),
  applyReasonId: id,
  description: z.string().min(2).max(150),
  vouchers: z.array(z.string()).nullish(),
});
const voucherRequest = z.object({ imageBase64: z.string().min(1) });
const returnRequest = z.object({
  refundId: z.string(),
  logisticsCompanyNo: z.string(),
  freightBill: z.string().regex(/^[A-Za-z0-9]{6,40}$/),
});

/** How far goods can have come in each status of an order that was paid. */
const fitting: Readonly<Partial<Record<SandboxOrder['status'], readonly z.output<typeof goodsStatus>[]>>> = {
  waitsellersend: ['refundWaitSellerSend'],
  waitbuyerreceive: ['refundWaitBuyerReceive', 'refundBuyerReceived'],
  confirm_goods: ['refundBuyerReceived'],
  success: ['aftersaleBuyerNotReceived', 'aftersaleBuyerReceived'],
};

const reasons = [
  { id: 20006, name: '不想要了/拍错了', needVoucher: false, before: true },
  { id: 20007, name: '卖家缺货', needVoucher: false, before: true },
  { id: 20021, name: '商品与描述不符', needVoucher: true, before: false },
  { id: 20022, name: '商品破损/少件', needVoucher: true, before: false },
  { id: 20030, name: '未收到货', needVoucher: false, before: false },
] as const;

const carriers = [
  { id: 3, companyNo: 'YTO', companyName: '圆通速递' },
  { id: 4, companyNo: 'ZTO', companyName: '中通快递' },
  { id: 2, companyNo: 'STO', companyName: '申通快递' },
  { id: 5, companyNo: 'SF', companyName: '顺丰速运' },
  { id: 7, companyNo: 'EMS', companyName: '中国邮政EMS' },
] as const;

/** The endpoints of refunds. What the seller says to one is played by a step of the order. */
export function refundAnswers(book: SandboxOrderBook): readonly SandboxEndpoint[] {
  return [
    {
      path: '/alibaba/ka/refund/reason/list',
      answer(body, userId) {
        const asked = reasonsRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const order = orderFor(book, asked.data, userId);
        if ('code' in order) return order;
        return { data: { reasons: reasonsFor(order).map(({ before: _, ...reason }) => reason) } };
      },
    },
    {
      path: '/alibaba/ka/refund/voucher/upload',
      answer(body) {
        const asked = voucherRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { imageBase64 } = asked.data;
        const isPicture = /^(?:iVBORw0KGgo|\/9j\/)[A-Za-z0-9+/]*={0,2}$/.test(imageBase64);
        if (!isPicture) return businessRefusals.pictureUnreadable;
        const name = createPicks(imageBase64).hex('voucher', 16);
        return {
          data: { imageDomain: 'https://cbu01.alicdn.com/', imageRelativeUrl: `img/ibank/${name}.jpg` },
        };
      },
    },
    {
      path: '/alibaba/ka/refund/detail/create',
      answer(body, userId) {
        const asked = createRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { orderId, disputeRequest, applyPayment, applyCarriage, applyReasonId, vouchers } = asked.data;
        const order = orderFor(book, asked.data, userId);
        if ('code' in order) return order;
        const returns = disputeRequest === 'returnRefund';
        if (returns && order.status === 'waitsellersend') return businessRefusals.orderStatusWrong;
        const reason = reasonsFor(order).find((each) => String(each.id) === applyReasonId);
        if (reason === undefined) return businessRefusals.reasonUnknown;
        if (reason.needVoucher && (vouchers ?? []).length === 0) return fieldRefusal('vouchers');
        if (applyCarriage > order.shippingFen) return businessRefusals.refundTooHigh;
        const amountFen = applyPayment + applyCarriage;
        if (amountFen === 0) return fieldRefusal('applyPayment');
        const refunded = book.askBack(orderId, { amountFen, returns });
        return 'code' in refunded ? refunded : { data: { refundId: refunded.refund?.refundId ?? null } };
      },
    },
    {
      path: '/alibaba/ka/refund/goods/return',
      answer(body) {
        const asked = returnRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { refundId, logisticsCompanyNo } = asked.data;
        const known = carriers.some(({ companyNo }) => companyNo === logisticsCompanyNo);
        if (!known) return businessRefusals.carrierUnknown;
        const sent = book.sentBack(refundId);
        return 'code' in sent ? sent : { data: null };
      },
    },
    {
      path: '/alibaba/ka/refund/logistics/companies',
      answer: () => ({ data: { result: carriers } }),
    },
  ];
}

/** The order, if its goods have come as far as is said. The sandbox's orders have one entry each, of the order's id. */
function orderFor(book: SandboxOrderBook, asked: z.output<typeof reasonsRequest>, userId: string) {
  const order = book.find(asked.orderId, userId);
  if (order === undefined) return businessRefusals.orderUnknown;
  if (asked.orderEntryIds.some((entry) => !entryIds(order).includes(entry)))
    return fieldRefusal('orderEntryIds');
  const fits = fitting[order.status]?.includes(asked.goodsStatus) === true;
  return fits ? order : businessRefusals.orderStatusWrong;
}

function reasonsFor({ status }: SandboxOrder) {
  return reasons.filter(({ before }) => before || status !== 'waitsellersend');
}
