import type { PriceLogic } from '../../domain/products/prices.ts';
import { grouped } from '../../runtime/grouped.ts';
import { counted, pieces, punctuation } from './notation.ts';

/** What is said of offers. Money comes as it is shown (`¥100.00`), names of units as the partner gives them. */
export const products = {
  punctuation,
  price: 'Price',
  /** Between two amounts. */
  range: (least: string, most: string) => `${least} to ${most}`,
  /** What it costs without the promotion. */
  usually: (price: string) => `usually ${price}`,
  /** A promotion's price that is dearer than the price beside it. */
  unsurePromotion: (price: string) => `promotion ${price}, unsure`,
  priceUnknown: 'price not known',
  /** The prices that are known, of an offer that has others too. */
  partlyUnknown: (prices: string) => `${prices}, partly not known`,
  pieces,
  /** How few pieces can be ordered, and in how large steps. */
  atLeast: (quantity: string) => `from ${quantity}`,
  inLots: (lot: string) => `in lots of ${lot}`,
  stockOf: (amount: string) => `${amount} in stock`,
  soldOut: 'sold out',
  /** `score`: of at most 5, such as `4.8`. */
  scoreOf: (score: string) => `${score} of 5`,
  chat: 'Seller chat',
  compareButton: 'Compare',
  freightButton: 'Freight',
  searchHere: 'Search here',
  showOffer: 'Show the offer',
  next: 'Next',
  back: 'Back',

  search: {
    summary: 'Find offers on 1688 by words',
    words: {
      label: 'What to look for',
      hint: 'what to look for, Chinese finds most; an offer’s id or link shows it',
      expected: 'one word or more, at most 200 characters, or an offer’s id or link',
    },
    minPrice: { hint: 'lowest price of a piece in yuan', expected: 'an amount in yuan, such as 9.50' },
    maxPrice: { hint: 'highest price of a piece in yuan', expected: 'an amount in yuan, such as 20' },
    sort: {
      label: 'Sort by',
      hint: 'price: cheapest first; sales: most sold first',
      expected: 'price or sales',
    },
    category: {
      hint: 'only in this category, by its id or name',
      expected: 'the id or the name of a category; /category lists them',
    },
    filter: {
      hint: "the partner's own filter keys, such as shipInToday",
      expected: 'keys of letters and digits, joined by commas, such as shipInToday',
    },
    page: { hint: 'which page', expected: 'a number from 1 to 200' },
    sorted: { price: 'cheapest first', sales: 'most sold first' } satisfies Record<FoundOrder, string>,
    compare: 'Compare',
    tick: (most: number) => `Tick 2 to ${grouped(most)} to compare`,
    title: (words: string) => `Offers for “${words}”`,
    /** Which offers of how many stand on this page. */
    shown: (from: number, to: number, total: number | undefined) =>
      total === undefined
        ? `${grouped(from)}–${grouped(to)}`
        : `${grouped(from)}–${grouped(to)} of ${grouped(total)}`,
    priceFrom: (price: string) => `from ${price}`,
    priceTo: (price: string) => `up to ${price}`,
    inCategory: (id: string) => `category ${id}`,
    filteredBy: (keys: string) => `filter ${keys}`,
    monthSold: (count: number) => `${grouped(count)} sold in 30 days`,
    repurchase: (rate: string) => `${rate} repeat buyers`,
    none: (words: string) => `Nothing found for “${words}”`,
    noneAdvice: 'Use fewer or other words, Chinese ones find most, or widen the price range.',
    pastEnd: 'There is nothing on this page. Go back for the ones before it.',
    chooseOffer: 'Show an offer',
    narrow: 'Change the search',
    wrongRange: 'The lowest price is above the highest',
    wrongRangeAdvice: 'Swap the two, or leave one out.',
    /** Words that are the number of an order. */
    orderNumber: (id: string) => `${id} looks like the number of an order`,
    orderNumberAdvice: 'To see the order, type /order show and the number; /search finds offers by words.',
    showOrder: (id: string) => `Show order ${id}`,
    /** On a card that was found by an id: looks for the same as words. */
    asWords: (words: string) => `Search for “${words}” as words`,
  },

  product: {
    summary: 'All about one offer: prices, variants, minimum, stock',
    sku: {
      hint: 'one variant of it: what it is called, or its id',
      expected: 'what the variant is called (Black, L), or its SKU id (digits)',
    },
    chart: { hint: 'draw the price steps as a chart', expected: 'yes or no' },
    share: { hint: 'show the card to everyone in this channel', expected: 'yes or no' },
    variant: 'Variant',
    minimum: 'Minimum order',
    stock: 'Stock',
    sold: 'Sold',
    shipsFrom: 'Ships from',
    /** Which prices count, in a sentence. */
    logic: {
      quantity: 'The price goes by the quantity.',
      'total quantity': 'The price goes by the quantity of all variants together.',
      sku: 'Each variant has its own price, whatever the quantity.',
      unknown: 'The offer names no price that I can read. Ask the seller.',
    } satisfies Record<PriceLogic, string>,
    /** Each SKU has its own prices, and they go by its quantity. */
    skuSteps: 'Each variant has its own price, and a single piece has another one than more pieces.',
    /** There are quantities whose price the offer does not name. */
    partlyUnknown:
      'The offer names no price for some quantities: the total of the order preview tells what they cost.',
    concluded: "The offer doesn't say so; I concluded it from the prices it has.",
    promotion: 'A promotion applies: its prices win.',
    /** A promotion is dearer than the price. */
    unsurePromotion:
      'A promotion is dearer than the price, so it is not sure which holds: the total of the order preview decides.',
    priceSteps: 'Price of one piece',
    step: (from: string, price: string) => `from ${from}: ${price}`,
    /** Of exactly so many pieces. */
    exactly: (pieces: string, price: string) => `${pieces}: ${price}`,
    variants: 'Variants',
    moreVariants: (count: number) => `and ${grouped(count)} more`,
    chooseVariant: 'Choose a variant',
    allVariants: 'All variants',
    showChart: 'Price chart',
    chartAlt: (steps: readonly string[]) => `Price of one piece by quantity: ${steps.join('; ')}`,
    notForSale: (status: string) => `It can't be bought now: its status is “${status}”.`,
    noSuchSku: (sku: string) => `This offer has no variant ${sku}; these are all it has.`,
    /** Only the first `read` of its variants were looked at. */
    skuNotRead: (sku: string, read: number) =>
      `Variant ${sku} is not among the first ${grouped(read)} of this offer, and I read no more. Open the offer on 1688.`,
  },

  compare: {
    summary: 'Up to five offers side by side',
    offers: {
      label: 'Offers to compare',
      hint: '2 to 5 offers: ids or links, spaces between',
      expected: '2 to 5 offer ids or 1688 links, with spaces between',
    },
    quantity: {
      hint: 'how many pieces to compare prices for',
      expected: 'a whole number from 1 to 1,000,000',
    },
    title: (count: number) => `${counted(count, 'offer')} side by side`,
    priceAt: (quantity: number) => `Price of one, for ${pieces(quantity)}`,
    lowest: 'lowest',
    needsMore: 'minimum is higher',
    priceRange: 'All prices',
    sellerScore: 'Seller score',
    logic: {
      quantity: 'the quantity',
      'total quantity': 'the quantity of all variants',
      sku: 'the variant',
      unknown: 'not known',
    } satisfies Record<PriceLogic, string>,
    logicLabel: 'Price depends on',
    notRead: (why: string) => `not read: ${why}`,
    chooseOffer: 'Show one of them',
  },

  category: {
    summary: 'Walk the tree of 1688 categories',
    id: {
      hint: 'a category by its id or name; left out, all of the top',
      expected: 'the id of a category, 1 to 12 digits, or its name, such as 女装',
    },
    page: { hint: 'which page', expected: 'a number from 1 to 100' },
    /** Several categories have a name, or hold it. */
    several: (name: string, count: number) =>
      `${counted(count, 'category is', 'categories are')} named like “${name}”`,
    severalAdvice: 'Choose one of them.',
    none: (name: string) => `I found no category named “${name}”`,
    /** Names of the two uppermost levels were looked through. */
    noneAdvice: (name: string) =>
      `I looked through the names of the top and of the level below it. Type /category to walk the tree, or /search ${name} to find offers by words.`,
    searchFor: (name: string) => `Search for “${name}”`,
    onlyFirst: (count: number) => `These are the first ${grouped(count)}.`,
    root: 'Categories',
    choose: 'Open a category',
    leaf: 'There is nothing below this one. Search in it.',
    up: 'Up',
    all: 'All categories',
  },

  freight: {
    summary: 'What freight within China comes to',
    quantity: { hint: 'how many pieces', expected: 'a whole number from 1 to 1,000,000' },
    to: {
      hint: 'province, city or district code',
      expected: 'a province, city or county (Zhejiang, 吉林市, Yiwu), or a district code of 6 digits',
      example: 'Zhejiang',
    },
    sku: {
      hint: 'the variant: what it is called, or its id',
      expected: 'what the variant is called (Black, L), or its SKU id (digits)',
    },
    title: (offer: string) => `Freight: ${offer}`,
    total: 'Freight in all',
    free: 'free, the seller pays it',
    quantityLabel: 'Quantity',
    toLabel: 'To',
    assumed: 'no place was named',
    district: (code: string) => `district ${code}`,
    template: 'Charged',
    rule: 'Price',
    /** What the first units cost and each further ones. */
    ruleOf: (first: Fee, further: Fee) =>
      `${first.amount} for ${first.units}, then ${further.amount} for each further ${further.units}`,
    /** `¥8.00 for 1 kg` */
    feeFor: (fee: Fee) => `${fee.amount} for ${fee.units}`,
    /** By 1688's `chargeType`: 0, 1, 2. */
    unit: (chargeType: string | undefined) =>
      ({ '0': 'kg', '1': 'pcs', '2': 'm³' })[chargeType ?? ''] ?? 'units',
    notSaid: 'The partner names no amount. Ask the seller.',
    belowMinimum: (minimum: string) => `Fewer than can be ordered: the minimum is ${minimum}.`,
    notWholeLots: (lot: string) =>
      `It is sold in lots of ${lot} only: an order of this quantity would be refused.`,
    chooseRegion: 'Another place',
    /** Which place was taken, where others have the name too. */
    others: (taken: string, others: readonly string[]) =>
      `Taken for ${taken}. Others have that name too: ${others.join('; ')}. Type the place with its province for another one.`,
    whichPlace: 'Which place is meant?',
    whichPlaceAdvice:
      'Several places have that name. Choose one, or type it with its province, such as 浙江金华.',
    choosePlace: 'Choose a place',
    noSuchPlace: 'No such place is known in mainland China',
    noSuchPlaceAdvice:
      'Type a province, a city or a county in Chinese or pinyin, such as 浙江, 吉林市 or Yiwu, or a district code of 6 digits.',
    chooseQuantity: 'Another quantity',
  },
};
export type ProductWords = typeof products;

/** `¥8.00` and `1 kg`. */
interface Fee {
  readonly amount: string;
  readonly units: string;
}

/** How search results are sorted. */
export type FoundOrder = 'price' | 'sales';
