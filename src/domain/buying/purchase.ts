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

/**
 * As many lines as one order takes: one card shows all of them on every platform, one menu has each to choose, and one
 * call of the partner's describes their offers. Each of these ends at twenty or a little above.
 */
export const mostLines = 20;

const form = /^(\d{6,19}):([0-9a-f]{32})?:([1-9]\d{0,6})$/;

/** Lines as one text without spaces: `889512351602:530ad00177264564503ec3b848650652:2,600000000001::5`. */
export function printLines(lines: readonly OrderLine[]): string {
  return lines.map(({ offerId, specId = '', quantity }) => `${offerId}:${specId}:${quantity}`).join();
}

/** What {@link printLines} wrote; `undefined` for anything else, no lines, too many, or a kind that is in it twice. */
export function readLines(text: string): readonly OrderLine[] | undefined {
  const lines = text.split(',').map(readLine);
  const kinds = new Set(lines.map((line) => line && `${line.offerId} ${line.specId ?? ''}`));
  if (lines.length > mostLines || kinds.size < lines.length) return undefined;
  const read = lines.filter((line) => line !== undefined);
  return read.length === lines.length ? read : undefined;
}

function readLine(text: string): OrderLine | undefined {
  const [, offerId, specId, pieces] = form.exec(text) ?? [];
  const quantity = Number(pieces);
  if (offerId === undefined || quantity > mostPieces) return undefined;
  return { offerId, ...(specId !== undefined && { specId }), quantity };
}
