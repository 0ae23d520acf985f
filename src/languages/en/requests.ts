import type { RequestStatus, SubjectKind } from '../../domain/requests/request.ts';
import type { Refusal } from '../../domain/requests/transitions.ts';
import { grouped } from '../../runtime/grouped.ts';
import type { Language } from '../../runtime/language.ts';
import { unitName } from '../partner-words.ts';
import { pieces, punctuation } from './notation.ts';

/** Every sentence about requests that an approver decides, in one language. */
export const requests = {
  /** Whose words these are. */
  language: 'en' as Language,
  punctuation,
  askSummary: 'Ask an approver for a seller’s chat',
  listSummary: 'Requests that wait for a decision',
  showSummary: 'What came of your request',
  approveSummary: 'Approve a request',
  declineSummary: 'Decline a request',
  assignSummary: 'Take a request on',
  withdrawSummary: 'Take your request back',
  approversSummary: 'Where requests to approvers go',
  aboveSummary: 'Above which amount spending takes a second person',
  rateSummary: 'What a currency is in yuan, for freight abroad and its limit',

  reason: {
    hint: 'why you need it',
    expected: 'a few words, at most 300 characters',
    example: 'sample for the spring line',
  },
  why: {
    hint: 'why',
    expected: 'a few words that the asker will read, at most 300 characters',
    example: 'we have a contract with another',
  },
  id: { hint: 'the request', expected: 'a request, as its buttons name it' },
  here: { hint: 'here, or nowhere', expected: 'here or none' },
  hereChoice: 'in this conversation',
  noneChoice: 'where each is asked',
  /** Under the field of a form, which can be emptied. */
  aboveHint: 'in yuan; empty for never',
  above: { hint: 'yuan, or never', expected: 'an amount in yuan such as 5000, or never' },
  never: 'never',
  currency: {
    hint: 'a currency',
    expected: 'a currency by its three letters, such as USD; yuan need no rate',
  },
  rate: { hint: 'yuan, or none', expected: 'what one unit is in yuan, such as 7.1234, or none' },

  /** Titles of the card, by what it has come to. */
  wants: {
    seller: 'Request for a seller’s chat',
    payment: 'Request to pay an order',
    freight: 'Request to book freight abroad',
  } satisfies Record<SubjectKind, string>,
  statuses: {
    open: 'waits for a decision',
    assigned: 'taken on',
    approved: '✓ approved',
    declined: '✗ declined',
    expired: 'expired: not decided in time',
    withdrawn: 'taken back by the asker',
    lapsed: 'approved, and over: the asker’s role was taken away',
  } satisfies Record<RequestStatus['is'], string>,
  who: 'Who asks',
  offer: 'Offer',
  company: 'Company',
  openUid: 'openUid',
  order: 'Order',
  amount: 'Amount',
  shipping: 'Freight',
  service: 'Service',
  receiver: 'Receiver',
  otherGoods: (count: number) => (count === 1 ? 'and one more' : `and ${grouped(count)} more`),
  goods: 'Goods',
  otherFees: 'Other fees',
  discount: 'Discount',
  /** Before the masked address that it goes to. */
  goesTo: 'Goes to:',
  goesToPlace: (place: string) => ` ${place}`,
  pieces,
  unit: (raw: string) => unitName(raw),
  /** Of one piece. */
  each: (price: string) => `${price} each`,
  /** The first of the goods, and how many there are besides. */
  andOthers: (title: string, others: number) => `${title} and ${grouped(others)} more`,
  lastOrders: 'The asker’s last orders with this seller:',
  noOrders: 'The asker has not ordered from this seller here before.',
  /** Stands for a group of people who may decide. */
  approvers: 'approvers',
  /** Follows those who are mentioned. */
  pleaseDecide: 'please decide.',
  reasonLabel: 'Reason',
  state: 'State',
  asked: 'Asked',
  until: 'Open until',
  by: 'Decided by',
  when: 'When',
  whyLabel: 'Why',
  takenBy: 'At it',
  earlier: 'Earlier requests for the same:',

  approve: 'Approve',
  approveFor: (amount: string) => `Approve ${amount}`,
  decline: 'Decline…',
  assign: 'Assign to me',
  withdraw: 'Take it back',
  openChat: 'Open chat',
  /** Do what was approved. */
  payNow: (amount: string) => `Pay ${amount}`,
  bookNow: (amount: string) => `Book for ${amount}`,
  see: 'Show it to me',
  askAgain: 'Ask again',
  ask: 'Ask for approval…',
  askApprover: 'Ask an approver…',
  askFirst: 'An approver can open this chat for you',
  askFirstAdvice:
    'You may not open it yourself. Nothing was asked yet: the button asks why you need it, and then shows your request to the approvers.',
  /** Leads from what was approved to the request itself. */
  theRequest: 'Your request',
  details: { hint: 'the request itself, without doing what was approved', expected: 'yes or no' },

  filed: 'Your request is with the approvers',
  filedAdvice: 'You are told here or in a direct message as soon as it is decided.',
  filedBefore: 'You have asked for this already',
  nobodyToAsk: 'There is no approver to ask yet',
  nobodyToAskAdvice:
    'Ask in a channel, or have an admin type /admin approvers here in the conversation where requests are to go.',
  noApprover: 'There is no approver who could decide it',
  noApproverAdvice:
    'Nothing was asked. Have an admin name an approver: /admin grant approver @person. Your own requests are never yours to decide.',
  /** Where another company reads along. */
  readByOthersAdvice:
    'Nothing was asked: a request here would show them what you buy, from whom and for how much. Ask in a channel of your own, or have an admin type /admin approvers here in one.',
  noNeed: 'You need no approval',
  noNeedAdvice: 'You may open this chat yourself.',
  unknown: 'I know no such request',
  unknownAdvice: '/seller-requests shows those that are open here.',
  refused: {
    settled: 'It was settled before',
    over: 'Its time is over',
    'own request': 'You can’t decide your own request',
    'not the asker': 'Only the person who asked can do that',
    'assigned before': 'It is yours already',
    'not yet': 'It is too early for that',
  } satisfies Record<Refusal, string>,
  nowAssigned: 'It is yours now',
  nowApproved: 'Approved',
  nowDeclined: 'Declined',
  nowWithdrawn: 'You took it back',
  askerIsTold: 'The person who asked is told in private.',
  /** Nothing is decided from a direct message that is in no workspace. */
  decideInside: 'Decide this in the server',
  decideInsideAdvice:
    'A request is decided in the workspace or server that it belongs to, never in a direct message. Use the buttons on its card there.',
  /** Nothing is approved that its asker no longer may do. */
  askerMayNot: {
    seller: 'Not approved: the asker may do nothing here any more',
    payment: 'Not approved: the asker may not buy any more',
    freight: 'Not approved: the asker may not buy any more',
  } satisfies Record<SubjectKind, string>,
  askerMayNotAdvice:
    'Nothing was done, and the request stays open. Decline it, or have an admin give the asker the role back first.',
  /** Nor is anything approved, or done, of whose asker the platform does not say now who they are. */
  askerNotKnown: 'Not approved: I can’t tell now what the asker may do',
  askerNotKnownAdvice:
    'The platform did not tell me who the asker is. Nothing was done, and the request stays open. Try again in a minute; if that goes on, tell the operator to run npm run doctor.',
  youNotKnown: 'Not done: I can’t tell now what you may do',
  youNotKnownAdvice:
    'The platform did not tell me who you are. Nothing was done, and your approval stands. Try again in a minute; if that goes on, tell the operator to run npm run doctor.',
  /** What was approved was not done, since its asker no longer may: to those who decided, and to the asker. */
  lapsed: {
    seller: 'An approval is over: the asker may do nothing here any more',
    payment: 'Nothing was paid: the asker may not buy any more',
    freight: 'Nothing was booked: the asker may not buy any more',
  } satisfies Record<SubjectKind, string>,
  lapsedAdvice: 'Their role was taken away after the request was approved. The approval is over.',
  yourLapsed: {
    seller: 'No chat was opened: you may do nothing here any more',
    payment: 'Nothing was paid: you may not buy any more',
    freight: 'Nothing was booked: you may not buy any more',
  } satisfies Record<SubjectKind, string>,
  yourLapsedAdvice:
    'Your request was approved, and your role was taken away since. The approval is over. Ask an admin.',

  /** To an asker whose approval was used before the role was taken away. */
  mayNoMore: 'You may not buy any more',
  mayNoMoreAdvice:
    'Your role was taken away. What came of the approval before stays as it is; /order show tells how the order stands.',

  yourApproved: {
    seller: 'Your request was approved',
    payment: 'Your payment was approved',
    freight: 'Your booking was approved',
  } satisfies Record<SubjectKind, string>,
  approvedAdvice: {
    seller: 'The button opens the seller’s chat.',
    payment: 'The button pays exactly this amount.',
    freight: 'The button books exactly this, for exactly this amount.',
  } satisfies Record<SubjectKind, string>,
  yourDeclined: 'Your request was declined',
  yourExpired: 'Your request was not decided in time',
  expiredAdvice: 'Ask again, or talk to an approver.',
  approvalOver: 'This approval is over',
  approvalOverAdvice: 'It was given too long ago. Ask again.',
  waits: 'An answer to a request waits',
  waitsAdvice: 'I could not reach you in a direct message. The button shows the answer to you alone.',
  reminder: (hours: number) =>
    hours === 1 ? 'A request has waited for an hour' : `A request has waited for ${grouped(hours)} hours`,

  openTitle: 'Open requests',
  /** Below a list of so many. */
  olderOpen: (count: number) =>
    `These are the newest ${grouped(count)}. Older ones wait too: their cards stand where they were asked, or where requests are sent.`,
  noneOpen: 'No request waits',

  approversSet: 'Requests come here from now on',
  approversSetAdvice: 'Everyone here sees who asks for which seller. Approvers decide with the buttons.',
  /** Before it is set where another company reads along. */
  othersReadRequests:
    'Nothing is set yet. All people in the channel, those of the other company too, will read who asks for what, from which seller, for how much and why. To keep that among yourselves, type /admin approvers here in a channel of your own.',
  approversAnyway: 'Send them here all the same',
  approversUnset: 'Requests are shown where they are asked',
  approversUnsetAdvice: 'Those in a direct message can’t be asked then.',
  aboveSet: (amount: string) =>
    `Payments and freight above ${amount}, or above it together within 24 hours, take a second person`,
  aboveNever: 'Nothing takes a second person',
  ratesTitle: 'What currencies are in yuan',
  ratesAdvice: 'Where a limit holds, freight in a currency without a rate takes a second person each time.',
  noRates: 'No rate is set',
  noRatesAdvice: 'Until one is set, freight abroad takes a second person each time where a limit holds.',
  rateIs: (currency: string, yuan: string) => `1 ${currency} is ¥${yuan}`,
  rateMissing: (currency: string) => `No rate is set for ${currency}`,
  rateSet: (currency: string, yuan: string) => `1 ${currency} counts as ¥${yuan} from now on`,
  rateUnset: (currency: string) => `${currency} has no rate any more`,
  /** One of them in a list. */
  rateLine: (currency: string, yuan: string) => `1 ${currency} = ¥${yuan}`,

  secondPerson: {
    payment: 'This payment takes a second person',
    freight: 'This booking takes a second person',
  } satisfies Record<'payment' | 'freight', string>,
  secondPersonAdvice: 'It takes an approver, and then it is done once.',
  /** Which limit it is above, and how. */
  aboveLimit: (limit: string, above: string | undefined) =>
    above === undefined ? `It is above ${limit}.` : `It is above ${limit} by ${above}.`,
  aboveByDay: (limit: string, spent: string, above: string | undefined) =>
    `It is not above ${limit} by itself, but it is with the ${spent} of the last 24 hours${above === undefined ? '' : `, by ${above}`}.`,
  noRate: (currency: string, limit: string) =>
    `No rate of ${currency} to yuan is set (/admin rate), so it is not known whether it is above ${limit}.`,
};
export type RequestWords = typeof requests;
