import type { ProductDetail } from '../../xport/client.ts';
import { readFen } from '../orders/money.ts';

/** What one piece costs, in fen; a part of a fen is rounded up, so that no card promises too little. */
export interface Price {
  readonly fen: number;
  /** What the dearest SKU costs, where `fen` is the cheapest one's. */
  readonly mostFen?: number;
  /** What it costs without the promotion that `fen` is of. */
  readonly usualFen?: number;
  /**
   * A promotion's price that is dearer than `fen`. Which of the two holds is not known; the total of an order's preview
   * decides.
   */
  readonly unsureFen?: number;
}

/** From so many pieces on one price holds; without `fen` it is not known which. */
export type PriceStep =
  | (Price & { readonly from: number })
  | { readonly from: number; readonly fen?: undefined };

/** A kind of the goods that is ordered by itself: a colour, a size. */
interface PricedSku {
  readonly skuId: string;
  /** What an order names. */
  readonly specId?: string | undefined;
  /** The SKU's own prices by its quantity, ascending; empty where none is known. */
  readonly steps: readonly PriceStep[];
  readonly stock?: number | undefined;
}

/**
 * Which prices count: steps by the quantity of an offer without SKUs, steps by the quantity of all SKUs together, each
 * SKU's own; or none are known.
 */
export type PriceLogic = 'quantity' | 'total quantity' | 'sku' | 'unknown';

/** The prices of an offer, as 1688 has them count. */
export interface Pricing {
  readonly logic: PriceLogic;
  /** Whether the offer doesn't say which logic it follows, so that it was concluded from the prices there are. */
  readonly concluded: boolean;
  /** Ascending by `from`, each one once. Empty where SKUs' own prices count. */
  readonly steps: readonly PriceStep[];
  /** In the offer's own order. */
  readonly skus: readonly PricedSku[];
}

type Priced = Pick<ProductDetail, 'productSaleInfo' | 'productSkuInfos'>;

/**
 * Reads the prices of an offer. `quoteType` 0 is steps by quantity, 1 a price for each SKU, 2 steps by the quantity of
 * all SKUs together (1688's product detail); a promotion's price wins where it is no dearer. Where `quoteType` is
 * missing, or names prices that are not there, those that are there count. A retail price is that of one piece alone, and
 * no other takes its place: where it is missing though the other prices begin at two, one piece has no known price.
 */
export function pricingOf({ productSaleInfo, productSkuInfos }: Priced): Pricing {
  const given = stepsOf(productSaleInfo?.priceRangeList ?? []);
  const offerRetail = fenOf(productSaleInfo?.retailPrice);
  const retails = productSkuInfos.map(({ retailPrice }) => fenOf(retailPrice) ?? offerRetail);
  const known = retails.filter((fen) => fen !== undefined);
  const hasRetail = offerRetail !== undefined || known.length > 0;
  const from = hasRetail || given[0]?.from === 2 ? 2 : 1;
  const own = productSkuInfos.map(
    ({ price, promotionPrice, fenxiaoPriceInfo }) =>
      priceOf(price, promotionPrice) ?? priceOf(fenxiaoPriceInfo?.offerPrice, undefined),
  );
  const skus = productSkuInfos.map(({ skuId, specId, amountOnSale: stock }, at): PricedSku => {
    const wholesale = own[at] === undefined ? [] : [{ from, ...own[at] }];
    return { skuId, specId, stock, steps: withRetail(wholesale, retailOf([retails[at]])) };
  });
  const steps = withRetail(given, retailOf(known.length > 0 ? known : [offerRetail]));
  const priced = own.some((price) => price !== undefined);
  const stepped = given.length > 0 || (hasRetail && !priced);
  const said = logicOf(productSaleInfo?.quoteType);
  const held = (said === 'sku' ? priced : stepped) ? said : undefined;
  const logic = held ?? concludedFrom(stepped, priced, skus.length > 0);
  return { logic, concluded: held === undefined, steps: logic === 'sku' ? [] : steps, skus };
}

/** The price of one piece of the cheapest SKU, and of the dearest. */
function retailOf(prices: readonly (number | undefined)[]): Price | undefined {
  const known = prices.filter((fen) => fen !== undefined);
  if (known.length === 0) return undefined;
  const [fen, mostFen] = [Math.min(...known), Math.max(...known)];
  return { fen, ...(fen < mostFen && { mostFen }) };
}

/** `steps` from two pieces on, after the price of one piece. */
function withRetail(steps: readonly PriceStep[], retail: Price | undefined): readonly PriceStep[] {
  if (retail === undefined) return steps;
  const first = steps.findLast(({ from }) => from <= 2) ?? { from: 2 };
  return [{ from: 1, ...retail }, { ...first, from: 2 }, ...steps.filter(({ from }) => from > 2)];
}

function logicOf(quoteType: number | undefined): PriceLogic | undefined {
  if (quoteType === 0) return 'quantity';
  if (quoteType === 1) return 'sku';
  return quoteType === 2 ? 'total quantity' : undefined;
}

function concludedFrom(stepped: boolean, priced: boolean, hasSkus: boolean): PriceLogic {
  if (stepped) return hasSkus ? 'total quantity' : 'quantity';
  return priced ? 'sku' : 'unknown';
}

/** What one piece costs at `usual` yuan, or at the promotion's where that is no dearer; `undefined` without either. */
export function priceOf(usual: string | undefined, promotion: string | undefined): Price | undefined {
  const usualFen = fenOf(usual);
  const promotionFen = fenOf(promotion);
  if (promotionFen === undefined) return usualFen === undefined ? undefined : { fen: usualFen };
  if (usualFen === undefined || usualFen === promotionFen) return { fen: promotionFen };
  return promotionFen < usualFen
    ? { fen: promotionFen, usualFen }
    : { fen: usualFen, unsureFen: promotionFen };
}

