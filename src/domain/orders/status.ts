import { type Market, type Order, type Phase, type Refund, type Step, steps } from './order.ts';
import { phaseOfWord, refundOfWord } from './state-words.ts';

/** Which phases come later: the greater number. Closing beats, and of two closings the one that ends more. */
const ranks: Readonly<Record<Phase, number>> = {
  unknown: -1,
  'awaiting payment': 0,
  'awaiting approval': 1,
  'awaiting shipment': 2,
  'partly shipped': 3,
  shipped: 4,
  arrived: 5,
  received: 6,
  done: 7,
  cancelled: 8,
  ended: 9,
};

export function rankOf(phase: Phase): number {
  return ranks[phase];
}

/** The phase that comes later of the two. */
export function later(one: Phase, other: Phase): Phase {
  return ranks[other] > ranks[one] ? other : one;
}

/** Whether nothing comes after it. */
export function isFinal(phase: Phase): boolean {
  return ranks[phase] >= ranks.done;
}

/** Taobao's codes, documented. 9 is "other": as unknown as one that is not listed. */
const taobaoCodes: Readonly<Record<string, Phase>> = {
  12: 'awaiting payment',
  0: 'awaiting payment',
  1: 'awaiting approval',
  2: 'awaiting approval',
  3: 'awaiting approval',
  5: 'awaiting approval',
  10: 'awaiting shipment',
  11: 'shipped',
  4: 'cancelled',
};

/** How far an order whose status says nothing has come at least: by the steps that are known to be passed. */
export function phaseByFacts(passed: readonly Step[]): Phase {
  if (passed.includes('arrived')) return 'arrived';
  if (passed.includes('shipped')) return 'shipped';
  return passed.includes('paid') ? 'awaiting shipment' : 'awaiting payment';
}

/** Taobao's code for a payment that the finance department refused. */
export const financeRefused = '3';

/** Taobao's codes for a payment that was made. */
const paidCodes: readonly string[] = ['2', '5'];

/** The phase of a status as the partner names it; `undefined` for one that is not listed. */
export function phaseOfStatus(market: Market, status: string): Phase | undefined {
  return phaseOfWord(status) ?? (market === 'taobao' ? entry(taobaoCodes, status.trim()) : undefined);
}

/** Whether a status that is not later than `awaiting approval` says that the buyer has paid. */
export function isPaidStatus(market: Market, status: string | undefined): boolean {
  return market === 'taobao' && status !== undefined && paidCodes.includes(status.trim());
}

/** 1688's numbers for the state of the payment: what an order is whose status says nothing. */
const payments: Readonly<Record<string, Phase>> = {
  1: 'awaiting payment',
  9: 'awaiting payment',
  2: 'awaiting shipment',
  6: 'done',
  8: 'cancelled',
  4: 'ended',
};

export function phaseOfPayment(payStatus: string): Phase | undefined {
  return entry(payments, payStatus.trim());
}

/**
 * What an order is of which both the status and the payment say something: of a closed one the payment's number tells
 * whether money was given back, or none was ever paid.
 */
export function closedAs(phase: Phase, payment: Phase): Phase {
  const closings: readonly Phase[] = ['cancelled', 'ended'];
  return closings.includes(phase) && closings.includes(payment) ? payment : phase;
}

/** Whether it was paid, by 1688's number, whatever became of the order since: 2 paid, 4 given back, 6 settled. */
export function isPaid(payStatus: string | undefined): boolean {
  return payStatus !== undefined && ['2', '4', '6'].includes(payStatus.trim());
}

/** Whether nothing was paid, by 1688's number: 1 unpaid, 8 cancelled unpaid, 9 paying. */
export function isUnpaid(payStatus: string | undefined): boolean {
  return payStatus !== undefined && ['1', '8', '9'].includes(payStatus.trim());
}

/** 1688's number for a payment that was given back as a whole. */
export const fullyRefunded = '4';

/** Taobao's codes for a refund. */
const refundCodes: Readonly<Record<string, Refund['state'] | 'none'>> = {
  0: 'none',
  10: 'asked',
  20: 'agreed',
  30: 'returning',
  100: 'refunded',
  '-10': 'refused',
  '-20': 'closed',
};

/** The state of a refund; `none` where there is no refund, `unknown` for a word that is not listed. */
export function stateOfRefund(refundStatus: string): Refund['state'] | 'none' {
  const word = refundStatus.trim();
  if (/^-?\d+$/.test(word)) return entry(refundCodes, word) ?? 'unknown';
  return refundOfWord(word) ?? 'unknown';
}

/** What was done about a refund and where that leaves it. */
interface Done {
  readonly state: Refund['state'];
  /** What came of it has to be asked: the money may have moved, or nothing. */
  readonly unclear: boolean;
}

/** `refundAction` of 1688's messages, its two spellings of one word included (O). */
const actions: readonly (readonly [RegExp, Done])[] = [
  [/^BUYER_APPLY_REFUND$/, { state: 'asked', unclear: false }],
  [/_MODIFY_REFUND_PROTOCOL$/, { state: 'asked', unclear: false }],
  [/^SELLER_REJECT_REFUND(_PROTOCOL|_PROCOTOL)?$/, { state: 'refused', unclear: false }],
  [/_AGREE_REFUND(_PROTOCOL|_PROCOTOL)?$/, { state: 'agreed', unclear: true }],
  [/^(BUYER|SYSTEM)_SEND_GOODS$/, { state: 'returning', unclear: false }],
  [/^SELLER_RECEIVE_GOODS$/, { state: 'returning', unclear: true }],
  [/_CLOSE$/, { state: 'closed', unclear: false }],
];

/** What an action of one of the sides does to a refund. */
export function refundAfter(refundAction: string): Done {
  const word = refundAction.trim().toUpperCase();
  return actions.find(([form]) => form.test(word))?.[1] ?? { state: 'unknown', unclear: true };
}

function entry<Value>(table: Readonly<Record<string, Value>>, word: string): Value | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

/** A step of an order as a card's status line shows it. */
interface TimelineStep {
  readonly step: Step;
  /** `missed`: the order was closed before. */
  readonly is: 'passed' | 'to come' | 'missed';
  /** When it was passed, ms since 1970 UTC, where that is known. */
  readonly at?: number | undefined;
}

/** All steps in their order, those that were passed and those that are to come. */
export function timelineOf({ passed, times, phase }: Order): readonly TimelineStep[] {
  return steps.map((step) => {
    if (passed.includes(step)) return { step, is: 'passed', at: times[step] };
    return { step, is: isFinal(phase) ? 'missed' : 'to come' };
  });
}
