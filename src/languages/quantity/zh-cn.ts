/** How many of an offer, in the seller's unit where the partner names it. */
export const pieces = (quantity: number, unit = '件'): string => `${quantity} ${unit}`;
