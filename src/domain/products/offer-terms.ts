import type { ProductDetail, ProductHeadline } from '../../xport/client.ts';

/** How many pieces of an offer an order may be of. */
export interface OrderQuantity {
  /** At least 1. */
  readonly minimum: number;
  /** A quantity is a multiple of it; at least 1. */
  readonly lot: number;
}

/** Why a quantity can't be ordered: the preview would refuse it. */
export type QuantityFault = 'below minimum' | 'not whole lots';

/** What an offer says of quantities; where it says nothing, anything from one piece on. */
export function orderQuantityOf(
  detail: Pick<ProductDetail, 'minOrderQuantity' | 'batchNumber'>,
): OrderQuantity {
  return {
    minimum: Math.max(1, detail.minOrderQuantity ?? 1),
    lot: Math.max(1, detail.batchNumber ?? 1),
  };
}

export function quantityFault(quantity: number, { minimum, lot }: OrderQuantity): QuantityFault | undefined {
  if (quantity < minimum) return 'below minimum';
  return quantity % lot === 0 ? undefined : 'not whole lots';
}

/** The smallest quantity that can be ordered. */
export function leastQuantity({ minimum, lot }: OrderQuantity): number {
  return Math.ceil(minimum / lot) * lot;
}

/** Who sells an offer: by the public name of the company, which is what stands on an order, else by the member id. */
export function sellerOf({
  companyName,
  sellerOpenId,
}: Pick<ProductHeadline, 'companyName' | 'sellerOpenId'>): string | undefined {
  return companyName ?? sellerOpenId;
}
