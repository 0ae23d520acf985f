import type { Cargo } from '../xport/buying.ts';

/** What somebody means to buy: so many of one offer, sent to one of the account's addresses. */
export interface Purchase {
  readonly offerId: string;
  /** Absent where the offer has no SKUs. */
  readonly specId?: string | undefined;
  readonly quantity: number;
  readonly addressId: string;
}

/** The same text for the same purchase, another for any other. */
export function printPurchase({ offerId, specId, quantity, addressId }: Purchase): string {
  return JSON.stringify([offerId, specId ?? '', quantity, addressId]);
}

/** What the partner's calls are told of it. */
export function requestOf({ offerId, specId, quantity, addressId }: Purchase) {
  const cargo: Cargo = { offerId, ...(specId !== undefined && { specId }), quantity };
  return { addressParam: { addressId }, cargoParamList: [cargo] };
}
