import { minuteMs } from '../../runtime/durations.ts';
import { deriveOrder } from './derived-order.ts';
import type { AnswerFact } from './facts.ts';
import { readFen, unitOf } from './money.ts';
import { type NamedRefund, type Order, type Phase, type Refund, type Step, steps } from './order.ts';
import { withParcels } from './parcels.ts';
import { countsInAll, sumOf } from './refund-state.ts';
import type { KeptAnswer, MessageContent, OrderState } from './state.ts';
import {
  closedAs,
  fullyRefunded,
  isFinal,
  isPaid,
  isUnpaid,
  later,
  phaseOfPayment,
  phaseOfStatus,
  stateOfRefund,
} from './status.ts';

/** How far the API may lag behind the messages that the partner pushes: not known, so a generous guess. */
const lagMs = minuteMs;

/** Whether an answer that was asked for at `askedAt` holds what a message said. */
export function isCovered({ at }: Pick<MessageContent, 'at'>, askedAt: number): boolean {
  return at !== undefined && at <= askedAt - lagMs;
}

/**
 * `state` with an answer of the API in the place of the messages that it covers, of those without a time all that came
 * before it. What the answer leaves out stays as it was. An answer that was asked for before the one that is known says
 * nothing new but of parcels.
 */
export function mergeAnswer(state: OrderState, fact: AnswerFact): OrderState {
  const withTheirs = withParcels(state, fact.parcels);
  if (state.answer !== undefined && fact.askedAt < state.answer.askedAt) return withTheirs;
  const said = state.said.filter(({ at }) => at !== undefined && !isCovered({ at }, fact.askedAt));
  return { ...withTheirs, said, answer: answerOf(fact, state) };
}

function answerOf(fact: AnswerFact, state: OrderState): KeptAnswer {
  const { order: known, phases } = deriveOrder(state);
  const before = [...phases, unsettled(fact)].reduce(later, 'unknown');
  const { phase, listed } = phaseOf(fact, before);
  const refunds = refundsHeard(state, known, fact.askedAt);
  const money = moneyOf(fact, known, refunds);
  const lastRefund = refunds.at(-1) ?? (known.refund?.refundId === undefined ? known.refund : undefined);
  const refund = refundOf(fact, lastRefund, phase === 'ended' && (money.refundFen ?? 0) > 0);
  return {
    askedAt: fact.askedAt,
    phase,
    status: fact.status ?? known.rawStatus,
    before: listed || before === 'unknown' ? undefined : before,
    passed: passedSteps(fact, phase, known.passed),
    times: {
      created: fact.times.created ?? known.times.created,
      paid: fact.times.paid ?? known.times.paid,
      shipped: fact.times.shipped ?? known.times.shipped,
      arrived: fact.times.arrived ?? known.times.arrived,
      done: fact.times.done ?? known.times.done,
    },
    orderNo: fact.orderNo ?? known.orderNo,
    ...money,
    refund,
    refunds:
      refund === undefined
        ? []
        : refunds.map((each) => (each === lastRefund ? withState(each, refund) : each)),
    closeReason: fact.closeReason ?? known.closeReason,
    seller: sellerOf(fact, known),
  };
}

/** How far its payment says that the order has come at least, short of its end. */
function unsettled({ payStatus }: AnswerFact): Phase {
  const phase = payStatus === undefined ? undefined : phaseOfPayment(payStatus);
  return phase === undefined || isFinal(phase) ? 'unknown' : phase;
}

function phaseOf(
  { market, status, payStatus, parcels }: AnswerFact,
  before: Phase,
): { readonly phase: Phase; readonly listed: boolean } {
  const paid = payStatus === undefined ? undefined : phaseOfPayment(payStatus);
  if (status === undefined) return { phase: paid ?? before, listed: paid !== undefined };
  const phase = phaseOfStatus(market, status);
  if (phase === undefined) return { phase: 'unknown', listed: false };
  if (paid !== undefined && closedAs(phase, paid) !== phase) return { phase: paid, listed: true };
  // What was shipped in part still awaits its shipment by its status.
  if (phase === 'awaiting shipment' && parcels.length > 0) return { phase: 'partly shipped', listed: true };
  return { phase, listed: true };
}

