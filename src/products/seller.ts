import type { ProductHeadline } from '../xport/client.ts';

/** Who sells an offer: by the public name of the company, which is what stands on an order, else by the member id. */
export function sellerOf({
  companyName,
  sellerOpenId,
}: Pick<ProductHeadline, 'companyName' | 'sellerOpenId'>): string | undefined {
  return companyName ?? sellerOpenId;
}
