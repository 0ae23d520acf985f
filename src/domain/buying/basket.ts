import { z } from 'zod';
import { jsonIn } from '../../runtime/json.ts';
import type { NotOrdered } from './outcome.ts';
import { mostLines, mostPieces, type OrderLine } from './purchase.ts';

/** Which kind of which offer. */
export type LineId = Pick<OrderLine, 'offerId' | 'specId'>;

/** What a buyer means to buy of one variant of an offer. */
export interface BasketLine extends OrderLine {
  /** Who sells it, where the partner said so; lines of the same one can be ordered together. */
  readonly seller?: string | undefined;
}

/** What one person means to buy, each kind of an offer once, by the offers' ids. */
export interface Basket {
  readonly lines: readonly BasketLine[];
  /** The names of what is kept as a line and is none. */
  readonly unreadable: readonly string[];
}

/** A line as it is kept: a short text by a name of its own, so that changes of two lines at once never undo each other. */
export interface KeptLine {
  readonly name: string;
  readonly value: string;
}

/** As many sellers as a person looks through. */
export const mostSellers = 10;

const nameForm = /^basket (\d{6,19})(?: ([0-9a-f]{32}))?$/;
const longestSeller = 200;
const kept = z.object({
  quantity: z.int().min(1).max(mostPieces),
  seller: z.string().min(1).max(longestSeller).optional(),
});

export function basketName({ offerId, specId }: LineId): string {
  return specId === undefined ? `basket ${offerId}` : `basket ${offerId} ${specId}`;
}

export function printBasketLine({ quantity, seller, ...id }: BasketLine): KeptLine {
  const value: z.input<typeof kept> = {
    quantity,
    ...(seller !== undefined && seller !== '' && { seller: seller.slice(0, longestSeller) }),
  };
  return { name: basketName(id), value: JSON.stringify(value) };
}

/** The basket among all that is kept of a person, by name. Never throws: what can't be read is only named. */
export function readBasket(texts: ReadonlyMap<string, string>): Basket {
  const own = [...texts].filter(([name]) => name.startsWith('basket '));
  const read = own.map(([name, value]) => ({ name, line: readLine({ name, value }) }));
  return {
    lines: read.flatMap(({ line }) => line ?? []),
    unreadable: read.filter(({ line }) => line === undefined).map(({ name }) => name),
  };
}

function readLine({ name, value }: KeptLine): BasketLine | undefined {
  const [, offerId, specId] = nameForm.exec(name) ?? [];
  const { data } = kept.safeParse(jsonIn(value));
  if (offerId === undefined || data === undefined) return undefined;
  return { offerId, ...(specId !== undefined && { specId }), ...data };
}

/** Whether both are of the same kind of the same offer. */
export function isSameLine(one: LineId, other: LineId): boolean {
  return one.offerId === other.offerId && one.specId === other.specId;
}

/** Why nothing can be added, and how much there may be. */
export interface Full {
  readonly full: 'pieces' | 'lines' | 'sellers';
  readonly most: number;
}

/** The line that `more` becomes in the basket: with what is there of the same variant, and the seller if one is known. */
export function withMore(lines: readonly BasketLine[], more: BasketLine): BasketLine | Full {
  const there = lines.find((line) => isSameLine(line, more));
  const seller = more.seller ?? there?.seller;
  const quantity = (there?.quantity ?? 0) + more.quantity;
  if (quantity > mostPieces) return { full: 'pieces', most: mostPieces };
  const others = bySeller(lines.filter((line) => line !== there));
  const same = others.find((each) => each.seller === seller);
  if ((same?.lines.length ?? 0) >= mostLines) return { full: 'lines', most: mostLines };
  if (same === undefined && others.length >= mostSellers) return { full: 'sellers', most: mostSellers };
  return { ...more, quantity, seller };
}

/** The lines of one seller, or those whose seller is unknown. */
export interface SellersLines {
  readonly seller: string | undefined;
  /** At least one. */
  readonly lines: readonly [BasketLine, ...BasketLine[]];
}

/** What can be ordered together, each line in one of them; lines of an unknown seller come last. */
export function bySeller(lines: readonly BasketLine[]): readonly SellersLines[] {
  const sellers = new Set(lines.map(({ seller }) => seller));
  const known = [...sellers].filter((seller) => seller !== undefined);
  return [...known, undefined].flatMap((seller) => {
    const [first, ...others] = lines.filter((line) => line.seller === seller);
    return first === undefined ? [] : [{ seller, lines: [first, ...others] as const }];
  });
}

/** What of a purchase was ordered for certain, where some of it was not: a line of which that is open is not. */
export function orderedOf(lines: readonly OrderLine[], failed: readonly NotOrdered[]): readonly OrderLine[] {
  const isOpen = failed.some(({ offerId }) => offerId === undefined);
  return isOpen ? [] : lines.filter((line) => failed.every(({ offerId }) => offerId !== line.offerId));
}

/** What is left of the basket's lines that were ordered: what came to them since. A quantity of 0 is nothing. */
export function leftOf(lines: readonly BasketLine[], ordered: readonly OrderLine[]): readonly BasketLine[] {
  return lines.flatMap((line) => {
    const bought = ordered.find((each) => isSameLine(each, line));
    return bought === undefined ? [] : [{ ...line, quantity: Math.max(0, line.quantity - bought.quantity) }];
  });
}
