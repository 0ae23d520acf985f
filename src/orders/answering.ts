import type { AnswerFact } from './facts.ts';
import { readFen, unitOf } from './money.ts';
import { type Order, type Phase, type Refund, type Step, steps } from './order.ts';
import { withParcels } from './parcels.ts';
import { reckon } from './reckoning.ts';
import type { KeptAnswer, OrderState, Said } from './state.ts';
import { fullyRefunded, isUnpaid, later, phaseOfPayment, phaseOfStatus, stateOfRefund } from './status.ts';

/** How far the API may lag behind the messages that the partner pushes: not known, so a generous guess. */
const lagMs = 60_000;

/** Whether an answer that was asked for at `askedAt` holds what a message said. */
export function isCovered({ at }: Pick<Said, 'at'>, askedAt: number): boolean {
  return at !== undefined && at <= askedAt - lagMs;
}

/**
 * `state` with an answer of the API in the place of the messages that it covers, of those without a time all that came
 * before it. What the answer leaves out stays as it was. An answer that was asked for before the one that is known says
 * nothing new but of parcels.
 */
export function joinAnswer(state: OrderState, fact: AnswerFact): OrderState {
  const withTheirs = withParcels(state, fact.parcels);
  if (state.answer !== undefined && fact.askedAt < state.answer.askedAt) return withTheirs;
  const said = state.said.filter(({ at }) => at !== undefined && !isCovered({ at }, fact.askedAt));
  return { ...withTheirs, said, answer: answerOf(fact, state) };
}

function answerOf(fact: AnswerFact, state: OrderState): KeptAnswer {
  const { order: known, phases } = reckon(state);
  const before = phases.reduce(later, 'unknown');
  const { phase, listed } = phaseOf(fact, before);
  const money = moneyOf(fact, known);
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
    refund: refundOf(fact, known, phase === 'ended' && (money.refundFen ?? 0) > 0),
    closeReason: fact.closeReason ?? known.closeReason,
    seller: sellerOf(fact, known),
  };
}

function phaseOf(
  { market, status, payStatus, parcels }: AnswerFact,
  before: Phase,
): { readonly phase: Phase; readonly listed: boolean } {
  const paid = payStatus === undefined ? undefined : phaseOfPayment(payStatus);
  if (status === undefined) return { phase: paid ?? before, listed: paid !== undefined };
  const phase = phaseOfStatus(market, status);
  if (phase === undefined) return { phase: 'unknown', listed: false };
  if (phase === 'cancelled' && paid === 'ended') return { phase: 'ended', listed: true };
  // What was shipped in part still awaits its shipment by its status.
  if (phase === 'awaiting shipment' && parcels.length > 0) return { phase: 'partly shipped', listed: true };
  return { phase, listed: true };
}

function passedSteps({ times, payStatus }: AnswerFact, phase: Phase, known: readonly Step[]): Step[] {
  // Neither a closing nor a word that is not listed says how far the order had come.
  const silent = phase === 'unknown' || phase === 'cancelled' || phase === 'ended';
  const said = (step: Step) =>
    step === 'paid' ? times.paid !== undefined && !isUnpaid(payStatus) : times[step] !== undefined;
  return steps.filter((step) =>
    step === 'done' ? phase === 'done' : said(step) || (silent && known.includes(step)),
  );
}

/** In fen; as they were where the answer gives no total. */
function moneyOf({ amounts, items }: AnswerFact, known: Order) {
  const { unit, unsure } = unitOf(amounts, known.moneyUnsure ? undefined : known.totalFen);
  const fen = (amount: string | undefined) => (amount === undefined ? undefined : readFen(amount, unit));
  const priced = items.map((item, place) => ({ ...item, priceFen: fen(amounts.prices[place]) }));
  const refundFen = fen(amounts.refund) ?? known.refundFen;
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

function refundOf(
  { refundStatus, payStatus }: AnswerFact,
  { refund: known }: Order,
  refunded: boolean,
): Refund | undefined {
  const state = refundStatus === undefined ? undefined : stateOfRefund(refundStatus);
  if (state === 'none') return undefined;
  if (state !== undefined) return { state, raw: refundStatus, refundId: known?.refundId };
  const all = refunded || payStatus?.trim() === fullyRefunded;
  return all ? { state: 'refunded', raw: undefined, refundId: known?.refundId } : known;
}

function sellerOf({ seller }: AnswerFact, { seller: known }: Order): KeptAnswer['seller'] {
  const id = seller?.id ?? known?.id;
  const name = seller?.name ?? known?.name;
  return id === undefined && name === undefined ? undefined : { id, name };
}
