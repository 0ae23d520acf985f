import type { PreviewPart } from '../../xport/buying.ts';
import type { OrderLine, Purchase } from './purchase.ts';

/** What a purchase costs, in fen: `goodsFen + freightFen + feeFen` is `toPayFen`, always. */
export interface Quote {
  readonly goodsFen: number;
  readonly freightFen: number;
  /** What is to be paid beyond goods and freight; below nought where something is taken off. */
  readonly feeFen: number;
  readonly toPayFen: number;
  /** How many orders it becomes. */
  readonly orders: number;
  /** What it is made of, as far as the partner names it. */
  readonly items: readonly QuotedItem[];
  /** What the partner remarks on single items. */
  readonly remarks: readonly string[];
}

/** One item of a preview. */
interface QuotedItem {
  readonly offerId: string | undefined;
  readonly specId: string | undefined;
  readonly pieceFen: number | undefined;
}

/**
 * The sums of a preview, over all orders that the purchase splits into.
 *
 * @throws RangeError when a sum is beyond what a number holds exactly.
 */
export function quoteOf(parts: readonly PreviewPart[]): Quote {
  const sum = (pick: (part: PreviewPart) => number) =>
    exact(parts.reduce((all, each) => all + pick(each), 0));
  const goodsFen = sum(({ sumPaymentNoCarriage }) => sumPaymentNoCarriage);
  const freightFen = sum(({ sumCarriage }) => sumCarriage);
  const toPayFen = sum(({ sumTotalPayment }) => sumTotalPayment);
  const items = parts.flatMap(({ orderItemTOList }) => orderItemTOList);
  return {
    goodsFen,
    freightFen,
    feeFen: toPayFen - exact(goodsFen + freightFen),
    toPayFen,
    orders: parts.length,
    items: items.map(({ offerId, specId, finalUnitPrice: pieceFen }) => ({ offerId, specId, pieceFen })),
    remarks: [...new Set(items.flatMap(({ message }) => message?.trim() || []))],
  };
}

/** What one piece of a line costs, where every piece of it costs the same. */
export function pieceFenOf({ items }: Pick<Quote, 'items'>, line: LineId): number | undefined {
  const prices = new Set(items.filter((item) => isOf(item, line)).map((item) => item.pieceFen));
  const [pieceFen] = prices;
  return prices.size === 1 ? pieceFen : undefined;
}

/**
 * Whether a preview speaks of this purchase and nothing else, as far as it names what it is about. Of several lines none
 * may be missing: what is left out of the total is not confirmed by it.
 */
export function isAbout(parts: readonly PreviewPart[], { lines }: Purchase): boolean {
  const items = parts.flatMap(({ orderItemTOList }) => orderItemTOList);
  return (
    items.every((item) => lines.some((line) => isOf(item, line))) &&
    (lines.length === 1 || lines.every((line) => items.some((item) => isOf(item, line))))
  );
}

/** Which kind of which offer a line is of. */
type LineId = Pick<OrderLine, 'offerId' | 'specId'>;

function isOf(item: Pick<QuotedItem, 'offerId' | 'specId'>, { offerId, specId }: LineId): boolean {
  return (
    (item.offerId === undefined || item.offerId === offerId) &&
    (item.specId === undefined || specId === undefined || item.specId === specId)
  );
}

function exact(fen: number): number {
  if (!Number.isSafeInteger(fen)) throw new RangeError('a total must be a whole number of fen');
  return fen;
}
