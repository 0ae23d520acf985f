/*
 * How long the lists of the partner's requests and answers may be, by what they hold: far longer than any that was seen,
 * and short enough that nothing made of them weighs or takes much.
 */

/** Of an offer's these many are read, and the rest is left out: `capped` in fields.ts. */
export const most = {
  /** SKUs. A card says how many more there are. */
  variants: 2000,
  /** What an offer or a SKU is said to be: material, colour. */
  attributes: 500,
  pictures: 200,
} as const;

/** An answer with a longer list makes no sense, and is refused: an order without its last parcels would be another order. */
export const bounds = {
  /** Offers that one request names; the partner's own limit is not known. */
  offers: 20,
  priceSteps: 100,
  /** What sellers and services are marked with. */
  marks: 100,
  /** What comes a page at a time, or all at once: found offers, orders, categories, addresses, carriers, reasons. */
  page: 2000,
  /** Orders that one message or answer names. */
  orders: 1000,
  /** Lines of an order or of a basket, as the partner splits them. */
  goods: 1000,
  parcels: 1000,
  /** What a carrier wrote of one parcel. */
  steps: 2000,
  payments: 200,
  vouchers: 10,
} as const;
