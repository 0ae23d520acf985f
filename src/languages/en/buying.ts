import { grouped } from '../../runtime/grouped.ts';
import type { CancelReason } from '../../xport/buying.ts';
import { counted, pieces, punctuation } from './notation.ts';

/** What is said about buying. Money comes as it is shown (`¥100.00`). */
export const buying = {
  punctuation,
  offer: { hint: 'offer id or link', expected: 'an offer id (6 to 19 digits) or a link to the offer' },
  quantity: { hint: 'how many pieces', expected: 'a whole number of pieces from 1 to 1,000,000' },
  sku: {
    label: 'Variant',
    hint: 'which variant: what it is called, or its id',
    expected: 'what the variant is called (Black, L), its spec id (32 of 0-9, a-f) or its SKU id (digits)',
  },
  skuExample: 'Black',
  address: {
    label: 'Delivery address',
    hint: 'id of the delivery address',
    expected: 'the id of one of the account’s addresses',
  },
  confirmedTotal: { hint: 'the total you agree to, in yuan', expected: 'an amount in yuan, such as 64.61' },
  key: { hint: 'key of this purchase, from its preview', expected: 'the key that a preview’s button holds' },
  /** What a preview's button holds of the address that it showed. */
  confirmedAddress: {
    hint: 'digest of the address, from the preview',
    expected: 'the digest of an address that a preview’s button holds',
  },
  shown: { hint: 'when the button was drawn', expected: 'the time that a button holds' },
  confirm: { hint: 'do it now', expected: 'yes or no' },
  reason: { hint: 'why it is cancelled', expected: 'one of the reasons' },
  reasons: {
    buyerCancel: 'Not wanted any more',
    sellerGoodsLack: 'The seller has no stock',
    other: 'Another reason',
  } satisfies Record<CancelReason, string>,

  /** On an offer's card: asks how many, and where to. */
  order: 'Order…',
  untitled: (offerId: string) => `Offer ${offerId}`,
  offerId: 'Offer',
  kind: 'Variant',
  amount: 'Amount',
  pieces,
  /** Of one piece. */
  each: (price: string) => `${price} each`,
  goods: 'Goods',
  freight: 'Freight',
  serviceFee: 'Service fee',
  discount: 'Discount',
  toPay: 'Total to pay',
  splits: (orders: number) => `This becomes ${counted(orders, 'order')}, each to be paid by itself.`,
  partnerRemarks: 'The partner remarks',
  notYetOrdered: 'Nothing has been ordered yet. Ordering does not pay.',
  orderFor: (total: string) => `Order for ${total}`,
  otherQuantity: 'Other quantity',
  otherAddress: 'Other address',

  noAddress: 'Where should it go?',
  noAddressAdvice: 'Choose one of the account’s delivery addresses, or add one.',
  /** The account has none at all. */
  noAddressesAdvice: 'There are no delivery addresses yet. Add one, and the order goes on from there.',
  /** The partner does not list them now. */
  addressesNotToldAdvice:
    'The partner does not list the account’s addresses right now. Give the id of one, or try again in a minute.',
  /** In a list that is cut. */
  more: (count: number) => `… and ${grouped(count)} more`,
  moreAddresses: (count: number) =>
    `… and ${grouped(count)} more: give the number of one, as the list of addresses shows it`,
  noSuchAddress: (id: string) => `There is no address ${id}`,
  noSuchAddressAdvice: 'Choose one of those that there are: /address list.',
  /** The remembered one is not there any more. */
  defaultGone: (id: string) => `Your default address ${id} is no longer there`,
  /** What stands under the id is not known now. */
  addressNotTold: (id: string) => `The partner does not tell address ${id} right now`,
  addressNotToldAdvice:
    'Nothing can be ordered to an address that can’t be shown to you first. Try again in a minute.',
  /** Since the preview whose button was clicked. */
  addressChanged:
    'The address was changed after you saw it, so nothing was ordered. Check where it goes now, then order.',
  /** The button that was clicked holds no address that was shown. */
  addressNotSeen:
    'The button was drawn before previews showed the address, so nothing was ordered. Check where it goes, then order.',
  tryAgain: 'Try again',
  giveAddress: 'Give the address',
  chooseAddress: 'Choose an address',
  /** After an address that the buyer did not name just now. */
  yourDefault: 'your default address',
  whichKind: 'Which variant?',
  whichKindAdvice: 'This offer comes in several variants. Choose one.',
  chooseKind: 'Choose a variant',
  moreKinds: (count: number) => `… and ${grouped(count)} more: open the offer on 1688 to see them`,
  noSuchKind: 'This offer has no such variant',
  whichOfKindAdvice: 'Several variants are called so. Choose one.',
  noSuchKindAdvice: (count: number): string =>
    count === 0
      ? 'It has no variants, or the partner names none just now.'
      : 'These are the variants that it has.',
  tooFew: (least: string) => `At least ${least}`,
  tooFewAdvice: 'The seller sells no fewer at once.',
  noMultiple: (lot: string) => `Only in lots of ${lot}`,

  preview: { summary: 'What an order would cost: goods, freight, fees. Orders nothing' },
  create: {
    summary: 'Order an offer, after you confirm the exact total',
    placed: 'Ordered',
    /** What came of it, and what was ordered. */
    titled: (said: string, goods: string) => `${said}: ${goods}`,
    placedInPart: 'Only a part of it was ordered',
    found: 'The partner’s first answer was lost; the order was found by its number. It stands once.',
    order: 'Order',
    total: 'Total',
    otherTotal: (confirmed: string) => `You confirmed ${confirmed}. Look at the order before you pay it.`,
    nextPay: 'It is not paid yet.',
    notOrdered: 'Not ordered',
    moved: 'The total has changed',
    was: (was: string, is: string) => `It was ${was}, it is ${is}.`,
    nothingOrdered: 'Nothing was ordered.',
    previewAgain: 'New preview',
    notKnown: 'Not known yet whether it was ordered',
    notKnownAdvice: (number: string) =>
      `The order was sent to the partner under your number ${number}, but its answer was lost and its list of orders does not show it yet. Check again in a moment: that looks for it, and never orders twice. Do not order it anew.`,
    underWay: 'It is being ordered right now',
    underWayAdvice: 'Another person clicked first, or the partner is slow. Check again in a moment.',
    checkAgain: 'Check again',
    notPlaced: 'It was not ordered',
    notPlacedAdvice: (number: string) =>
      `The order was sent off ten minutes ago or more, and the partner has none with your number ${number}. It is safe to order anew.`,
    failed: 'The partner took none of it',
    restored: 'The bot was restored from a copy since this preview',
    restoredAdvice: (number: string) =>
      `It does not know whether you ordered by this button before, and the partner lists no order with your number ${number}. Nothing was ordered now. Look at your orders; where it is not among them, make a new preview.`,
    expired: 'This preview is too old',
    expiredAdvice: 'Prices and freight may have changed. Nothing was ordered; look at a new preview.',
    otherPurchase: 'This key belongs to another purchase',
    otherPurchaseAdvice:
      'Nothing was ordered now. Look at a new preview, whose button holds a key of its own.',
    misunderstood: 'The partner’s preview is about something else',
    misunderstoodAdvice: 'It names another offer or kind than the one asked for. Nothing was ordered.',
  },
  pay: {
    summary: 'Pay an order, after you confirm the exact amount',
    title: 'Pay this order?',
    advice:
      'With a payment agreement the amount is debited at once; otherwise you get a link to 1688’s cashier. Nothing has been paid yet.',
    pay: (total: string) => `Pay ${total}`,
    link: 'Pay at 1688’s cashier',
    linkAdvice: 'Nothing has been debited yet: it is paid when you do so there.',
    openCashier: 'Open the cashier',
    linkInSandbox:
      'Nothing has been debited yet. The cashier is the real site, which knows no order of the sandbox: pay here to see what follows.',
    payInSandbox: 'Pay in the sandbox',
    unsafe: 'The payment link is not safe to open',
    unsafeAdvice: (requestId: string) =>
      `The partner’s link leads outside 1688, so I do not show it. Nothing was debited. Request ${requestId}`,
    debited: 'Paid by agreement',
    debitedAdvice: 'The amount was debited. There is nothing left to do.',
    notAwaiting: 'There is nothing to pay',
    notAwaitingAdvice: (status: string) => `The order is not awaiting payment: ${status}.`,
    unsure: 'The amount is not certain',
    unsureAdvice:
      'The partner does not say for certain how much this order costs, so I pay nothing. Pay it at 1688 itself.',
    canNot: 'The order can not be paid',
    canNotAdvice: (requestId: string) =>
      `The partner gives no reason. Nothing was debited. Request ${requestId}`,
    moved: 'The amount has changed',
    nothingPaid: 'Nothing was paid.',
    restored: 'Pay this order?',
    restoredAdvice:
      'The bot was restored from a copy since that button was drawn, so I ask once more: the partner says that the order still awaits payment. Nothing was paid now.',
    notKnown: 'Not known yet whether it was paid',
    notKnownAdvice:
      'The payment was asked for a moment ago, and no clear answer came. Look at the order; it can be paid again in ten minutes at the earliest.',
  },
  cancel: {
    summary: 'Cancel an order that is not paid',
    title: 'Cancel this order?',
    advice: 'A cancelled order can not be brought back. Nothing has been cancelled yet.',
    /** On an order's card: asks before it cancels. */
    ask: 'Cancel…',
    button: 'Cancel the order',
    done: 'The order is cancelled',
    notNow: 'This order can not be cancelled',
    notNowAdvice: (status: string) => `Only what is not paid can be cancelled here. It is: ${status}.`,
    notDone: 'The order was not cancelled',
    tooFast: '1688 cancels nothing in the first ten seconds of an order. Try again in a moment.',
    notKnown: 'Not known yet whether it was cancelled',
    notKnownAdvice: 'No clear answer came. Look at the order in a moment before you do anything else.',
  },
};
export type BuyingWords = typeof buying;
