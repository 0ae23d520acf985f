import type { ProductWords } from './words.ts';

const pieces: ProductWords['pieces'] = (quantity, unit = 'piece') =>
  `${quantity.toLocaleString('en')} ${quantity === 1 ? unit : severalOf(unit)}`;

/** Units come as a translation left them, mostly in the singular. */
function severalOf(unit: string): string {
  if (!/^[a-z]+[a-rt-z]$/i.test(unit)) return unit;
  return /(?:x|z|ch|sh)$/i.test(unit) ? `${unit}es` : `${unit}s`;
}

/** English. */
export const products: ProductWords = {
  price: 'Price',
  range: (least, most) => `${least} to ${most}`,
  usually: (price) => `usually ${price}`,
  priceUnknown: 'price not known',
  pieces,
  atLeast: (quantity) => `from ${quantity}`,
  inLots: (lot) => `in lots of ${lot}`,
  stockOf: (amount) => `${amount} in stock`,
  soldOut: 'sold out',
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
      hint: 'what to look for, Chinese finds most',
      expected: 'one word or more, at most 200 characters',
    },
    minPrice: { hint: 'lowest price of a piece in yuan', expected: 'an amount in yuan, such as 9.50' },
    maxPrice: { hint: 'highest price of a piece in yuan', expected: 'an amount in yuan, such as 20' },
    sort: { hint: 'price: cheapest first; sales: most sold first', expected: 'price or sales' },
    category: {
      hint: 'only in this category, by its id',
      expected: 'the id of a category; /category lists them',
    },
    filter: {
      hint: "the partner's own filter keys, such as shipInToday",
      expected: 'keys of letters and digits, joined by commas, such as shipInToday',
    },
    page: { hint: 'which page', expected: 'a number from 1 to 200' },
    sorted: { price: 'cheapest first', sales: 'most sold first' },
    title: (words) => `Offers for “${words}”`,
    shown: (from, to, total) =>
      total === undefined ? `${from}–${to}` : `${from}–${to} of ${total.toLocaleString('en')}`,
    priceFrom: (price) => `from ${price}`,
    priceTo: (price) => `up to ${price}`,
    inCategory: (id) => `category ${id}`,
    filteredBy: (keys) => `filter ${keys}`,
    monthSold: (count) => `${count.toLocaleString('en')} sold in 30 days`,
    repurchase: (rate) => `${rate} buy again`,
    none: (words) => `Nothing found for “${words}”`,
    noneAdvice: 'Use fewer or other words, Chinese ones find most, or widen the price range.',
    pastEnd: 'There is nothing on this page. Go back for the ones before it.',
    chooseOffer: 'Show an offer',
    narrow: 'Change the search',
    wrongRange: 'The lowest price is above the highest',
    wrongRangeAdvice: 'Swap the two, or leave one out.',
  },

  product: {
    summary: 'All about one offer: prices, variants, minimum, stock',
    sku: { hint: 'one variant of it, by its SKU id', expected: 'a SKU id of 1 to 20 digits' },
    chart: { hint: 'draw the price steps as a chart', expected: 'yes or no' },
    share: { hint: 'show the card to everyone in this channel', expected: 'yes or no' },
    variant: 'Variant',
    minimum: 'Minimum order',
    stock: 'Stock',
    sold: 'Sold',
    shipsFrom: 'Ships from',
    logic: {
      quantity: 'The price goes by the quantity.',
      'total quantity': 'The price goes by the quantity of all variants together.',
      sku: 'Each variant has its own price, whatever the quantity.',
      unknown: 'The offer names no price that I can read. Ask the seller.',
    },
    concluded: "The offer doesn't say so; I concluded it from the prices it has.",
    promotion: 'A promotion applies: its prices win.',
    priceSteps: 'Price of one piece',
    step: (from, price) => `from ${from}: ${price}`,
    variants: 'Variants',
    moreVariants: (count) => (count === 1 ? 'and 1 more' : `and ${count} more`),
    chooseVariant: 'Choose a variant',
    allVariants: 'All variants',
    showChart: 'Price chart',
    chartAlt: (steps) => `Price of one piece by quantity: ${steps.join('; ')}`,
    notForSale: (status) => `It can't be bought now: its status is “${status}”.`,
    noSuchSku: (sku) => `This offer has no variant ${sku}; these are all it has.`,
  },

  compare: {
    summary: 'Up to five offers side by side',
    offers: {
      hint: '2 to 5 offers: ids or links, spaces between',
      expected: '2 to 5 offer ids or 1688 links, with spaces between',
    },
    quantity: { hint: 'how many pieces to compare prices for', expected: 'a whole number from 1 to 1000000' },
    title: (count) => `${count} offers side by side`,
    priceAt: (quantity) => `Price of one, for ${quantity.toLocaleString('en')}`,
    lowest: 'lowest',
    needsMore: 'minimum is higher',
    priceRange: 'All prices',
    tradeScore: 'Trade score',
    logic: {
      quantity: 'by quantity',
      'total quantity': 'by quantity of all variants',
      sku: 'by variant',
      unknown: 'not known',
    },
    logicLabel: 'Price goes',
    notRead: (why) => `not read: ${why}`,
    chooseOffer: 'Show one of them',
  },

  category: {
    summary: 'Walk the tree of 1688 categories',
    id: {
      hint: 'a category by its id; left out, all of the top',
      expected: 'the id of a category, 1 to 12 digits',
    },
    page: { hint: 'which page', expected: 'a number from 1 to 100' },
    root: 'Categories',
    choose: 'Open a category',
    leaf: 'There is nothing below this one. Search in it.',
    up: 'Up',
    all: 'All categories',
  },

  freight: {
    summary: 'What freight within China comes to',
    quantity: { hint: 'how many pieces', expected: 'a whole number from 1 to 1000000' },
    to: {
      hint: 'province, city or district code',
      expected: 'a province or its capital (Zhejiang, 浙江, Yiwu), or a district code of 6 digits',
    },
    sku: { hint: 'the variant, by its SKU id', expected: 'a SKU id of 1 to 20 digits' },
    title: (offer) => `Freight: ${offer}`,
    total: 'Freight in all',
    free: 'free, the seller pays it',
    quantityLabel: 'Quantity',
    toLabel: 'To',
    assumed: 'no place was named',
    district: (code) => `district ${code}`,
    template: 'Template',
    rule: 'Rule',
    ruleOf: (first, further) => `${first}, then ${further}`,
    feeFor: (fee, units) => `${fee} for ${units}`,
    unit: (chargeType) => ({ '0': 'kg', '1': 'pcs', '2': 'm³' })[chargeType ?? ''] ?? 'units',
    notSaid: 'The partner names no amount. Ask the seller.',
    belowMinimum: (minimum) => `Fewer than can be ordered: the minimum is ${minimum}.`,
    notWholeLots: (lot) => `It is sold in lots of ${lot} only: an order of this quantity would be refused.`,
    chooseRegion: 'Another place',
    chooseQuantity: 'Another quantity',
  },
};
