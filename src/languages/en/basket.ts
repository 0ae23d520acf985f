import { grouped } from '../../runtime/grouped.ts';
import { counted } from './notation.ts';
/** What is said about a person's basket. Sellers come as they are shown. */
export const basket = {
  addSummary: 'Put an offer into your own basket',
  showSummary: 'What is in your own basket, by seller',
  changeSummary: 'Change a quantity in your basket',
  removeSummary: 'Take an offer out of your basket',
  emptySummary: 'Empty your basket, after asking',
  previewSummary: 'What one seller’s part of your basket would cost. Orders nothing',
  orderSummary: 'Order one seller’s part of your basket, after you confirm the exact total',
  /** An offer that stands for all of its seller's. */
  ofSeller: {
    hint: 'an offer in it: that seller’s part alone',
    expected: 'an offer id (6 to 19 digits) or a link to the offer',
  },
  ticked: {
    label: 'Which of them',
    hint: 'which lines of the basket',
    expected: 'lines of the basket, joined by commas, at most 20',
  },
  lines: {
    hint: 'what you confirmed, from its preview',
    expected: 'lines that a preview’s button holds: offer:spec id:pieces, joined by commas, at most 20',
  },

  title: 'Your basket',
  none: 'Your basket is empty',
  noneAdvice: 'Find an offer and choose “Add to basket” on its card.',
  unreadable: (count: number) =>
    `${count === 1 ? 'One line' : `${grouped(count)} lines`} of your basket can’t be read and is left out. Emptying the basket takes it away.`,
  /** Of one seller; so many lines. */
  heading: (seller: string, lines: number) =>
    `${seller} (${lines === 1 ? '1 line' : `${grouped(lines)} lines`})`,
  sellerUnknown: 'Seller not known',
  sellerUnknownAdvice:
    'The partner did not say whose these are, and an order takes offers of one seller only. Changing a quantity asks again.',
  more: (lines: number, sellers: number) =>
    `… and ${lines === 1 ? '1 more line' : `${grouped(lines)} more lines`}${sellers === 0 ? '' : ` of ${sellers === 1 ? '1 more seller' : `${grouped(sellers)} more sellers`}: choose one seller’s part`}`,
  seller: 'Seller',
  noPrice: 'Price not known right now',
  /** Of a line. */
  lineTotal: (total: string) => `${total} together`,
  /** Why so many can't be ordered. */
  notSo: (why: string) => `Can’t be ordered so: ${why}`,
  subtotal: (amount: string) => `Subtotal ${amount}`,
  goodsAlone: 'goods alone, before freight and fees',
  notCounted: (lines: number) =>
    lines === 1 ? '1 line is not counted' : `${grouped(lines)} lines are not counted`,
  noSubtotal: 'No line can be counted right now, so there is no subtotal.',

  /** What leads to the basket. */
  open: 'Your basket',
  whole: 'Whole basket',
  /** On an offer's card and on a preview. */
  add: 'Add to basket',
  /** Previews so many lines. */
  order: (lines: number) => (lines === 1 ? 'Order this…' : `Order these ${grouped(lines)}…`),
  /** Previews those that are ticked. */
  orderTicked: 'Order the ticked…',
  tick: 'Tick what to order',
  orderOf: (seller: string) => `Order from ${seller}…`,
  orderFrom: 'Order from…',
  oneSeller: 'One seller’s part',
  change: 'Change a quantity…',
  changeOne: 'Change quantity',
  takeOut: 'Take out…',
  takeOutOne: 'Take out',
  empty: 'Empty…',

  added: 'In your basket',
  notTold:
    'The partner does not describe this offer right now. Whether it can be ordered so is told when you preview the order.',
  whichSpec: 'The partner names no such variant',
  whichSpecAdvice: 'Choose the variant on the offer’s card, or try again in a minute.',
  full: {
    pieces: (most: string) => `At most ${most} in one line`,
    lines: (most: number) => `At most ${counted(most, 'line')} of one seller`,
    sellers: (most: number) => `At most ${counted(most, 'seller')} in a basket`,
  },
  fullAdvice: 'Your basket is as it was. Order what is in it, or take something out.',
  unchanged: 'Your basket is as it was.',
  changed: (what: string) => `Changed: ${what}`,
  takenOut: (what: string) => `Taken out: ${what}`,
  notThere: 'That is not in your basket',
  notThereAdvice: (offerId: string) =>
    `There is no such line of offer ${offerId}. /basket shows what there is.`,
  emptyTitle: 'Empty your basket?',
  emptyAdvice: (lines: number) =>
    `It takes out ${lines === 1 ? 'the one line that is in it' : `all ${grouped(lines)} lines that are in it`}.`,
  emptyButton: 'Empty it',
  emptied: 'Your basket was emptied.',

  whichSellerAdvice: 'An order takes offers of one seller. Choose one, or name an offer of theirs.',
  orderTitle: (seller: string) => `Order from ${seller}`,
  taken: 'It was taken out of your basket.',
  takenInPart:
    'What was not ordered for certain is still in your basket: look through it before you order again.',
  notTaken:
    'It could not be taken out of your basket: take it out yourself, so that it is not ordered again.',
};
export type BasketWords = typeof basket;