/** Nought is what stands where there is no price. */
function fenOf(yuan: string | undefined): number | undefined {
  const fen = yuan === undefined ? undefined : readFen(yuan, 'yuan', 'up');
  return fen === 0 ? undefined : fen;
}

/**
 * Ascending, in whatever order they come. Of two for one quantity the dearer, so that no card promises too little. One
 * without a price ends the step before it; before all others it says nothing.
 */
function stepsOf(
  given: NonNullable<ProductDetail['productSaleInfo']>['priceRangeList'],
): readonly PriceStep[] {
  const steps = new Map<number, PriceStep>();
  for (const { startQuantity: from, price, promotionPrice } of given) {
    const read: PriceStep = { from, ...priceOf(price, promotionPrice) };
    const known = steps.get(from);
    if (from < 0 || (known !== undefined && (known.fen ?? 0) >= (read.fen ?? 0))) continue;
    steps.set(from, read);
  }
  const sorted = [...steps.values()].sort((one, other) => one.from - other.from);
  const first = sorted.findIndex(({ fen }) => fen !== undefined);
  return first === -1 ? [] : sorted.slice(first);
}

/**
 * `pricing` for an order of `least` pieces or more: the step that they reach begins with them, also one that is said to
 * begin with 0, and those before it, which no order reaches, are left out.
 */
export function orderable(pricing: Pricing, least: number): Pricing {
  const skus = pricing.skus.map((sku) => ({ ...sku, steps: reached(sku.steps, least) }));
  return { ...pricing, steps: reached(pricing.steps, least), skus };
}

function reached(steps: readonly PriceStep[], least: number): readonly PriceStep[] {
  const first = steps.findLastIndex(({ from }) => from <= least);
  return steps.slice(Math.max(0, first)).map((step) => ({ ...step, from: Math.max(step.from, least) }));
}

/** `steps`, and one without a price from `least` pieces on where the first begins above. */
export function toldFrom(steps: readonly PriceStep[], least: number): readonly PriceStep[] {
  const first = steps[0]?.from ?? 0;
  return first > least ? [{ from: least }, ...steps] : steps;
}

/**
 * What one piece costs when `quantity` are ordered in all: by the steps, or, where SKUs have their own prices, of
 * `skuId`. Without `skuId` it is the cheapest of them, with what the dearest costs. `undefined` where it is not known, as below the
 * first step.
 */
export function priceAt(pricing: Pricing, quantity: number, skuId?: string): Price | undefined {
  const skus = pricing.skus.filter((sku) => skuId === undefined || sku.skuId === skuId);
  if (pricing.logic !== 'sku') {
    const price = priceIn(pricing.steps, quantity);
    const isOwn = price?.mostFen !== undefined && skuId !== undefined;
    return isOwn ? skus.flatMap(({ steps }) => priceIn(steps, quantity) ?? []).at(0) : price;
  }
  const prices = skus.flatMap(({ steps }) => priceIn(steps, quantity) ?? []);
  const [first, ...others] = prices;
  if (first === undefined) return undefined;
  const least = others.reduce((one, other) => (other.fen < one.fen ? other : one), first);
  const mostFen = Math.max(...prices.map(({ fen }) => fen));
  return { ...least, ...(mostFen > least.fen && { mostFen }) };
}

function priceIn(steps: readonly PriceStep[], quantity: number): Price | undefined {
  const step = steps.findLast(({ from }) => from <= quantity);
  return step === undefined ? undefined : priceOfStep(step);
}

/** `undefined` where it is not known. */
export function priceOfStep(step: PriceStep): Price | undefined {
  if (step.fen === undefined) return undefined;
  const { from: _from, ...price } = step;
  return price;
}

/** The lowest and the highest price of one piece, in fen. */
export interface PriceRange {
  readonly least: number;
  readonly most: number;
  /** There are quantities whose price is not known. */
  readonly partly?: true;
}

/** All prices of one piece; `undefined` where none is known. */
export function rangeOf(pricing: Pricing): PriceRange | undefined {
  return rangeIn(countingIn(pricing));
}

export function rangeIn(steps: readonly PriceStep[]): PriceRange | undefined {
  const prices = steps.flatMap((step) => priceOfStep(step) ?? []);
  if (prices.length === 0) return undefined;
  return {
    least: Math.min(...prices.map(({ fen }) => fen)),
    most: Math.max(...prices.map(({ fen, mostFen = fen }) => mostFen)),
    ...(prices.length < steps.length && { partly: true }),
  };
}

/** Whether any of the prices that count is a promotion's. */
export function hasPromotion(pricing: Pricing): boolean {
  return countingIn(pricing).some((step) => priceOfStep(step)?.usualFen !== undefined);
}

/** Whether a promotion is dearer than any of the prices that count. */
export function hasUnsurePromotion(pricing: Pricing): boolean {
  return countingIn(pricing).some((step) => priceOfStep(step)?.unsureFen !== undefined);
}

/** The steps that count; a SKU without a price has one without. */
function countingIn({ logic, steps, skus }: Pricing): readonly PriceStep[] {
  if (logic !== 'sku') return steps;
  return skus.flatMap((sku): readonly PriceStep[] => (sku.steps.length === 0 ? [{ from: 1 }] : sku.steps));
}
