import type { NewsKind } from '../../domain/orders/news.ts';
import type { Market, Parcel, Phase, Refund, Step } from '../../domain/orders/order.ts';
import { minuteMs } from '../../runtime/durations.ts';
import { grouped } from '../../runtime/grouped.ts';
import type { Language } from '../../runtime/language.ts';
import { carrierName } from '../carriers.ts';
import { type CloseReason, closeReasonOf } from '../partner-codes.ts';
import { unitName } from '../partner-words.ts';
import { pieces, punctuation } from './notation.ts';

/** What begins a line of news, by its kind. */
const newsHeads = {
  created: 'Placed',
  paid: 'Paid',
  price: 'Price changed',
  shipped: 'Shipped',
  arrived: 'Arrived',
  done: 'Done',
  closed: 'Closed',
  refund: 'Refund',
  refused: 'Refused',
  unpaid: 'Still not paid',
  unshipped: 'Paid, but not shipped',
  stalled: 'No progress on the way',
  other: 'Something changed',
} satisfies Record<NewsKind, string>;

/** Kinds of news, as they stand in a list. */
export const newsKindNames = {
  created: 'placed',
  paid: 'paid',
  price: 'price changed',
  shipped: 'shipped',
  arrived: 'arrived',
  done: 'done',
  closed: 'closed',
  refund: 'refunds',
  refused: 'refused',
  unpaid: 'unpaid for long',
  unshipped: 'not shipped for long',
  stalled: 'stuck on the way',
  other: 'anything else',
} satisfies Record<NewsKind, string>;

