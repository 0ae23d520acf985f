/**
 * A count as English writes it: `1,500`. By its digits: the first of Node's own formatters takes 7 MiB, which a bot that
 * idles would hold for a comma.
 */
export const grouping = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** How many of an offer: "1 piece", "1,500 pieces"; in the seller's unit where the partner names it. */
export const pieces = (quantity: number, unit = 'piece'): string =>
  `${grouping(quantity)} ${quantity === 1 ? unit : severalOf(unit)}`;

/** Units come as a translation left them, mostly in the singular. */
function severalOf(unit: string): string {
  if (!/^[a-z]+[a-rt-z]$/i.test(unit)) return unit;
  return /(?:x|z|ch|sh)$/i.test(unit) ? `${unit}es` : `${unit}s`;
}
