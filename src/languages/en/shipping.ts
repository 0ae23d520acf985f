import type { Meaning } from '../../domain/shipping/measure.ts';
import type { ReceiverFault } from '../../domain/shipping/receiver.ts';
import { grouped } from '../../runtime/grouped.ts';
import { counted } from './notation.ts';

/** What is said about freight out of China. Money comes as it is shown, with its currency (`USD 12.34`). */
export const shipping = {
  country: {
    hint: 'country of the receiver',
    expected: 'a country outside mainland China, by its name or its code: US, DEU, Japan, 日本',
  },
  weight: {
    hint: 'weight with its unit: kg, g, lb, oz, 斤, 吨',
    expected:
      'a weight with its unit: 500g or 1.2kg, with a point before decimals and commas between thousands (1,500 g), at most 1,000 kg; lb, oz, 斤, 两 and 吨 are read too',
  },
  size: {
    hint: 'length × width × height; cm where no unit is said',
    expected:
      'three lengths up to 500 cm, such as 30x20x12, with another unit behind it where they are no centimetres: 12x8x5in, 300x200x120mm',
  },
  zip: { hint: 'postal code of the receiver', expected: 'a postal code' },
  service: { hint: 'which service carries it', expected: 'a service as /ship estimate lists it' },
  receiver: {
    hint: 'key of a receiver that was given before',
    expected: 'the key that a preview’s button holds',
  },
  order: {
    hint: 'the order within China that is sent on',
    expected: 'an order id of 6 to 19 digits, your own number of it, or a link to it',
  },
  name: { hint: 'name of the receiver', expected: 'a name, as on their door' },
  contact: { hint: 'phone, and e-mail after a comma', expected: '+1 503 555 0100, ann@example.com' },
  street: { hint: 'street and number', expected: 'street, number, flat' },
  place: { hint: 'city, state, postal code', expected: 'with commas between: Portland, OR, 97201' },
  receiverCountry: {
    hint: 'country',
    expected: 'a country by its name or code, such as US, South Korea or 日本',
  },
  tax: { hint: 'tax number of the receiver', expected: 'the tax number that customs ask for' },
  total: { hint: 'the total you agree to', expected: 'an amount with its currency, such as "USD 12.34"' },
  shipment: { hint: 'id of the international order', expected: 'the id that booking gave' },
  carrier: { hint: 'carrier within China', expected: 'the carrier’s code or name, such as YTO' },
  mailNo: { hint: 'the carrier’s number', expected: 'a tracking number: 6 to 40 letters and digits' },

  /** A weight or a size that may be read in several ways; each is a button. */
  unclear: {
    title: (typed: string) => `What is meant by “${typed}”?`,
    got: (typed: string) => `I got “${typed}”, and can’t be certain how to read it.`,
    choose: (expected: string) => `Choose, or type ${expected}.`,
    meanings: {
      'metric ton': 'a metric ton is 1,000 kg',
      'short ton': 'a US short ton is 2,000 lb',
      'long ton': 'a long ton is 2,240 lb',
      'mainland jin': 'a 斤 of the mainland is 500 g',
      'Taiwan jin': 'a 斤 of Taiwan is 600 g',
      'Hong Kong jin': 'a 斤 of Hong Kong is 604.8 g',
      inch: '英寸, an inch is 2.54 cm',
      cun: '市寸, a Chinese inch is 3.33 cm',
      foot: '英尺, a foot is 30.48 cm',
      chi: '市尺, a Chinese foot is 33.33 cm',
      'thousands apart': 'the sign sets thousands apart',
      decimals: 'the sign stands before decimals',
      centimetre: 'in centimetres',
      metre: 'in metres',
      millimetre: 'in millimetres',
    } satisfies Record<Meaning, string>,
  },

  weightLabel: 'Weight',
  sizeLabel: 'Size',
  toLabel: 'To',
  serviceLabel: 'Service',
  receiverLabel: 'Receiver',
  phoneLabel: 'Phone',
  declaredLabel: 'Declared value',
  costLabel: 'Freight',
  shipmentLabel: 'International order',
  renderLabel: 'Quote',
  carrierLabel: 'Parcel in China',
  days: (least: number | undefined, most: number | undefined) => {
    if (least === undefined) return most === undefined ? undefined : `up to ${counted(most, 'day')}`;
    return most === undefined || most === least
      ? counted(least, 'day')
      : `${grouped(least)} to ${counted(most, 'day')}`;
  },
  /** Beside an amount whose unit is not certain. */
  unsure: '(unit not certain)',
  noPrice: 'price not known',

  estimate: {
    summary: 'What freight abroad would cost',
    title: (country: string) => `Freight to ${country}`,
    none: 'No service goes there',
    noneAdvice: 'Try another weight or size, or ask the partner.',
    /** China itself was given. */
    home: 'freight abroad needs a country outside mainland China. /order create sends within China.',
    whichCountry: 'Which country?',
    whichCountryAdvice: 'Several have that name. Choose one.',
    choose: 'Send an offer with…',
    unreadable: (count: number) => `${grouped(count)} could not be read`,
  },
  preview: {
    summary: 'What sending an offer abroad costs. Books nothing',
    whichService: 'Which service?',
    whichServiceAdvice: 'Choose one; what it costs exactly comes next.',
    noWeight: 'The weight of this offer is not known',
    noWeightAdvice: 'Ask /ship estimate with a country and a weight, and choose a service there.',
    noPrice: 'The price of this offer is not known',
    noPriceAdvice: 'Customs want a declared value. Look at the offer: /product.',
    whoReceives: 'Who receives it?',
    whoReceivesAdvice: 'Give the receiver in a form: only you see it, and no button holds it.',
    giveReceiver: 'Give the receiver',
    receiverGone: 'This receiver is no longer kept',
    receiverGoneAdvice: 'Receivers are kept for a day. Nothing was booked; give the receiver again.',
    notSendable: 'Nothing can be sent to this receiver',
    faults: {
      'name missing': 'The name is missing.',
      'phone missing': 'The phone is missing; customs and carriers want one.',
      'phone unreadable':
        'The phone is none: 6 to 15 digits, best with + and the country’s code; an extension follows after ext.',
      'e-mail unreadable': 'The e-mail address is none.',
      'street missing': 'The street is missing.',
      'city missing': 'The city is missing: city, state and postal code, with commas between.',
      'country missing': 'The country is missing.',
      'country unknown':
        'There is no such country. Give its name in English or Chinese, or its code of two or three letters.',
      'country home': 'That is within China: /order create sends there.',
      'too long': 'A line is longer than 200 characters.',
    } satisfies Record<Exclude<ReceiverFault, 'country unclear'>, string>,
    /** `countries`: the names of those that were meant, perhaps. */
    countryUnclear: (countries: readonly string[]) =>
      `The country is not clear: ${countries.join(' or ')}? Give that name.`,
    notYetBooked: 'Nothing has been booked yet.',
    book: (total: string) => `Book for ${total}`,
    otherGoods: 'Other service or quantity',
    otherReceiver: 'Other receiver',
    /** Why stars stand where words should. */
    masked: 'The receiver is shortened here; it is sent whole, as it was given.',
  },
  create: {
    summary: 'Book freight abroad, after you confirm the exact total',
    booked: 'Booked',
    bookedAdvice: 'When the goods are on their way within China, give their parcel’s number.',
    noId: 'The partner took it but named no order. Look for the quote in its console.',
    moved: 'The freight has changed',
    was: (was: string, is: string) => `It was ${was}, it is ${is}.`,
    nothingBooked: 'Nothing was booked.',
    previewAgain: 'New preview',
    checkAgain: 'Check again',
    notKnown: 'Not known whether it was booked',
    notKnownAdvice: (renderId: string) =>
      `The booking was sent, and no clear answer came. I know no way to ask the partner what became of it, and I never send it again. Look in the partner’s console for an order of quote ${renderId}; only where there is none, make a new preview.`,
    underWay: 'It is being booked right now',
    underWayAdvice: 'Another person clicked first, or the partner is slow. Check again in a moment.',
    unsure: 'What it costs is not certain',
    unsureAdvice:
      'The partner’s quote has no amount whose unit and currency are certain, so nothing can be booked here. npm run call -- freight.abroad.render shows it as it came.',
    restored: 'The bot was restored from a copy since this preview',
    restoredAdvice:
      'It does not know whether you booked by this button before, and I know no way to ask the partner. Nothing was booked now. Look in the partner’s console; only where it is not there, make a new preview.',
    expired: 'This preview is too old',
    expiredAdvice: 'Freight may have changed. Nothing was booked; look at a new preview.',
    other: 'This key belongs to another shipment',
    otherAdvice: 'Nothing was booked now. Look at a new preview, whose button holds a key of its own.',
    giveCarrier: 'Give the parcel in China',
  },
  update: {
    summary: 'Give an international order the parcel it comes by in China',
    done: 'The parcel was noted',
    doneAdvice: 'The warehouse knows now which parcel belongs to the international order.',
    notDone: 'The parcel was not noted',
    notKnown: 'Not known whether the parcel was noted',
    notKnownAdvice: 'No clear answer came. Giving the same number again does no harm.',
    again: 'Give it again',
  },
};
export type ShippingWords = typeof shipping;