/** What is said of orders. Money comes as it is shown (`¥100.00`), times as they read in the conversation's zone. */
export const orders = {
  /** Whose words these are. */
  language: 'en' as Language,
  punctuation,
  phase: {
    'awaiting payment': 'Awaiting payment',
    'awaiting approval': 'Awaiting approval',
    'awaiting shipment': 'Awaiting shipment',
    'partly shipped': 'Partly shipped',
    shipped: 'Shipped',
    arrived: 'Arrived',
    received: 'Received',
    done: 'Done',
    cancelled: 'Cancelled',
    ended: 'Closed',
    unknown: 'Unknown status',
  } satisfies Record<Phase, string>,
  /** An order whose status is no known word, by the last step that it is known to have passed. */
  stateAfter: {
    created: 'Unknown status',
    paid: 'Paid, then a status I do not know',
    shipped: 'Shipped, then a status I do not know',
    arrived: 'Arrived, then a status I do not know',
    done: 'Done, then a status I do not know',
  } satisfies Record<Step, string>,
  /** Steps as they stand in a status line, passed or to come. */
  step: {
    created: 'placed',
    paid: 'paid',
    shipped: 'shipped',
    arrived: 'arrived',
    done: 'done',
  } satisfies Record<Step, string>,
  news: newsHeads,
  /** What begins a line about a parcel that could not be delivered, or goes back. */
  undelivered: 'Not delivered',
  /** What was refused, where it is no refund. */
  refusedPayment: 'the payment was not approved',
  parcelState: {
    consigned: 'handed over',
    accepted: 'picked up',
    moving: 'on the way',
    delivering: 'out for delivery',
    'at pickup': 'at a pickup point',
    signed: 'signed for',
    failed: 'delivery failed',
    returning: 'on the way back to the sender',
    returned: 'returned to the sender',
    unknown: 'no news yet',
  } satisfies Record<Parcel['state'], string>,
  refundState: {
    asked: 'asked for',
    agreed: 'agreed',
    returning: 'goods on the way back',
    refunded: 'refunded',
    refused: 'refused',
    closed: 'closed, nothing refunded',
    unknown: 'unknown status',
  } satisfies Record<Refund['state'], string>,
  market: { '1688': '1688', taobao: 'Taobao' } satisfies Record<Market, string>,
  /** A carrier by the partner's code or name, and by the name that the partner gives beside a code. */
  carrier: (given: string, name: string | undefined) => carrierName('en', given, name),
  /** Why an order was closed, by the partner's own word; a word that is not known stands as it is, as the partner's. */
  closeReason: (raw: string) => {
    const reason = closeReasonOf(raw);
    return reason === undefined ? `in the partner’s words: “${raw}”` : closeReasons[reason];
  },
  /** What one piece is called, by the partner's word. */
  unit: (raw: string) => unitName(raw),
  /** Beside names of goods that were ordered elsewhere: they are the market's, not the bot's. */
  partnersWords: (market: string) => `${market}’s words`,
  order: (orderId: string) => `Order ${orderId}`,
  /** The first item's title, and how many items there are besides. */
  andOthers: (title: string, others: number) => `${title} and ${grouped(others)} more`,
  picture: (title: string) => `Picture of ${title}`,
  pieces,
  itemCount: (count: number) => (count === 1 ? '1 item' : `${grouped(count)} items`),
  /** How long something has lasted. */
  lasting: (ms: number) => `for ${duration(ms)}`,
  /** How long ago something was. */
  ago: (ms: number) => (ms < minuteMs ? 'just now' : `${duration(ms)} ago`),

  total: 'Total',
  /** The whole, and what it is made of, such as `freight ¥8.00`. */
  part: (label: string, amount: string) => `${label.toLowerCase()} ${amount}`,
  madeOf: (total: string, parts: readonly string[]) => `${total} (${parts.join(', ')})`,
  items: 'Items',
  seller: 'Seller',
  parcel: 'Parcel',
  /** How many parcels there are besides, of how many. */
  moreParcels: (count: number, _all: number) => `and ${grouped(count)} more`,
  refund: 'Refund',
  /** What several refunds come to. */
  inAll: (amount: string) => `${amount} in all`,
  orderId: 'Order',
  orderNo: 'Purchase number',
  soldOn: 'Marketplace',
  goods: 'Goods',
  freight: 'Freight',
  /** What the total is beyond goods and freight, or below them. */
  otherFees: 'Other fees',
  discount: 'Discount',
  /** The same where the partner does not say what freight is of it. */
  freightAndFees: 'Freight and fees',
  /** Of one piece. */
  each: (price: string) => `${price} each`,
  /** Before the masked address that an order goes to. */
  goesTo: 'Goes to:',
  goesToPlace: (place: string) => ` ${place}`,
  unknownMessages: 'Messages I do not know yet',
  /** Beside an amount of which it is not certain that it was given in fen. */
  unsure: '(unsure)',
  unsureNote:
    'The partner does not say for certain whether these amounts are yuan or fen. Check before you pay.',
  updated: (when: string) => `updated ${when}`,
  /** Stands before the link to the older card. */
  takesOver: 'takes over from the ',
  olderCard: 'older card',
  details: 'Details',
  track: 'Track',
  /** Of an order whose amount is not certain: asks before it pays. */
  pay: 'Pay…',
  payAmount: (amount: string) => `Pay ${amount}`,
  sellerChat: 'Seller chat',
  moreNews: (count: number) => `… and ${grouped(count)} more`,

  digest: (orders: number) => (orders === 1 ? 'News of 1 order' : `News of ${grouped(orders)} orders`),
  dailyDigest: (orders: number) =>
    orders === 1 ? 'Today’s digest: 1 order' : `Today’s digest: ${grouped(orders)} orders`,
  moreOrders: (count: number) => `… and ${grouped(count)} more: /order list shows them`,
  chooseOrder: 'Pay, track or show an order',
  showOrder: 'Show an order',
  /** In a menu: what is done, with which order. */
  doWith: (verb: string, order: string) => `${verb} · ${order}`,

  summary: (day: string) => `Orders, ${day}`,
  newOrders: 'New orders',
  /** All that the chart shows, from `11-25 3`, `11-26 0`, …. */
  chart: (bars: readonly string[]) => `New orders a day: ${bars.join(', ')}`,
  needsSomebody: 'Needs a person',
  underWay: 'Under way',
  nothingOpen: 'No order is open.',
  listOrders: 'List orders that are …',

  askedNow: 'asked just now',
  /** The API was not asked, or said nothing: so much was known then. */
  knownSince: (when: string, ago: string) => `known since ${when}, ${ago}`,
  id: {
    hint: 'the order’s id, your own number, or its link',
    expected: 'an order id of 6 to 19 digits, your own number of it (such as PO2026…), or a link to it',
  },
  notFound: 'I know no such order',
  notFoundAdvice: (orderId: string) =>
    `Neither my own books nor the partner have an order ${orderId}. Check the number; /order list shows what I know.`,
  show: { summary: 'All about one order' },
  list: {
    summary: 'Orders, the newest first',
    statusArgument: {
      hint: 'only orders in these states',
      expected:
        'one or more states, joined by commas, such as awaiting-payment,shipped; 1688’s own words are read too',
    },
    pageArgument: { hint: 'which page', expected: 'a page from 1 to 50' },
    fromHint: 'only orders placed on this day or later; of several the first',
    toHint: 'only orders placed on this day or earlier; of several the last',
    /** Which days are shown, of which zone; one of them may be open. */
    placed: (from: string | undefined, to: string | undefined, zone: string) =>
      `placed${from === undefined ? '' : ` from ${from}`}${to === undefined ? '' : ` to ${to}`} (${zone})`,
    title: (page: number) => (page === 1 ? 'Orders' : `Orders, page ${grouped(page)}`),
    goods: 'Goods',
    state: 'State',
    placedAt: 'Placed',
    none: 'No orders here',
    noneAdvice: 'I know of none that fits. New ones show up by themselves.',
    all: 'All orders',
    older: 'Older',
    newer: 'Newer',
  },
  export: {
    summary: 'Orders as a table for a spreadsheet (XLSX)',
    button: 'Export as a table',
    csv: { hint: 'as plain text with commas (CSV) instead', expected: 'yes or no' },
    /** Name of the sheet. */
    sheet: 'Orders',
    title: (count: number) => (count === 1 ? '1 order exported' : `${grouped(count)} orders exported`),
    /** What is in the file. */
    about: (zone: string) => `Amounts in yuan, times of ${zone}; no names, phones or addresses.`,
    days: 'Choose days…',
    /** Only the newest so many are in it. */
    cut: (count: number) =>
      `There are more: these are the newest ${grouped(count)}. Choose days for the others.`,
    /** In the order in which they stand. */
    columns: {
      orderId: 'Order',
      orderNo: 'Your number',
      market: 'Placed on',
      status: 'Status',
      placed: 'Placed',
      paid: 'Paid',
      shipped: 'Shipped',
      arrived: 'Arrived',
      done: 'Done',
      total: 'Total (CNY)',
      goods: 'Goods (CNY)',
      freight: 'Freight (CNY)',
      refund: 'Refund (CNY)',
      refundState: 'Refund',
      unsure: 'Amounts unsure',
      seller: 'Seller',
      items: 'Items',
      offers: 'Offers',
      parcels: 'Parcels',
      other: 'Other fees or discount (CNY)',
      words: 'Named in',
    },
  },
  tracking: {
    summary: 'Where the parcels of an order are',
    title: (orderId: string) => `Parcels of order ${orderId}`,
    noParcel: 'Nothing has been shipped yet.',
    noSteps: 'The carrier has said nothing yet.',
  },
  trying: {
    summary: 'Place an order in the sandbox, or take one a step further',
    stepArgument: { hint: 'what happens to the order', expected: 'a step that the order can take' },
    steps: {
      next: 'Whatever comes next',
      pay: 'It is paid',
      price: 'The seller changes the price',
      ship: 'It is shipped',
      move: 'The parcel moves on',
      arrive: 'The parcel arrives',
      receive: 'It is received',
      finish: 'It is done',
      cancel: 'It is cancelled',
      refund: 'A refund is asked for',
      refunded: 'The refund is paid',
    } satisfies Record<TriedStep, string>,
    created: 'An order was placed in the sandbox',
    done: 'It happened in the sandbox',
    pushed: 'Those who watch its news are told in a moment: /watch.',
    notNow: 'That can’t happen to this order now',
    notNowAdvice: 'It has not come that far, or is past it. Try another step.',
    nextStep: 'Next step',
    otherStep: 'Something else happens',
  },
};
export type OrderWords = typeof orders;

/** What can be done to an order of the sandbox; `next`: whatever comes next by itself. */
export const triedSteps = [
  'next',
  'pay',
  'price',
  'ship',
  'move',
  'arrive',
  'receive',
  'finish',
  'cancel',
  'refund',
  'refunded',
] as const;

export type TriedStep = (typeof triedSteps)[number];

const closeReasons: { readonly [R in CloseReason]: string } = {
  buyercancel: 'cancelled by the buyer',
  sellercancel: 'cancelled by the seller',
  sellergoodslack: 'the seller has no stock',
  timeout: 'not paid in time',
  refund: 'refunded',
  other: 'for another reason',
  closetradebybuyer: 'closed by the buyer',
  closetradebyseller: 'closed by the seller',
  closetradebysystem: 'closed by 1688 after a time-out',
  closetradebybops: 'closed by 1688',
  closetradebycreadit: 'closed after a complaint',
};

function duration(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / minuteMs));
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${grouped(minutes)} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${grouped(hours)} hours` : `${Math.round(hours / 24)} days`;
}
