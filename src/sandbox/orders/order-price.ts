import { findOffer, type Offer, type Sku } from '../catalogue.ts';
import { domesticFreight } from '../freight.ts';
import { businessRefusals, type SandboxRefusal } from '../refusals.ts';
import type { SandboxOrderLine } from './order.ts';

/** What a buyer asks for. */
export interface WantedLine {
  readonly offerId: string;
  readonly specId?: string | undefined;
  readonly quantity: number;
}

/**
 * What is meant, and what each costs; or why it can't be bought together. Without `specId` the offer's first SKU. All
 * kinds of an offer count towards its least quantity and its price steps.
 */
export function chooseLines(
  wanted: readonly [WantedLine, ...WantedLine[]],
): readonly [SandboxOrderLine, ...SandboxOrderLine[]] | SandboxRefusal {
  const piecesOf = (offerId: string) =>
    wanted.filter((line) => line.offerId === offerId).reduce((sum, { quantity }) => sum + quantity, 0);
  const [first, ...others] = wanted.map((line) => chooseLine(line, piecesOf(line.offerId)));
  if (first === undefined) return businessRefusals.offerUnknown;
  if ('code' in first) return first;
  const lines: [SandboxOrderLine, ...SandboxOrderLine[]] = [first];
  for (const line of others) {
    if ('code' in line) return line;
    lines.push(line);
  }
  const sellers = new Set(lines.map(({ offer }) => offer.seller.openUid));
  return sellers.size > 1 ? businessRefusals.sellersMixed : lines;
}

function chooseLine(
  { offerId, specId, quantity }: WantedLine,
  together: number,
): SandboxOrderLine | SandboxRefusal {
  const offer = findOffer(offerId);
  if ('code' in offer) return offer;
  const sku = specId === undefined ? offer.skus[0] : offer.skus.find((each) => each.specId === specId);
  if (specId !== undefined && sku === undefined) return businessRefusals.skuUnknown;
  if (together < offer.minOrderQuantity) return businessRefusals.quantityTooSmall;
  if (quantity % (offer.batchNumber ?? 1) !== 0) return businessRefusals.quantityNoMultiple;
  return { offer, sku, quantity, pieceFen: pieceFen(offer, sku, together) };
}

/**
 * What it costs to have it sent to a province, in fen; freight for each offer, all its kinds together. The fee is that of the documented example, 161 on 6400, in
 * proportion.
 */
export function orderPrice(lines: readonly SandboxOrderLine[], province: string) {
  const productFen = lines.reduce((sum, line) => sum + line.pieceFen * line.quantity, 0);
  const pieces = new Map<Offer, number>();
  for (const { offer, quantity } of lines) {
    const same = [...pieces.keys()].find(({ offerId }) => offerId === offer.offerId) ?? offer;
    pieces.set(same, (pieces.get(same) ?? 0) + quantity);
  }
  const shippingFen = [...pieces].reduce(
    (sum, [offer, count]) => sum + domesticFreight(offer, count, province).fen,
    0,
  );
  return { productFen, shippingFen, feeFen: Math.round(((productFen + shippingFen) * 161) / 6400) };
}

/** The SKU's own price, or the step that the quantity reaches (xport-api.md, "Which price applies"). */
function pieceFen(offer: Offer, sku: Sku | undefined, quantity: number): number {
  if (offer.quoteType === 1 && sku !== undefined) return sku.fen;
  const reached = offer.steps.filter(({ startQuantity }) => startQuantity <= quantity).at(-1);
  return (reached ?? offer.steps[0])?.fen ?? sku?.fen ?? 0;
}
