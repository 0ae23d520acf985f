import type { MessageKind } from '../../approvals/message-plan.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { NewsKind } from '../../orders/news.ts';

/** What is said of who is told of what. Money and times of day come as they are shown. */
export interface WatchWords {
  readonly summary: string;
  readonly unwatchSummary: string;
  readonly watchingSummary: string;
  readonly resendSummary: string;
  readonly about: ArgumentWords;
  readonly aboutAll: string;
  readonly aboutOrder: string;
  readonly aboutSeller: string;
  readonly id: ArgumentWords;
  readonly events: ArgumentWords;
  readonly minAmount: ArgumentWords;
  readonly mention: ArgumentWords;
  readonly mentionEvents: ArgumentWords;
  readonly daily: ArgumentWords;
  readonly at: ArgumentWords;
  readonly aloud: ArgumentWords;
  readonly quiet: ArgumentWords;
  readonly zone: ArgumentWords;
  readonly zoneLabel: string;
  /** `typed`: an abbreviation that several zones have. */
  whichZone(typed: string): string;
  readonly whichZoneAdvice: string;
  readonly dailySummary: ArgumentWords;

  /** Kinds of news, as they stand in a list. */
  readonly kind: { readonly [K in NewsKind]: string };
  readonly allKinds: string;
  readonly needsSomebody: string;
  readonly noKinds: string;
  kinds(names: readonly string[]): string;

  subjectOrder(orderId: string): string;
  subjectSeller(seller: string): string;
  from(amount: string): string;
  pinged(kinds: string): string;
  inDigest(at: string): string;

  /** The first card, for everyone in the conversation. */
  readonly begun: string;
  readonly begunText: string;
  readonly how: string;
  /** The answer to whoever asked. */
  readonly set: string;
  /** The same for a watch that was there, and what follows it. */
  readonly changed: string;
  readonly changedText: string;
  readonly setText: string;
  readonly onlyNeeds: string;
  readonly dailyDigest: string;
  readonly choose: string;
  readonly stop: string;
  readonly whatIsWatched: string;
  readonly nothingSet: string;
  readonly confirm: ArgumentWords;
  /** People of other companies read this conversation. */
  readonly othersRead: string;
  /** They may: the platform does not say. */
  readonly othersMayRead: string;
  /** What they will read. */
  readonly othersReadWhat: string;
  readonly watchAnyway: string;
  readonly notInvited: string;
  readonly gone: string;
  readonly forbidden: string;
  readonly dismissed: string;
  readonly content: string;
  readonly later: string;
  readonly whichOrder: string;
  readonly whichOrderAdvice: string;
  readonly whichSeller: string;
  readonly whichSellerAdvice: string;
  readonly sellerUnknown: string;
  readonly needlessId: string;
  readonly needlessIdAdvice: string;

  readonly watching: string;
  readonly nothing: string;
  readonly nothingAdvice: string;
  readonly watchAll: string;
  readonly aloudLabel: string;
  readonly quietLabel: string;
  readonly summaryLabel: string;
  readonly quietUrgent: string;
  readonly parked: string;
  parkedItem(what: string, when: string, reason: string): string;
  /** What of a request could not be said. */
  readonly parkedRequest: { readonly [K in MessageKind]: string };
  moreParked(count: number): string;
  readonly tryAgain: string;

  stopped(count: number): string;
  readonly notWatched: string;
  readonly watchAgain: string;

  resent(count: number): string;
  readonly nothingParked: string;

  /** To the person who set a watch that can't be served. */
  readonly unserved: string;
  readonly unservedAdvice: {
    readonly gone: string;
    readonly 'not invited': string;
    readonly forbidden: string;
  };
  readonly conversation: string;
}
