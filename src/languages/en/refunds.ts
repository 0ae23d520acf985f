import type { GoodsStatus } from '../../xport/client.ts';
import { refundReasonName } from '../partner-words.ts';
import { punctuation } from './notation.ts';

/** What is said about money and goods that go back. Money comes as it is shown (`¥100.00`). */
export const refunds = {
  punctuation,
  reason: {
    label: 'reason',
    hint: 'why: the number of a reason',
    expected: 'a number that /refund reasons lists',
  },
  amount: { hint: 'how much you want back, in yuan', expected: 'an amount in yuan, such as 58 or 12.50' },
  note: {
    hint: 'what else the seller is told',
    expected: '2 to 150 characters; where left out, the seller is told the reason',
    example: 'Two of ten are broken',
  },
  kind: {
    label: 'kind of refund',
    hint: 'money alone, or goods back',
    expected: 'not-received, received or send-back',
  },
  kinds: {
    'not-received': 'Money alone: the goods have not come',
    received: 'Money alone: the goods have come',
    'send-back': 'The goods have come, and I send them back',
  },
  received: { hint: 'have the goods come to you?', expected: 'yes or no' },
  back: { hint: 'will you send the goods back?', expected: 'yes or no' },
  proof: {
    hint: 'picture as proof: a link, or attach one',
    expected: 'a link to a picture that starts with https://, or a picture attached in its place',
  },
  key: { hint: 'key of this asking, from its button', expected: 'the key that a button holds' },
  refundId: { hint: 'id of the refund', expected: 'a refund’s id, such as TQ123456789012' },
  carrier: { hint: 'carrier that takes the goods back', expected: 'a carrier’s code or name, such as YTO' },
  mailNo: { hint: 'the carrier’s number', expected: 'a tracking number: 6 to 40 letters and digits' },

  amountLabel: 'Wanted back',
  mostLabel: 'Paid',
  reasonLabel: 'Reason',
  noteLabel: 'Told to the seller',
  proofLabel: 'Proof',
  proofUploaded: 'a picture is attached',
  goodsLabel: 'Goods',
  backLabel: 'Goods go back',
  refundLabel: 'Refund',
  parcelLabel: 'Parcel',
  goods: {
    refundWaitSellerSend: 'not shipped yet',
    refundWaitBuyerReceive: 'on their way',
    refundBuyerReceived: 'received',
    aftersaleBuyerNotReceived: 'order done, goods not received',
    aftersaleBuyerReceived: 'order done, goods received',
  } satisfies Record<GoodsStatus, string>,

  /** On the card of an order. */
  button: 'Refund…',
  reasons: {
    summary: 'Why money of an order can be asked back',
    title: 'Why do you want money back?',
    advice: 'Choose a reason; the amount comes next. Nothing is asked for yet.',
    none: 'The partner gives no reasons for this order',
    noneAdvice: 'Ask the seller, or ask for the refund at 1688 itself.',
    choose: 'Choose a reason',
    notThis: 'The partner has no such reason for this order as it stands: choose one of its own.',
    /** A reason that holds where the goods have come so far. */
    where: (reason: string, goods: string) => `${reason} · goods ${goods}`,
    needsPicture: 'needs a picture',
    unnamed: 'reason without a name',
    /** A reason by the partner's words, which stand beside ours where these are known. */
    named: (raw: string) => {
      const known = refundReasonName(raw);
      return known === undefined ? raw : `${known} (${raw})`;
    },
  },
  create: {
    summary: 'Ask the seller for money back, after you confirm the exact amount',
    title: 'Ask for this refund?',
    advice: 'The seller decides on it. Nothing has been asked for yet.',
    ask: (amount: string) => `Ask for ${amount} back`,
    fillIn: 'Fill in',
    missing: 'How much, and why?',
    missingAdvice: 'Give the amount, and what the seller is told.',
    otherAmount: 'Other amount',
    asked: 'The refund was asked for',
    askedAdvice: 'The seller has to agree. News of it come to where the order is watched.',
    found: 'The partner’s answer was lost; the order says that a refund is under way. It was asked for once.',
    nothingAsked: 'Nothing was asked for.',
    tooMuch: 'That is more than was paid',
    tooMuchAdvice: (most: string) => `At most ${most} can be asked back.`,
    notNow: 'Nothing of this order can be asked back',
    notNowAdvice: (status: string) => `Only a paid order has something to ask back. It is: ${status}.`,
    underWay: 'A refund is under way already',
    underWayAdvice: 'Wait until it is decided: /order show tells how it stands.',
    nothingLeft: 'All that was paid is back already',
    unsure: 'What was paid is not certain',
    unsureAdvice:
      'The partner does not say for certain how much was paid, so I ask for nothing. Ask for the refund at 1688 itself.',
    nothingToSendBack: 'There is nothing to send back yet',
    nothingToSendBackAdvice: 'The goods were not shipped: ask for the money alone.',
    otherMarket: 'This order was placed at Taobao',
    otherMarketAdvice: 'Only 1688’s orders can be asked about here. Ask for the refund at Taobao itself.',
    needsPicture: 'This reason wants a picture as proof',
    needsPictureAdvice:
      'Give a link to a picture in the form, or attach one where that can be done; or choose another reason.',
    notKnown: 'Not known yet whether it was asked for',
    notKnownAdvice:
      'It was sent, no clear answer came, and the order shows no refund yet. Check again in a moment: that looks at the order, and never asks twice. Do not ask anew before you have looked at 1688.',
    checkAgain: 'Check again',
    sending: 'It is being asked for right now',
    sendingAdvice: 'Another person clicked first, or the partner is slow. Check again in a moment.',
    another: 'Another refund of this order was asked for just now',
    anotherAdvice:
      'What came of it is not known yet, so that nothing was asked for now. Look at the order in ten minutes, and ask again where it shows no refund.',
    restored: 'The bot was restored from a copy since',
    restoredAdvice:
      'It does not know whether you asked by this button before, and the order shows no refund under way. Nothing was asked for now. Look at the order, and begin anew where there is none.',
    expired: 'This button is too old',
    other: 'This key belongs to another refund',
    anew: 'Begin anew',
  },
  giveBack: {
    summary: 'Tell with which parcel goods of a refund go back',
    button: 'Give the return parcel',
    done: 'The parcel was told to the seller',
    doneAdvice: 'The money comes back once the seller has received it.',
    notDone: 'The parcel was not taken',
    notKnown: 'Not known yet whether the parcel was taken',
    notKnownAdvice: 'No clear answer came. Look at the order before you give it again.',
    whichCarrier: 'Which carrier is that?',
    chooseCarrier: 'Choose a carrier',
  },
};
export type RefundWords = typeof refunds;
