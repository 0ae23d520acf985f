import type { Refusal } from '../../approvals/transitions.ts';
import type { ArgumentWords } from '../words.ts';

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

  readonly reason: ArgumentWords;
  readonly why: ArgumentWords;
  readonly id: ArgumentWords;
  readonly here: ArgumentWords;
  readonly hereChoice: string;
  readonly noneChoice: string;
  readonly above: ArgumentWords;
  readonly never: string;

  /** Titles of the card, by what it has come to. */
  wants(what: 'seller' | 'payment'): string;
  readonly standings: {
    readonly [S in 'open' | 'assigned' | 'approved' | 'declined' | 'expired' | 'withdrawn']: string;
  };
  readonly who: string;
  readonly offer: string;
  readonly company: string;
  readonly openUid: string;
  readonly order: string;
  readonly amount: string;
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
  readonly decline: string;
  readonly assign: string;
  readonly withdraw: string;
  readonly openChat: string;
  readonly pay: string;
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

  readonly yourApproved: { readonly seller: string; readonly payment: string };
  readonly approvedAdvice: { readonly seller: string; readonly payment: string };
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

  readonly secondPerson: string;
  secondPersonAdvice(amount: string): string;
}
