import type { XportFault } from '../../xport/errors.ts';
import { type CodeWords, meaningOf } from '../partner-codes.ts';

/** What to do about each meaning of a code. */
const codes: CodeWords = {
  call: 'The partner does not take this call as the bot makes it. Tell the operator: npm run doctor.',
  field:
    'A part of the request is missing or has the wrong form: the partner names it below. Check what you gave.',
  quantity:
    'That is less than the seller sells at once. Take at least the minimum quantity that the offer names.',
  'district code':
    'The district code is wrong, or of another province. Look it up again: 6 digits, such as 330108.',
  phone:
    'The partner does not take this phone. Give a mobile of 11 digits, or a landline with its area code and without an extension.',
  sellers: 'An order takes offers of one seller only. Order those of each seller by themselves.',
  province: 'There is no such province. Give its full name, such as 浙江省.',
  account:
    'The partner does not accept this account. The operator has to check the access key, secret and user id: npm run doctor.',
  timestamp:
    'The partner wants its timestamps in another unit. The operator finds out which: npm run doctor.',
  clock: 'The clock of the machine that runs this bot is wrong by more than ten minutes. Have it set right.',
  user: 'The account has no such user id. An admin can choose another one: /admin account.',
  'query signature':
    'The partner does not accept the signature of the query. The operator has to ask it for the string-to-sign, and set XPORT_PP_SIGNATURE_TEMPLATE.',
  country: 'No service goes to this country. Choose another one, or ask the partner.',
  weight:
    'That is no weight that is carried: more than nought, at most 30 kg. Split it into several parcels.',
  quote: 'The quote is too old, or of something else. Look at a new preview: /ship preview.',
  service: 'There is no such service. /ship estimate shows those there are.',
  shipment: 'There is no such international order. Booking gave its id.',
  'refund amount': 'That is more than was paid. Ask for less.',
  'refund reason': 'There is no such reason for this order. /refund reasons shows those there are.',
  carrier: 'There is no such carrier. Choose one of those that completion shows.',
  nonce: 'The partner took the call for a repeat. Type the command again.',
  seller: 'That openUid belongs to another seller. Leave it out: it is looked up from the offer.',
  offer: 'There is no such offer. Copy its number or link from 1688 again.',
  'offer withdrawn': 'The seller has withdrawn this offer. Look for another one, or ask the seller.',
  variant: 'The offer has no such variant any more. Choose one of those it has.',
  order: 'There is no such order in this account. /order list shows those there are.',
  refund: 'There is no such refund. Look at its order: /order show.',
  category: 'There is no such category. /category shows those there are.',
  lot: 'The offer is sold in lots: order a multiple of the lot that /product names.',
  picture: 'That is no picture that the partner can look for. Give a png, jpeg, webp or gif file.',
  'picture size': 'The picture is too large for the partner. Give a smaller one, at most 5 MB.',
  'picture host': 'The partner takes links to 1688’s own pictures only. Save the picture and give the file.',
  'picture gone': 'The partner does not have that picture any more. Give it again: /image.',
  address: 'There is no such address. /address list shows those there are.',
  'order state': 'The order has not come that far, or is past it. Look at how it stands: /order show.',
  'refund under way': 'A refund of this order is under way. Wait until it is decided.',
  'too often': 'That was too often in a short time. Wait a minute, then try again.',
  broken:
    'Something broke on the partner’s side. Try again in a minute; if it keeps happening, give the request id to the partner’s support.',
  'not shipped':
    'Nothing has been shipped yet, so there is nothing to track. Ask again once the order is shipped.',
  'cancelled too soon': 'An order can’t be cancelled in its first seconds. Wait ten seconds, then try again.',
};

/** What is said of a call that the partner refused or did not answer. */
export const xport = {
  title: (fault: XportFault) => xportTitles[fault.kind],
  advice: xportAdvice,
  partnerSays: 'The partner says',
  code: 'Code',
  request: (id: string) => `Request ${id}`,
};

export type XportWords = typeof xport;

const xportTitles: { readonly [K in XportFault['kind']]: string } = {
  refused: 'The partner refused',
  unreachable: 'The partner can not be reached',
  'timed out': 'The partner did not answer in time',
  malformed: "The partner's answer made no sense",
  'too large': "The partner's answer was too large",
};

function xportAdvice(fault: XportFault): string {
  switch (fault.kind) {
    case 'refused': {
      const meaning = meaningOf(fault.code);
      return meaning === undefined
        ? 'Check the ids that you gave. If they are right, give the request id to the partner’s support.'
        : codes[meaning];
    }
    case 'unreachable':
    case 'timed out':
      return 'Nothing was changed. Try again in a minute; if it keeps happening, run npm run doctor.';
    case 'malformed':
    case 'too large':
      return 'Try again later. If it keeps happening, tell the operator: npm run call shows the answer.';
  }
}
