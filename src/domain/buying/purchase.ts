import type { Cargo } from '../../xport/buying.ts';

/** The most pieces of one variant that a buyer orders at once. */
export const mostPieces = 1_000_000;

/** So many of one kind of an offer. */
export interface OrderLine {
  readonly offerId: string;
  /** Absent where the offer has no SKUs. */
  readonly specId?: string | undefined;
  readonly quantity: number;
}

/** What a buyer means to buy of one seller, in one order, sent to one of the account's addresses. */
export interface Purchase {
  /** At least one; each kind of an offer once. */
  readonly lines: readonly OrderLine[];
  readonly addressId: string;
}

/** The same text for the same purchase in whatever order its lines stand, another for any other. */
export function printPurchase({ lines, addressId }: Purchase): string {
  const printed = lines
    .map(({ offerId, specId, quantity }) => [offerId, specId ?? '', quantity] as const)
    .sort(([offer, spec], [otherOffer, otherSpec]) => {
      const [one, other] = [`${offer} ${spec}`, `${otherOffer} ${otherSpec}`];
      return one < other ? -1 : Number(one > other);
    });
  const [only, ...others] = printed;
  // One line is written as it was when there was never another: what was begun then is still told.
  return JSON.stringify(
    others.length === 0 && only !== undefined ? [...only, addressId] : [printed, addressId],
  );
}

/** What the partner's calls are told of it. */
export function purchaseRequest({ lines, addressId }: Purchase) {
  const cargoParamList = lines.map(
    ({ offerId, specId, quantity }): Cargo => ({
      offerId,
      ...(specId !== undefined && { specId }),
      quantity,
    }),
  );
  return { addressParam: { addressId }, cargoParamList };
}
