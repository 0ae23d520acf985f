import { findOffer, type Offer, type Sku } from '../catalogue.ts';
import { recordedPreview } from '../recorded.ts';
import { businessRefusals, type Refusal } from '../refusals.ts';

/** What somebody buys. */
export interface Bought {
  readonly offer: Offer;
  /** Undefined where the offer has none. */
  readonly sku: Sku | undefined;
}

/** What is meant, or why so much of it can't be bought. Without `specId` the offer's first SKU. */
export function chooseGoods({
  offerId,
  specId,
  quantity,
}: {
  readonly offerId: string;
  readonly specId?: string | undefined;
  readonly quantity: number;
}): Bought | Refusal {
  const offer = findOffer(offerId);
  if ('code' in offer) return offer;
  const sku = specId === undefined ? offer.skus[0] : offer.skus.find((each) => each.specId === specId);
  if (specId !== undefined && sku === undefined) return businessRefusals.skuUnknown;
  if (quantity < offer.minOrderQuantity) return businessRefusals.quantityTooSmall;
  if (quantity % (offer.batchNumber ?? 1) !== 0) return businessRefusals.quantityNoMultiple;
  return { offer, sku };
}

/** What it costs, in fen. The fee is that of the documented example, 161 on 6400, in proportion. */
export function priceOf({ offer, sku }: Bought, quantity: number) {
  const productFen = pieceFen({ offer, sku }, quantity) * quantity;
  const shippingFen = offer.offerId === recordedPreview.offerId ? recordedPreview.carriageFen : 500;
  return { productFen, shippingFen, feeFen: Math.round(((productFen + shippingFen) * 161) / 6400) };
}

/** The SKU's own price, or the step that the quantity reaches (xport-api.md, "Which price applies"). */
export function pieceFen({ offer, sku }: Bought, quantity: number): number {
  if (offer.quoteType === 1 && sku !== undefined) return sku.fen;
  const reached = offer.steps.filter(({ startQuantity }) => startQuantity <= quantity).at(-1);
  return (reached ?? offer.steps[0])?.fen ?? sku?.fen ?? 0;
}
