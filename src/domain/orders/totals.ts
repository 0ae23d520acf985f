import type { Order } from './order.ts';

/** What an order's total is made of, in fen: with `goodsFen`, all that is given adds up to `totalFen`. */
export interface OrderTotals {
  readonly goodsFen?: number;
  readonly freightFen?: number;
  /** What the total is beyond goods and freight; below nought where something is taken off. Never 0. */
  readonly otherFen?: number;
  readonly totalFen?: number;
}

/**
 * The sums of an order, with the difference where the partner's own do not add up. What it does not say of goods is read
 * from their prices; goods and difference are left out where neither says it.
 */
export function totalsOf(order: Order): OrderTotals {
  const { totalFen, shippingFen: freightFen, productFen = pricedFen(order) } = order;
  const goodsFen = totalFen === undefined ? undefined : productFen;
  const otherFen = goodsFen === undefined ? 0 : (totalFen ?? 0) - goodsFen - (freightFen ?? 0);
  // Nothing is said of sums that a number does not hold exactly.
  if (!Number.isSafeInteger(otherFen)) return totalFen === undefined ? {} : { totalFen };
  return {
    ...(goodsFen !== undefined && { goodsFen }),
    ...(freightFen !== undefined && { freightFen }),
    ...(otherFen !== 0 && { otherFen }),
    ...(totalFen !== undefined && { totalFen }),
  };
}

/** What the goods come to by their prices; `undefined` where one of them is not known. */
function pricedFen({ items }: Order): number | undefined {
  const sums = items.map(({ priceFen, quantity }) =>
    priceFen === undefined || quantity === undefined ? Number.NaN : priceFen * quantity,
  );
  const sum = sums.reduce((all, each) => all + each, 0);
  return items.length > 0 && Number.isSafeInteger(sum) ? sum : undefined;
}
