import type { ArgumentWords } from '../../chat/words.ts';
import type { PriceLogic } from '../../products/prices.ts';

/** How search results are sorted. */
export type FoundOrder = 'price' | 'sales';

/** What is said of offers. Money comes as it is shown (`¥100.00`), names of units as the partner gives them. */
export interface ProductWords {
  readonly price: string;
  /** Between two amounts. */
  range(least: string, most: string): string;
  /** What it costs without the promotion. */
  usually(price: string): string;
  /** A promotion's price that is dearer than the price beside it. */
  unsurePromotion(price: string): string;
  readonly priceUnknown: string;
  /** The prices that are known, of an offer that has others too. */
  partlyUnknown(prices: string): string;
  pieces(quantity: number, unit: string | undefined): string;
  /** How few pieces can be ordered, and in how large steps. */
  atLeast(quantity: string): string;
  inLots(lot: string): string;
  stockOf(pieces: string): string;
  readonly soldOut: string;
  readonly chat: string;
  readonly compareButton: string;
  readonly freightButton: string;
  readonly searchHere: string;
  readonly showOffer: string;
  readonly next: string;
  readonly back: string;

  readonly search: {
    readonly summary: string;
    readonly words: ArgumentWords;
    readonly minPrice: ArgumentWords;
    readonly maxPrice: ArgumentWords;
    readonly sort: ArgumentWords;
    readonly category: ArgumentWords;
    readonly filter: ArgumentWords;
    readonly page: ArgumentWords;
    readonly sorted: { readonly [O in FoundOrder]: string };
    title(words: string): string;
    /** Which offers of how many stand on this page. */
    shown(from: number, to: number, total: number | undefined): string;
    priceFrom(price: string): string;
    priceTo(price: string): string;
    inCategory(id: string): string;
    filteredBy(keys: string): string;
    monthSold(count: number): string;
    repurchase(rate: string): string;
    none(words: string): string;
    readonly noneAdvice: string;
    readonly pastEnd: string;
    readonly chooseOffer: string;
    readonly narrow: string;
    readonly wrongRange: string;
    readonly wrongRangeAdvice: string;
    /** Words that are the number of an order. */
    orderNumber(id: string): string;
    readonly orderNumberAdvice: string;
    showOrder(id: string): string;
    /** On a card that was found by an id: looks for the same as words. */
    asWords(words: string): string;
  };

  readonly product: {
    readonly summary: string;
    readonly sku: ArgumentWords;
    readonly chart: ArgumentWords;
    readonly share: ArgumentWords;
    readonly variant: string;
    readonly minimum: string;
    readonly stock: string;
    readonly sold: string;
    readonly shipsFrom: string;
    /** Which prices count, in a sentence. */
    readonly logic: { readonly [L in PriceLogic]: string };
    /** Each SKU has its own prices, and they go by its quantity. */
    readonly skuSteps: string;
    /** There are quantities whose price the offer does not name. */
    readonly partlyUnknown: string;
    readonly concluded: string;
    readonly promotion: string;
    /** A promotion is dearer than the price. */
    readonly unsurePromotion: string;
    readonly priceSteps: string;
    step(from: string, price: string): string;
    /** Of exactly so many pieces. */
    exactly(pieces: string, price: string): string;
    readonly variants: string;
    moreVariants(count: number): string;
    readonly chooseVariant: string;
    readonly allVariants: string;
    readonly showChart: string;
    chartAlt(steps: readonly string[]): string;
    notForSale(status: string): string;
    noSuchSku(sku: string): string;
    /** Only the first `read` of its variants were looked at. */
    skuNotRead(sku: string, read: number): string;
  };

  readonly compare: {
    readonly summary: string;
    readonly offers: ArgumentWords;
    readonly quantity: ArgumentWords;
    title(count: number): string;
    priceAt(quantity: number): string;
    readonly lowest: string;
    readonly needsMore: string;
    readonly priceRange: string;
    readonly tradeScore: string;
    readonly logic: { readonly [L in PriceLogic]: string };
    readonly logicLabel: string;
    notRead(why: string): string;
    readonly chooseOffer: string;
  };

  readonly category: {
    readonly summary: string;
    readonly id: ArgumentWords;
    readonly page: ArgumentWords;
    /** Several categories have a name, or hold it. */
    several(name: string, count: number): string;
    readonly severalAdvice: string;
    none(name: string): string;
    /** Names of the two uppermost levels were looked through. */
    noneAdvice(name: string): string;
    searchFor(name: string): string;
    onlyFirst(count: number): string;
    readonly root: string;
    readonly choose: string;
    readonly leaf: string;
    readonly up: string;
    readonly all: string;
  };

  readonly freight: {
    readonly summary: string;
    readonly quantity: ArgumentWords;
    readonly to: ArgumentWords;
    readonly sku: ArgumentWords;
    title(offer: string): string;
    readonly total: string;
    readonly free: string;
    readonly quantityLabel: string;
    readonly toLabel: string;
    readonly assumed: string;
    district(code: string): string;
    readonly template: string;
    readonly rule: string;
    /** What the first units cost and each further ones. */
    ruleOf(first: string, further: string): string;
    /** `¥8.00 for 1 kg` */
    feeFor(fee: string, units: string): string;
    /** By 1688's `chargeType`: 0, 1, 2. */
    unit(chargeType: string | undefined): string;
    readonly notSaid: string;
    belowMinimum(minimum: string): string;
    notWholeLots(lot: string): string;
    readonly chooseRegion: string;
    /** Which place was taken, where others have the name too. */
    others(taken: string, others: readonly string[]): string;
    readonly whichPlace: string;
    readonly whichPlaceAdvice: string;
    readonly choosePlace: string;
    readonly noSuchPlace: string;
    readonly noSuchPlaceAdvice: string;
    readonly chooseQuantity: string;
  };
}