function passedSteps(
  { times, payStatus, goods = [] }: AnswerFact,
  phase: Phase,
  known: readonly Step[],
): Step[] {
  // Neither a closing nor a word that is not listed says how far the order had come.
  const silent = phase === 'unknown' || phase === 'cancelled' || phase === 'ended';
  const said = (step: Step) =>
    step === 'paid'
      ? isPaid(payStatus) || (times.paid !== undefined && !isUnpaid(payStatus))
      : times[step] !== undefined || (phase === 'unknown' && goods.includes(step));
  return steps.filter((step) =>
    step === 'done' ? phase === 'done' : said(step) || (silent && known.includes(step)),
  );
}

/** In fen; as they were where the answer gives no total. `refunds` are those that it knows of. */
function moneyOf({ amounts, items }: AnswerFact, known: Order, refunds: readonly NamedRefund[]) {
  const { unit, unsure } = unitOf(amounts, known.moneyUnsure ? undefined : known.totalFen);
  const fen = (amount: string | undefined) => (amount === undefined ? undefined : readFen(amount, unit));
  const priced = items.map((item, place) => ({ ...item, priceFen: fen(amounts.prices[place]) }));
  const since = (known.refunds ?? []).filter((each) => countsInAll(each) && !refunds.includes(each));
  const refundFen = fen(amounts.refund) ?? less(known.refundFen, since);
  const kept = { items: priced.length > 0 ? priced : [...known.items], refundFen };
  const totalFen = fen(amounts.total);
  if (totalFen === undefined) {
    const { shippingFen, productFen, moneyUnsure } = known;
    return { ...kept, totalFen: known.totalFen, shippingFen, productFen, unsure: moneyUnsure };
  }
  const same = totalFen === known.totalFen;
  return {
    ...kept,
    totalFen,
    shippingFen: fen(amounts.shipping) ?? (same ? known.shippingFen : undefined),
    productFen: fen(amounts.product) ?? (same ? known.productFen : undefined),
    unsure,
  };
}

/** The refunds that the API knew of when it was asked; those that were asked for since say nothing about its answer. */
function refundsHeard(
  { said, answer }: OrderState,
  { refunds = [] }: Order,
  askedAt: number,
): readonly NamedRefund[] {
  const heard = new Set([
    ...said.flatMap(({ refundId, at }) => (at === undefined || at <= askedAt ? (refundId ?? []) : [])),
    ...(answer?.refunds ?? []).map(({ refundId }) => refundId),
    answer?.refund?.refundId,
  ]);
  return refunds.filter(({ refundId }) => heard.has(refundId));
}

function less(fen: number | undefined, refunds: readonly NamedRefund[]): number | undefined {
  return fen === undefined ? undefined : Math.max(0, fen - sumOf(refunds));
}

function withState(refund: NamedRefund, { state, raw }: Refund): NamedRefund {
  return { ...refund, state, raw };
}

/** What the answer says of the last refund; of the one that is `known`, where it says nothing. */
function refundOf(
  { refundStatus, payStatus }: AnswerFact,
  known: Refund | undefined,
  refunded: boolean,
): Refund | undefined {
  const state = refundStatus === undefined ? undefined : stateOfRefund(refundStatus);
  if (state === 'none') return undefined;
  if (state !== undefined) return { state, raw: refundStatus, refundId: known?.refundId };
  const all = refunded || payStatus?.trim() === fullyRefunded;
  if (all) return { state: 'refunded', raw: undefined, refundId: known?.refundId };
  return known && { state: known.state, raw: known.raw, refundId: known.refundId };
}

function sellerOf({ seller }: AnswerFact, { seller: known }: Order): KeptAnswer['seller'] {
  const id = seller?.id ?? known?.id;
  const name = seller?.name ?? known?.name;
  return id === undefined && name === undefined ? undefined : { id, name };
}
