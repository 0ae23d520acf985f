import type { RequestStatus, SubjectKind } from '../../approvals/request.ts';
import type { Refusal } from '../../approvals/transitions.ts';
import type { ArgumentWords } from '../../chat/words.ts';

/** Every sentence about requests that somebody else decides, in one language. */
export interface RequestWords {
  readonly askSummary: string;
  readonly listSummary: string;
  readonly showSummary: string;
  readonly approveSummary: string;
  readonly declineSummary: string;
  readonly assignSummary: string;
  readonly withdrawSummary: string;
  readonly approversSummary: string;
  readonly aboveSummary: string;
  readonly rateSummary: string;

  readonly reason: ArgumentWords;
  readonly why: ArgumentWords;
  readonly id: ArgumentWords;
  readonly here: ArgumentWords;
  readonly hereChoice: string;
  readonly noneChoice: string;
  readonly above: ArgumentWords;
  readonly never: string;
  readonly currency: ArgumentWords;
  readonly rate: ArgumentWords;

  /** Titles of the card, by what it has come to. */
  readonly wants: Readonly<Record<SubjectKind, string>>;
  readonly standings: Readonly<Record<RequestStatus['is'], string>>;
  readonly who: string;
  readonly offer: string;
  readonly company: string;
  readonly openUid: string;
  readonly order: string;
  readonly amount: string;
  readonly shipping: string;
  readonly service: string;
  readonly receiver: string;
  otherGoods(count: number): string;
  readonly reasonLabel: string;
  readonly state: string;
  readonly asked: string;
  readonly until: string;
  readonly by: string;
  readonly when: string;
  readonly whyLabel: string;
  readonly takenBy: string;
  readonly earlier: string;
  readonly noneEarlier: string;

  readonly approve: string;
  approveFor(amount: string): string;
  readonly decline: string;
  readonly assign: string;
  readonly withdraw: string;
  readonly openChat: string;
  /** Has what was approved. */
  readonly useApproval: Readonly<Record<SubjectKind, string>>;
  readonly see: string;
  readonly askAgain: string;
  readonly ask: string;

  readonly filed: string;
  readonly filedAdvice: string;
  readonly filedBefore: string;
  readonly nobodyToAsk: string;
  readonly nobodyToAskAdvice: string;
  readonly noNeed: string;
  readonly noNeedAdvice: string;
  readonly unknown: string;
  readonly unknownAdvice: string;
  readonly refused: { readonly [R in Refusal]: string };
  readonly nowAssigned: string;
  readonly nowApproved: string;
  readonly nowDeclined: string;
  readonly nowWithdrawn: string;
  readonly askerIsTold: string;
  /** Nothing is decided from a direct message that is in no workspace. */
  readonly decideInside: string;
  readonly decideInsideAdvice: string;
  /** Nothing is approved that its asker no longer may do. */
  readonly askerMayNot: Readonly<Record<SubjectKind, string>>;
  readonly askerMayNotAdvice: string;
  /** Nor is anything approved, or done, of whose asker the platform does not say now who they are. */
  readonly askerNotKnown: string;
  readonly askerNotKnownAdvice: string;
  readonly youNotKnown: string;
  readonly youNotKnownAdvice: string;
  /** What was approved was not done, since its asker no longer may: to those who decided, and to the asker. */
  readonly lapsed: Readonly<Record<SubjectKind, string>>;
  readonly lapsedAdvice: string;
  readonly yourLapsed: Readonly<Record<SubjectKind, string>>;
  readonly yourLapsedAdvice: string;
  /** To an asker whose approval was used before the role was taken away. */
  readonly mayNoMore: string;
  readonly mayNoMoreAdvice: string;

  readonly yourApproved: Readonly<Record<SubjectKind, string>>;
  readonly approvedAdvice: Readonly<Record<SubjectKind, string>>;
  readonly yourDeclined: string;
  readonly yourExpired: string;
  readonly expiredAdvice: string;
  readonly approvalOver: string;
  readonly approvalOverAdvice: string;
  readonly waits: string;
  readonly waitsAdvice: string;
  reminder(hours: number): string;

  readonly openTitle: string;
  readonly noneOpen: string;

  readonly approversSet: string;
  readonly approversSetAdvice: string;
  readonly approversUnset: string;
  readonly approversUnsetAdvice: string;
  aboveSet(amount: string): string;
  readonly aboveNever: string;
  readonly ratesTitle: string;
  readonly ratesAdvice: string;
  readonly noRates: string;
  readonly noRatesAdvice: string;
  rateIs(currency: string, yuan: string): string;
  rateMissing(currency: string): string;
  rateSet(currency: string, yuan: string): string;
  rateUnset(currency: string): string;
  /** One of them in a list. */
  rateLine(currency: string, yuan: string): string;

  readonly secondPerson: Readonly<Record<'payment' | 'freight', string>>;
  readonly secondPersonAdvice: string;
  /** Which limit it is above, and how. */
  aboveLimit(limit: string): string;
  aboveByDay(limit: string, spent: string): string;
  noRate(currency: string, limit: string): string;
}
