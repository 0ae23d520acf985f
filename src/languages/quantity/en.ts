/** Made once: to make one takes longer than to draw the rest of a card. */
const grouped = new Intl.NumberFormat('en');

/** `1,500`: any number as English writes it. */
export const grouping = (count: number): string => grouped.format(count);

/** How many of an offer: "1 piece", "1,500 pieces"; in the seller's unit where the partner names it. */
export const pieces = (quantity: number, unit = 'piece'): string =>
  `${grouping(quantity)} ${quantity === 1 ? unit : severalOf(unit)}`;

/** Units come as a translation left them, mostly in the singular. */
function severalOf(unit: string): string {
  if (!/^[a-z]+[a-rt-z]$/i.test(unit)) return unit;
  return /(?:x|z|ch|sh)$/i.test(unit) ? `${unit}es` : `${unit}s`;
}
