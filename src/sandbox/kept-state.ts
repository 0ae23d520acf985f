import { z } from 'zod';
import type { SandboxAddress } from './address-book.ts';
import { findOffer } from './catalogue.ts';
import type { SandboxOrder, SandboxOrderLine } from './orders/order.ts';
import type { Shipment } from './shipments.ts';

/** What the sandbox knows at its next start too. */
export interface KeptState {
  readonly addresses: readonly (SandboxAddress & { readonly id: string })[];
  readonly lastAddressId: number;
  /** The oldest first. */
  readonly orders: readonly SandboxOrder[];
  readonly shipments: readonly Shipment[];
}

/** So many orders are kept, the newest; a start reads them all. */
const mostKept = 2_000;

const version = 1;
const fen = z.int().nonnegative();
const moment = z.number();
const line = z.object({
  offerId: z.string(),
  skuId: z.string().optional(),
  quantity: z.int().positive(),
  pieceFen: fen,
});
const order = z.object({
  orderId: z.string(),
  orderNo: z.string(),
  userId: z.string(),
  lines: z.tuple([line], line),
  status: z.enum([
    'waitbuyerpay',
    'waitsellersend',
    'waitbuyerreceive',
    'confirm_goods',
    'success',
    'cancel',
    'terminated',
  ]),
  productFen: fen,
  shippingFen: fen,
  feeFen: fen,
  refundFen: fen,
  refund: z
    .object({
      refundId: z.string(),
      status: z.enum(['waitselleragree', 'waitbuyersend', 'waitsellerreceive', 'refundsuccess']),
      amountFen: fen,
    })
    .optional(),
  closeReason: z.string().optional(),
  parcel: z
    .object({
      logisticsId: z.string(),
      carrier: z.string(),
      mailNo: z.string(),
      trace: z.array(
        z.object({
          at: moment,
          state: z.enum(['CONSIGN', 'ACCEPT', 'TRANSPORT', 'DELIVERING', 'SIGN']),
          remark: z.string(),
        }),
      ),
    })
    .optional(),
  times: z.object({
    created: moment,
    paid: moment.exactOptional(),
    shipped: moment.exactOptional(),
    received: moment.exactOptional(),
    done: moment.exactOptional(),
  }),
  changedAt: moment,
});
const address = z.object({
  id: z.string(),
  name: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  town: z.string().nullish(),
  address: z.string(),
  phone: z.string(),
  districtCode: z.string().nullish(),
});
const shipment = z.object({
  orderId: z.string(),
  renderId: z.string(),
  cents: z.int(),
  domestic: z.object({ company: z.string(), mailNo: z.string() }).optional(),
});
const state = z.object({
  sandbox: z.literal(version),
  addresses: z.array(address),
  lastAddressId: z.int(),
  orders: z.array(order),
  shipments: z.array(shipment),
});

/** As JSON; of an offer its id alone, since an offer is the same for the same id. */
export function printKept({ addresses, lastAddressId, orders, shipments }: KeptState): string {
  const kept = orders.slice(-mostKept).map(({ lines, ...rest }) => ({
    ...rest,
    lines: lines.map(({ offer, sku, quantity, pieceFen }) => ({
      offerId: offer.offerId,
      skuId: sku?.skuId,
      quantity,
      pieceFen,
    })),
  }));
  return JSON.stringify({ sandbox: version, addresses, lastAddressId, orders: kept, shipments });
}

/**
 * What {@link printKept} wrote, without the orders whose offers are not sold any more.
 * @throws SyntaxError or ZodError where it is anything else.
 */
export function readKeptState(text: string): KeptState {
  const { sandbox: _, orders, shipments, ...rest } = state.parse(JSON.parse(text));
  return {
    ...rest,
    shipments: shipments.map((each) => ({ ...each, domestic: each.domestic })),
    orders: orders.flatMap(({ lines, refund, closeReason, parcel, ...each }) => {
      const [first, ...others] = lines.map(readLine);
      if (first === undefined || others.includes(undefined)) return [];
      const whole = [first, ...others.filter((other) => other !== undefined)] as const;
      return [{ ...each, refund, closeReason, parcel, lines: [...whole] as const }];
    }),
  };
}

function readLine({
  offerId,
  skuId,
  quantity,
  pieceFen,
}: z.output<typeof line>): SandboxOrderLine | undefined {
  const offer = findOffer(offerId);
  if ('code' in offer) return undefined;
  const sku = offer.skus.find((each) => each.skuId === skuId);
  return skuId !== undefined && sku === undefined ? undefined : { offer, sku, quantity, pieceFen };
}
