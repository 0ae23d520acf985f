import type { MessageKind } from '../../domain/requests/message-plan.ts';
import { grouped } from '../../runtime/grouped.ts';
import { punctuation } from './notation.ts';
import { newsKindNames } from './orders.ts';

/** What is said of who is told of what. Money and times of day come as they are shown. */
export const watch = {
  punctuation,
  summary: 'Be told here of order news',
  unwatchSummary: 'Be told here no more, of anything or of one order or seller',
  watchingSummary: 'What this conversation is told of, and what could not be said',
  resendSummary: 'Send again what could not be said here',
  about: { hint: 'all orders, one order, or a seller’s orders', expected: 'all, order or seller' },
  aboutAll: 'All orders',
  aboutOrder: 'One order',
  aboutSeller: 'One seller',
  id: { hint: 'an order’s id, a seller, or their offer', expected: 'an id or a name' },
  events: {
    label: 'which news',
    hint: 'which news: all, needs, or several kinds',
    expected: 'all, needs, or kinds of news joined by commas, such as paid,shipped',
  },
  minAmount: {
    hint: 'only orders of so many yuan or more',
    expected: 'an amount in yuan, such as 500 or 99.50',
  },
  mention: {
    hint: 'who is pinged: a person, me, or “nobody”',
    expected: 'a person picked after @, me, or “nobody”',
  },
  mentionEvents: {
    hint: 'for which news that person is pinged',
    expected: 'all, needs, or kinds of news joined by commas',
  },
  daily: { hint: 'what needs no action comes once a day', expected: 'yes or no' },
  at: { hint: 'when the digest and the summary come', expected: 'a time of day, such as 09:00, or none' },
  aloud: {
    hint: 'which news show in the conversation too',
    expected: 'all, needs, none, or kinds of news joined by commas',
  },
  quiet: {
    hint: 'quiet hours, or none',
    expected: 'two times of day, such as 22:00-08:00, or none',
  },
  zone: {
    hint: 'the time zone of all times here',
    expected: 'a time zone: Asia/Shanghai, a city such as Tokyo or 北京, UTC+8, or none',
  },
  zoneLabel: 'Time zone',
  /** `typed`: an abbreviation that several zones have. */
  whichZone: (typed: string) => `Which time zone is ${typed}?`,
  whichZoneAdvice: 'Several go by that abbreviation. Nothing was set; choose one.',
  dailySummary: { hint: 'a summary with a chart once a day', expected: 'yes or no' },

  kind: newsKindNames,
  allKinds: 'all news',
  needsSomebody: 'only what needs a person',
  noKinds: 'nothing',
  kinds: (names: readonly string[]) => names.join(', '),

  subjectOrder: (orderId: string) => `Order ${orderId}`,
  subjectSeller: (seller: string) => `Seller ${seller}`,
  from: (amount: string) => `from ${amount}`,
  pinged: (kinds: string) => `is pinged for: ${kinds}`,
  inDigest: (at: string) => `what needs no action once a day at ${at}`,

  /** The first card, for everyone in the conversation. */
  begun: 'Order news come here from now on',
  begunText: 'Each order gets one card that stays up to date; what is new is said in its thread.',
  how: 'Change it with /watch, end it with /unwatch, see it with /watching.',
  /** The answer to the asker. */
  set: 'Set. My first card is in the conversation',
  /** The same for a watch that was there, and what follows it. */
  changed: 'Changed',
  changedText: 'From now on news come like this. Choose again at any time:',
  setText: 'So everyone there knows. Is that too much? Choose:',
  onlyNeeds: 'Only what needs a person',
  dailyDigest: 'Daily digest',
  choose: 'Choose…',
  chooseTimes: 'Zone and times…',
  useZone: (zone: string) => `Use ${zone} time`,
  stop: 'Stop',
  whatIsWatched: 'What is watched',
  nothingSet: 'I can’t write here, so nothing was set',
  confirm: { hint: 'also where other companies read along', expected: 'yes or no' },
  /** People of other companies read this conversation. */
  othersRead: 'Another company reads this channel',
  /** They may: the platform does not say. */
  othersMayRead: 'Another company may read this channel',
  /** What they will read. */
  othersReadWhat:
    'Nothing is set yet. All people in the channel, those of the other company too, will read what you buy, from whom, at what price, the order numbers, the refunds and the parcels. To keep that among yourselves, type /watch in a channel of your own.',
  watchAnyway: 'Watch here all the same',
  notInvited: 'I am not in this conversation. Type /invite @shoptalk, then /watch again.',
  gone: 'There is no such conversation for me: it is archived, or I was never invited. In a channel, type /invite @shoptalk, then /watch again.',
  forbidden:
    'I am not allowed to write here. Ask a person who manages this conversation to let me see it and send messages, then /watch again.',
  dismissed: 'I was removed from this workspace. The operator has to install it again.',
  content: 'My first card was not accepted. Tell the operator.',
  later:
    'It is set, but my first card could not be posted just now. News come as soon as that works again; /watching shows what waits.',
  whichOrder: 'Which order?',
  whichOrderAdvice:
    'Give its id of 6 to 19 digits, your own number of it, or a link to it: /watch order 3305075341149134260',
  whichSeller: 'Which seller?',
  whichSellerAdvice: 'Give an offer of theirs, or the seller as orders name it: /watch seller 951807530375',
  sellersAlike: (seller: string) =>
    `No seller on the orders is called just “${seller}”. These are called something like it.`,
  chooseSeller: 'Choose a seller',
  sellerUnknown:
    'The seller of this offer is not known. Give the name that stands on their orders, in quotes.',
  needlessId: 'Is that one order, or a seller?',
  needlessIdAdvice: 'Type /watch order <id> or /watch seller <name or offer>; /watch alone means all orders.',

  watching: 'What this conversation is told of',
  nothing: 'Nothing is watched here',
  nothingAdvice: 'Type /watch to be told of order news.',
  watchAll: 'Watch all orders',
  aloudLabel: 'Also in the conversation',
  quietLabel: 'Quiet hours',
  summaryLabel: 'Daily summary',
  quietUrgent: 'but for what needs a person',
  parked: 'Could not be said',
  parkedItem: (what: string, when: string, reason: string) => `${what}, ${when}: ${reason}`,
  /** What of a request could not be said. */
  parkedRequest: {
    card: 'A request',
    answer: 'The answer to a request',
    reminder: 'The reminder of a request',
    notice: 'The notice that an approval is over',
  } satisfies Record<MessageKind, string>,
  moreParked: (count: number) => `… and ${grouped(count)} more`,
  tryAgain: 'Try again',

  /** In the place of what is told of, where nothing is. */
  elsewhere: 'silent: another account’s orders',
  noNewsHere: 'No order news come here at present',
  elsewhereAdvice:
    'What is watched here are orders of another account at the partner than the one that the bot works with now. Type /watch to be told of this account’s orders. If it is the same account with a new access key, an admin can say so: /admin key.',
  accountNotKnown:
    'The bot works with a new access key, and it is not known yet whether that belongs to the account whose orders are watched here. Until an admin says so with /admin key, no news come, and nothing is ordered or paid.',

  stopped: (count: number) =>
    count === 1 ? 'No more news of that here' : `No more news here: ${grouped(count)} watches ended`,
  notWatched: 'That was not watched here',
  watchAgain: 'Watch again',

  resent: (count: number) =>
    count === 1 ? '1 message is on its way again' : `${grouped(count)} messages are on their way again`,
  nothingParked: 'Nothing waits to be sent again',

  /** To the person who set a watch that can't be served. */
  unserved: 'I can’t bring you the order news that you asked for',
  unservedAdvice: {
    gone: 'The conversation is gone or archived. Type /watch in another one.',
    'not invited':
      'I am not in the conversation any more. Type /invite @shoptalk there; what waits comes by itself.',
    forbidden: 'I am not allowed to write there. Once I am, what waits comes by itself.',
  },
  conversation: 'Conversation',
};
export type WatchWords = typeof watch;
