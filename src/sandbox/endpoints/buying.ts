import { z } from 'zod';
import { provinceNamed } from '../../domain/places/provinces.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { AddressBook } from '../address-book.ts';
import { recordedPreview } from '../catalogue.ts';
import { usualProvince } from '../freight.ts';
import { totalFen } from '../orders/order.ts';
import type { SandboxOrderBook } from '../orders/order-book.ts';
import { chooseLines, orderPrice } from '../orders/order-price.ts';
import { businessRefusals, fieldRefusal, type SandboxRefusal } from '../refusals.ts';
import { firstFault, offerId, type SandboxEndpoint, sentId } from './endpoint.ts';

const id = z.union([z.string(), z.int().transform(String)]).pipe(z.string().regex(/^\d{1,20}$/));

const address = z.union([
  z.object({ addressId: id }),
  z.object({
    fullName: z.string().min(1),
    mobile: z.string().min(1),
    address: z.string().min(1),
    provinceText: z.string().nullish(),
  }),
]);
const cargo = z.object({
  offerId,
  specId: z.string().optional(),
  quantity: z.number().int().min(1),
});
const previewRequest = z.object({
  flow: z.string().min(1),
  addressParam: address,
  cargoParamList: z.tuple([cargo], cargo),
});
const createRequest = previewRequest.extend({ outOrderId: z.string().max(64).optional() });
const payRequest = z.object({ orderId: id });
const cancelRequest = z.object({
  webSite: z.literal('1688'),
  orderId: id,
  cancelReason: z.enum(['buyerCancel', 'sellerGoodsLack', 'other']),
});

const youngMs = 10_000;

/** Orders below this are debited by an agreement that the account has; above, they are paid at the cashier. */
const debitedBelowFen = 10_000;

/** The endpoints that buy. A step of the order plays the payment at the cashier, as it does everything after. */
export function buyingEndpoints(
  book: SandboxOrderBook,
  addresses: Pick<AddressBook, 'has' | 'all'>,
  clock: Pick<Clock, 'now'>,
): readonly SandboxEndpoint[] {
  /** What is bought, or why not. An offer with SKUs is bought by SKU, and goes to an address that there is. */
  function linesOf({ addressParam, cargoParamList }: z.output<typeof previewRequest>) {
    const unknown = 'addressId' in addressParam && !addresses.has(addressParam.addressId);
    if (unknown) return businessRefusals.addressUnknown satisfies SandboxRefusal;
    const lines = chooseLines(cargoParamList);
    if ('code' in lines) return lines;
    const vague = lines.some(({ sku }, at) => sku !== undefined && cargoParamList[at]?.specId === undefined);
    return vague ? businessRefusals.skuUnknown : lines;
  }

  /** The first two digits of its code. */
  function provinceOf({ addressParam }: z.output<typeof previewRequest>): string {
    const named =
      'addressId' in addressParam
        ? addresses.all().find(({ id: each }) => each === addressParam.addressId)?.province
        : addressParam.provinceText;
    return provinceNamed(named ?? '')?.code ?? usualProvince;
  }

  return [
    {
      path: '/alibaba/ka/order/create/preview',
      answer(body) {
        const asked = previewRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const lines = linesOf(asked.data);
        if ('code' in lines) return lines;
        const { productFen, shippingFen, feeFen } = orderPrice(lines, provinceOf(asked.data));
        return {
          data: [
            {
              sumCarriage: shippingFen,
              sumPayment: productFen + shippingFen,
              sumTotalPayment: productFen + shippingFen + feeFen,
              sumPaymentNoCarriage: productFen,
              orderItemTOList: lines.map(({ offer, sku, quantity, pieceFen }) => ({
                amount: pieceFen * quantity,
                message: null,
                finalUnitPrice: pieceFen,
                specId: sku?.specId ?? null,
                skuId: sku === undefined ? null : sentId(sku.skuId),
                offerId: sentId(offer.offerId),
                openOfferId: recordedPreview.openOfferId,
              })),
            },
          ],
        };
      },
    },
    {
      path: '/alibaba/ka/order/create',
      answer(body, userId) {
        const asked = createRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const lines = linesOf(asked.data);
        if ('code' in lines) return lines;
        const { outOrderId, cargoParamList } = asked.data;
        const [first, ...others] = cargoParamList;
        const order = book.place({
          ...first,
          others,
          ...(outOrderId !== undefined && { outOrderId }),
          withFee: true,
          province: provinceOf(asked.data),
          userId,
        });
        if ('code' in order) return order;
        return {
          data: {
            orderId: order.orderId,
            totalSuccessAmount: totalFen(order),
            postFee: order.shippingFen,
            failedOfferList: null,
            orderList: null,
          },
        };
      },
    },
    {
      path: '/alibaba/ka/order/pay',
      answer(body, userId) {
        const asked = payRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { orderId } = asked.data;
        const order = book.find(orderId, userId);
        if (order === undefined) return businessRefusals.orderUnknown;
        if (order.status !== 'waitbuyerpay') return businessRefusals.orderStatusWrong;
        const debited = totalFen(order) < debitedBelowFen;
        if (debited) book.act(orderId, 'pay');
        const payUrl = debited ? null : `https://trade.1688.com/order/cashier.htm?orderId=${orderId}`;
        return { data: { orderId, protocolPaySuccess: debited, payUrl, cantPayOrderList: null } };
      },
    },
    {
      path: '/alibaba/ka/order/cancel',
      answer(body, userId) {
        const asked = cancelRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { orderId } = asked.data;
        const order = book.find(orderId, userId);
        if (order === undefined) return businessRefusals.orderUnknown;
        if (clock.now() - order.times.created < youngMs) return businessRefusals.cancelTooFast;
        const cancelled = book.act(orderId, 'cancel');
        return 'code' in cancelled ? cancelled : { data: null };
      },
    },
  ];
}
