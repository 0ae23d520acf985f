import { z } from 'zod';
import { chooseLines } from '../orders/order-price.ts';
import { businessRefusals, fieldRefusal, type SandboxRefusal } from '../refusals.ts';
import type { SandboxConsignment, Shipments } from '../shipments.ts';
import { firstFault, offerId, type SandboxEndpoint } from './endpoint.ts';

const country = z.string().regex(/^[A-Z]{2}$/);
const centimetres = z.number().positive().max(300).nullish();
const estimateRequest = z.object({
  country,
  zip: z.string().nullish(),
  weight: z.number(),
  length: centimetres,
  width: centimetres,
  height: centimetres,
});
const receiver = z.object({
  name: z.string().min(1),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  mobilePhone: z.string().nullish(),
  address: z.string().min(1),
  taxId: z.string().nullish(),
  country,
  city: z.string().min(1),
  zip: z.string().nullish(),
  state: z.string().nullish(),
});
const item = z.object({
  itemId: offerId,
  skuId: z.string(),
  quantity: z.int().min(1),
  freightInfo: z.object({ serviceId: z.string() }),
  currency: z.string().regex(/^[A-Z]{3}$/),
  price: z.string(),
});
const renderRequest = z.object({ receiverAddress: receiver, renderItems: z.array(item) });
const bookRequest = z.object({
  renderId: z.string(),
  receiverAddress: receiver,
  lineItems: z.array(item),
});
const domesticRequest = z.object({
  orderId: z.string(),
  logisticsCompany: z.string().min(1),
  mailNo: z.string().regex(/^[A-Za-z0-9]{6,40}$/),
});

/** Cents for a parcel, and for each begun half kilogram. */
const services = [
  {
    serviceId: 'SEA',
    companyName: 'COSCO',
    serviceCategory: 'ECONOMY',
    days: [35, 50],
    first: 380,
    half: 190,
  },
  {
    serviceId: 'STANDARD',
    companyName: 'CAINIAO',
    serviceCategory: 'STANDARD',
    days: [12, 20],
    first: 520,
    half: 430,
  },
  {
    serviceId: 'EXPRESS',
    companyName: 'DHL',
    serviceCategory: 'EXPRESS',
    days: [3, 6],
    first: 1450,
    half: 890,
  },
] as const;

/** Goods are at home in the first, and no carrier takes parcels to the others. */
const unserved = ['CN', 'KP', 'AQ'];
const heaviestGrams = 30_000;
/** What carriers count for each cubic centimetre, in grams. */
const gramsPerCubicCentimetre = 1 / 5;

/** The endpoints of freight out of China. Their answers are made up: no real one could be read. */
export function freightAbroadAnswers(shipments: Shipments): readonly SandboxEndpoint[] {
  return [
    {
      path: '/open/pp/logistics/estimateFreight',
      querySigned: true,
      answer(body) {
        const asked = estimateRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { weight, length, width, height } = asked.data;
        const volume = (length ?? 0) * (width ?? 0) * (height ?? 0) * gramsPerCubicCentimetre;
        const refusal = refusalOf(asked.data.country, weight);
        if (refusal !== undefined) return refusal;
        return {
          data: services.map(
            ({ serviceId, companyName, serviceCategory, days: [minDays, maxDays], ...price }) => ({
              serviceId,
              companyName,
              serviceCategory,
              minDays,
              maxDays,
              totalFreight: decimal(centsFor(price, Math.max(weight, volume))),
              currency: 'USD',
            }),
          ),
        };
      },
    },
    {
      path: '/open/pp/logistics/orderRenderFreight',
      querySigned: true,
      answer(body) {
        const asked = renderRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { receiverAddress, renderItems } = asked.data;
        const cents = costOf(receiverAddress.country, renderItems);
        if (typeof cents !== 'number') return cents;
        const renderId = shipments.render(consignmentOf(receiverAddress, renderItems), cents);
        const items = renderItems.map(({ itemId, quantity }) => ({ itemId, quantity, message: null }));
        return { data: { renderId, totalFreight: decimal(cents), currency: 'USD', renderItems: items } };
      },
    },
    {
      path: '/open/pp/logistics/orderBookingFreight',
      querySigned: true,
      answer(body) {
        const asked = bookRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { renderId, receiverAddress, lineItems } = asked.data;
        if (lineItems.length === 0) return businessRefusals.linesEmpty;
        const booked = shipments.book(renderId, consignmentOf(receiverAddress, lineItems));
        return 'code' in booked ? booked : { data: { orderId: booked.orderId, renderId } };
      },
    },
    {
      path: '/open/pp/logistics/updateDomestic',
      querySigned: true,
      answer(body) {
        const asked = domesticRequest.safeParse(body);
        if (!asked.success) return fieldRefusal(firstFault(asked.error));
        const { orderId, logisticsCompany: company, mailNo } = asked.data;
        const updated = shipments.update(orderId, { company, mailNo });
        return 'code' in updated ? updated : { data: null };
      },
    },
  ];
}

function refusalOf(to: string, grams: number): SandboxRefusal | undefined {
  if (unserved.includes(to)) return businessRefusals.countryUnserved;
  return grams > 0 && grams <= heaviestGrams ? undefined : businessRefusals.weightWrong;
}

function centsFor({ first, half }: { readonly first: number; readonly half: number }, grams: number): number {
  return first + Math.ceil(grams / 500) * half;
}

/** Cents of all items together, each by its own service. */
function costOf(to: string, items: readonly z.output<typeof item>[]): number | SandboxRefusal {
  if (items.length === 0) return businessRefusals.linesEmpty;
  let cents = 0;
  for (const { itemId, skuId, quantity, freightInfo } of items) {
    const service = services.find(({ serviceId }) => serviceId === freightInfo.serviceId);
    if (service === undefined) return businessRefusals.serviceUnknown;
    const goods = chooseLines([{ offerId: itemId, quantity }]);
    if ('code' in goods) return goods;
    const [{ offer }] = goods;
    const known = skuId === '' ? offer.skus.length === 0 : offer.skus.some((sku) => sku.skuId === skuId);
    if (!known) return businessRefusals.skuUnknown;
    const grams = offer.weightGrams * quantity;
    const refusal = refusalOf(to, grams);
    if (refusal !== undefined) return refusal;
    cents += centsFor(service, grams);
  }
  return cents;
}

function consignmentOf(
  to: z.output<typeof receiver>,
  items: readonly z.output<typeof item>[],
): SandboxConsignment {
  return {
    goods: JSON.stringify(
      items.map(({ itemId, skuId, quantity, freightInfo }) => [
        itemId,
        skuId,
        quantity,
        freightInfo.serviceId,
      ]),
    ),
    receiver: JSON.stringify([to.name, to.address, to.city, to.zip ?? '', to.state ?? '', to.country]),
  };
}

function decimal(cents: number): string {
  return (cents / 100).toFixed(2);
}
