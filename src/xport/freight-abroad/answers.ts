import { z } from 'zod';
import { bounds } from '../bounds.ts';
import { code, decimal, list, maybe, quantity, record, text } from '../fields.ts';
import { page } from '../pages.ts';

/*
 * No answer about freight out of China could be read: every name below is inferred, several for one thing, and any may be
 * missing.
 */

const chargeShape = {
  amount: maybe(decimal),
  totalAmount: maybe(decimal),
  totalFreight: maybe(decimal),
  freight: maybe(decimal),
  totalFee: maybe(decimal),
  fee: maybe(decimal),
  price: maybe(decimal),
  currency: maybe(text),
  currencyCode: maybe(text),
};

type Charged = z.output<z.ZodObject<typeof chargeShape>>;

/** What the carriage costs: an exact decimal, of a currency; whether of its minor unit is not known. */
function chargeOf(given: Charged) {
  return {
    amount:
      given.totalAmount ??
      given.totalFreight ??
      given.totalFee ??
      given.amount ??
      given.freight ??
      given.fee ??
      given.price,
    currency: given.currency ?? given.currencyCode,
  };
}

const service = record({
  serviceId: maybe(code),
  serviceCode: maybe(code),
  companyName: maybe(text),
  serviceName: maybe(text),
  serviceCategory: maybe(text),
  minDays: maybe(quantity),
  maxDays: maybe(quantity),
  ...chargeShape,
});

/** A service without an id can't be asked for. */
const namedService = service
  .refine((given) => (given.serviceId ?? given.serviceCode ?? '') !== '')
  .transform((given) =>
    Object.freeze({
      serviceId: given.serviceId ?? given.serviceCode ?? '',
      companyName: given.companyName ?? given.serviceName,
      serviceCategory: given.serviceCategory,
      minDays: given.minDays,
      maxDays: given.maxDays,
      ...chargeOf(given),
    }),
  );

/** A service that carries goods abroad, and what it would cost. */
export type AbroadService = z.output<typeof namedService>;

export const services = page(namedService);

const rendered = record({
  renderId: maybe(text),
  ...chargeShape,
  renderItems: list(
    record({ itemId: maybe(text), quantity: maybe(quantity), message: maybe(text) }),
    bounds.goods,
  ),
});

/** What a render gave, or the id alone. */
export const quote = z
  .transform((given): unknown => (typeof given === 'string' ? { renderId: given } : given))
  .pipe(rendered)
  .transform((given) =>
    Object.freeze({
      renderId: given.renderId,
      items: given.renderItems,
      ...chargeOf(given),
    }),
  );

/** What sending goods abroad costs, good for as long as its `renderId` is. */
export type AbroadQuote = z.output<typeof quote>;

const bookedOrder = record({
  orderId: maybe(code),
  internationalOrderId: maybe(code),
  logisticsOrderId: maybe(code),
  bookingId: maybe(code),
  id: maybe(code),
});

/** The international order's id, under any name or by itself; without one it is booked all the same, unless it says no. */
export const booked = z.transform(
  (given): { readonly done: boolean; readonly orderId: string | undefined } => {
    const alone = code.safeParse(given).data;
    if (alone !== undefined) return { done: true, orderId: alone === '' ? undefined : alone };
    const read = bookedOrder.safeParse(given).data;
    const orderId =
      read?.orderId ?? read?.internationalOrderId ?? read?.logisticsOrderId ?? read?.bookingId ?? read?.id;
    return { done: saysYes(given), orderId };
  },
);

export type FreightBooked = z.output<typeof booked>;

/** Without data, or with any that doesn't say no, it is done. */
export const done = z.transform((given): { readonly done: boolean } => ({ done: saysYes(given) }));

function saysYes(given: unknown): boolean {
  const said = typeof given === 'object' && given !== null && 'success' in given ? given.success : given;
  return said !== false && said !== 'false';
}
