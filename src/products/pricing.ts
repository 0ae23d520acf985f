import { readFen } from '../orders/money.ts';
import type { ProductDetail } from '../xport/client.ts';

/** What one piece costs, in fen. */
export interface Price {
  readonly fen: number;
  /** What it costs without the promotion that `fen` is of. */
  readonly usualFen?: number;
  /**
   * A promotion's price that is dearer than `fen`. Which of the two holds is not known; the total of an order's preview
   * decides.
   */
  readonly unsureFen?: number;
}

/** A price that holds from so many pieces on. */
export interface PriceStep extends Price {
  readonly from: number;
}

/** A kind of the goods that is ordered by itself: a colour, a size. */
export interface PricedSku {
  readonly skuId: string;
  /** What an order names. */
  readonly specId?: string | undefined;
  /** Absent where the SKU's own price is not known. */
  readonly price?: Price;
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
 * missing, or names prices that are not there, those that are there count.
 */
export function pricingOf({ productSaleInfo, productSkuInfos }: Priced): Pricing {
  const steps = stepsOf(productSaleInfo?.priceRangeList ?? []);
  const skus = productSkuInfos.map((sku): PricedSku => {
    const price = priceOf(sku.price ?? sku.fenxiaoPriceInfo?.offerPrice, sku.promotionPrice);
    return {
      skuId: sku.skuId,
      specId: sku.specId,
      stock: sku.amountOnSale,
      ...(price !== undefined && { price }),
    };
  });
  const priced = skus.some(({ price }) => price !== undefined);
  const said = logicOf(productSaleInfo?.quoteType);
  const held = said === undefined || (said === 'sku' ? !priced : steps.length === 0) ? undefined : said;
  const logic = held ?? concludedFrom(steps.length > 0, priced, skus.length > 0);
  return { logic, concluded: held === undefined, steps: logic === 'sku' ? [] : steps, skus };
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
  const fen = yuan === undefined ? undefined : readFen(yuan, 'yuan');
  return fen === 0 ? undefined : fen;
}

/** Ascending, in whatever order they come. Of two for one quantity the dearer, so that no card promises too little. */
function stepsOf(
  given: NonNullable<ProductDetail['productSaleInfo']>['priceRangeList'],
): readonly PriceStep[] {
  const steps = new Map<number, PriceStep>();
  for (const { startQuantity, price, promotionPrice } of given) {
    const read = priceOf(price, promotionPrice);
    const known = steps.get(startQuantity);
    if (read === undefined || startQuantity < 0 || (known !== undefined && known.fen >= read.fen)) continue;
    steps.set(startQuantity, { from: startQuantity, ...read });
  }
  return [...steps.values()].sort((one, other) => one.from - other.from);
}

/**
 * `pricing` for an order of `least` pieces or more: the step that they reach begins with them, also one that is said to
 * begin with 0, and those before it, which no order reaches, are left out.
 */
export function orderable(pricing: Pricing, least: number): Pricing {
  const first = pricing.steps.findLastIndex(({ from }) => from <= least);
  const steps = pricing.steps.slice(Math.max(0, first));
  return { ...pricing, steps: steps.map((step) => ({ ...step, from: Math.max(step.from, least) })) };
}

/**
 * What one piece costs when `quantity` are ordered in all: by the steps, or, where SKUs have their own prices, of
 * `skuId`. Without `skuId` it is the cheapest of them. `undefined` below the first step, and for a SKU without a price.
 */
export function priceAt(pricing: Pricing, quantity: number, skuId?: string): Price | undefined {
  if (pricing.logic !== 'sku') return pricing.steps.findLast(({ from }) => from <= quantity);
  return pricing.skus
    .filter((sku) => skuId === undefined || sku.skuId === skuId)
    .flatMap(({ price }) => (price === undefined ? [] : [price]))
    .reduce<Price | undefined>(
      (least, price) => (least && least.fen <= price.fen ? least : price),
      undefined,
    );
}

/** The lowest and the highest price of one piece, in fen; `undefined` where none is known. */
export function rangeOf({
  logic,
  steps,
  skus,
}: Pricing): { readonly least: number; readonly most: number } | undefined {
  const prices = logic === 'sku' ? skus.flatMap(({ price }) => (price === undefined ? [] : [price])) : steps;
  if (prices.length === 0) return undefined;
  const amounts = prices.map(({ fen }) => fen);
  return { least: Math.min(...amounts), most: Math.max(...amounts) };
}

/** Whether any of the prices that count is a promotion's. */
export function hasPromotion(pricing: Pricing): boolean {
  return countingIn(pricing).some((price) => price?.usualFen !== undefined);
}

/** Whether a promotion is dearer than any of the prices that count. */
export function hasUnsurePromotion(pricing: Pricing): boolean {
  return countingIn(pricing).some((price) => price?.unsureFen !== undefined);
}

function countingIn({ logic, steps, skus }: Pricing): readonly (Price | undefined)[] {
  return logic === 'sku' ? skus.map(({ price }) => price) : steps;
}
