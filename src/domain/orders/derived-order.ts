import { happeningOf } from '../../xport/messages.ts';
import { reckonAmounts } from './amounts.ts';
import { type Claim, claimOf } from './claims.ts';
import { type Order, type Phase, type Step, steps } from './order.ts';
import { presentParcels } from './parcels.ts';
import { refundState } from './refund-state.ts';
import { type KeptAnswer, type KeptParcel, mostMessages, type OrderState } from './state.ts';
import { isFinal, later, rankOf } from './status.ts';

/** All that can be read from a state. */
export interface DerivedOrder {
  readonly order: Order;
  readonly claims: readonly Claim[];
  /** Phases that a source said it is in or was in. */
  readonly phases: readonly Phase[];
  /** The amounts that count are those of a changed price. */
  readonly priceChanged: boolean;
  readonly closedAt: number | undefined;
  /** The API has to be asked. */
  readonly doubt: boolean;
}

/** Reads a state; pure. */
export function deriveOrder(state: OrderState): DerivedOrder {
  const { answer, market } = state;
  const claims = state.said.map((said) => claimOf(market, said));
  const present = presentParcels(state);
  const progress = progressOf(state, claims);
  const { phase } = progress;
  const amounts = reckonAmounts(claims, answer);
  const refunding = refundState(claims, answer, phase);
  const passed = passedSteps(progress, claims, answer, present);
  const order: Order = {
    orderId: state.orderId,
    orderNo: answer?.orderNo ?? greatest(claims, ({ orderNo }) => orderNo),
    market,
    phase,
    rawStatus: progress.rawStatus,
    totalFen: amounts.totalFen,
    shippingFen: amounts.shippingFen,
    productFen: amounts.productFen,
    refundFen: refunding.refundFen,
    moneyUnsure: amounts.unsure,
    refund: refunding.refund,
    refunds: refunding.refunds,
    closeReason: isClosed(phase)
      ? (answer?.closeReason ?? greatest(claims, ({ closeReason }) => closeReason))
      : undefined,
    times: timesOf(state, claims, passed, present),
    passed,
    parcels: present.map(({ mailNo, carrier, carrierName, state: parcelState, at }) => ({
      mailNo,
      carrier,
      carrierName,
      state: parcelState,
      at,
    })),
    items: answer?.items ?? [],
    seller: sellerOf(claims, answer),
    unknownMessages: state.unknownTypes.filter((type) => happeningOf(type) === undefined),
  };
  return {
    order,
    claims,
    phases: progress.phases,
    priceChanged: amounts.changed,
    closedAt: latest(claims, ({ phase: claimed }) => claimed !== undefined && isClosed(claimed)),
    doubt: isDoubtful(state, claims, progress, amounts, refunding.doubt),
  };
}

interface Progress {
  readonly phase: Phase;
  readonly rawStatus: string | undefined;
  readonly phases: readonly Phase[];
}

function progressOf(state: OrderState, claims: readonly Claim[]): Progress {
  const { answer } = state;
  const counting = claims.filter((claim) => counts(claim, answer));
  const phases = [answer?.before, answer?.phase, ...counting.map(({ phase }) => phase)].filter(
    (phase) => phase !== undefined,
  );
  const known = phases.reduce(later, 'unknown');
  const unlisted = unlistedWord(counting, answer);
  if (unlisted !== undefined && !isFinal(known)) return { phase: 'unknown', rawStatus: unlisted, phases };
  const phase = withParcels(state, known, phases);
  const rawStatus =
    answer?.phase === known ? answer.status : latestStatus(counting.filter((claim) => claim.phase === known));
  return { phase, rawStatus, phases };
}

/** A message sent just before the API was asked still counts where the answer may lag behind it, and not after its end. */
function counts({ said }: Claim, answer: KeptAnswer | undefined): boolean {
  return answer === undefined || !isFinal(answer.phase) || isNewer(said.at, answer);
}

/** Whether it was sent after the API was asked; true where that is not known. */
function isNewer(at: number | undefined, answer: KeptAnswer | undefined): boolean {
  return answer === undefined || at === undefined || at > answer.askedAt;
}

/** The status that was said last, if it is none that is listed. */
function unlistedWord(claims: readonly Claim[], answer: KeptAnswer | undefined): string | undefined {
  const newer = claims.filter(({ said }) => isNewer(said.at, answer));
  const time = ({ said }: Claim) => said.at ?? -1;
  const lastListed = Math.max(
    ...newer.filter(({ unlisted, phase }) => !unlisted && phase !== undefined).map(time),
  );
  const after = newer.filter((claim) => claim.unlisted && time(claim) > lastListed);
  if (after.length > 0) return latestStatus(after);
  return lastListed === Number.NEGATIVE_INFINITY && answer?.phase === 'unknown' ? answer.status : undefined;
}

/** Carriers know of a shipment before its seller says so, and of an arrival that no other source tells of. */
function withParcels(state: OrderState, known: Phase, phases: readonly Phase[]): Phase {
  if (state.parcels.length === 0 || rankOf(known) > rankOf('shipped')) return known;
  const partly = phases.includes('partly shipped') && known !== 'shipped';
  if (partly) return 'partly shipped';
  return areSigned(presentParcels(state)) ? 'arrived' : 'shipped';
}

function areSigned(parcels: readonly KeptParcel[]): boolean {
  return parcels.length > 0 && parcels.every((parcel) => parcel.state === 'signed');
}

function passedSteps(
  { phase, phases }: Progress,
  claims: readonly Claim[],
  answer: KeptAnswer | undefined,
  parcels: readonly KeptParcel[],
): readonly Step[] {
  const been = phases.filter((each) => !isClosed(each)).map(rankOf);
  const furthest = Math.max(...been, rankOf(phase === 'arrived' ? 'arrived' : 'unknown'));
  const passed: Readonly<Record<Step, boolean>> = {
    created: true,
    paid:
      furthest >= rankOf('awaiting shipment') ||
      phases.includes('ended') ||
      parcels.length > 0 ||
      claims.some(({ paid }) => paid),
    shipped: furthest >= rankOf('partly shipped') || parcels.length > 0,
    arrived: furthest >= rankOf('arrived') || (areSigned(parcels) && !phases.includes('partly shipped')),
    done: phase === 'done',
  };
  return steps.filter((step) => passed[step] || answer?.passed.includes(step) === true);
}

function timesOf(
  { answer }: OrderState,
  claims: readonly Claim[],
  passed: readonly Step[],
  parcels: readonly KeptParcel[],
): Order['times'] {
  const said = (...happenings: readonly Claim['happening'][]) =>
    least(claims.filter(({ happening }) => happenings.includes(happening)).map(({ said: { at } }) => at));
  const signed = areSigned(parcels) ? parcels.map(({ at }) => at) : [];
  const paidAt = claims.filter(({ paid }) => paid).map(({ said: { paidAt: at } }) => at);
  const given = answer?.times ?? {};
  const times: Readonly<Record<Step, number | undefined>> = {
    created: given.created ?? least(claims.map(({ said: { createdAt } }) => createdAt)) ?? said('created'),
    paid: given.paid ?? least(paidAt) ?? said('paid'),
    shipped:
      given.shipped ?? said('partly shipped', 'shipped') ?? least(parcels.map(({ firstAt }) => firstAt)),
    arrived: signed.includes(undefined)
      ? (given.arrived ?? said('received'))
      : (most(signed) ?? given.arrived ?? said('received')),
    done: given.done ?? said('done'),
  };
  return Object.fromEntries(
    passed.flatMap((step) => (times[step] === undefined ? [] : [[step, times[step]]])),
  );
}

function isDoubtful(
  { answer, said }: OrderState,
  claims: readonly Claim[],
  { phases }: Progress,
  amounts: { readonly doubt: boolean },
  refundDoubt: boolean,
): boolean {
  // Items and seller are in no message.
  if (answer === undefined) return true;
  const newer = claims.filter(({ said: { at } }) => isNewer(at, answer));
  const lagsBehind = claims.some(
    ({ phase = 'unknown', said: { at } }) =>
      !isNewer(at, answer) && !isFinal(answer.phase) && rankOf(phase) > rankOf(answer.phase),
  );
  return (
    new Set(phases.filter(isFinal)).size > 1 ||
    newer.some(({ unlisted, happening }) => unlisted || happening === undefined) ||
    lagsBehind ||
    said.length >= mostMessages ||
    amounts.doubt ||
    refundDoubt
  );
}

function isClosed(phase: Phase): boolean {
  return phase === 'cancelled' || phase === 'ended';
}

function sellerOf(claims: readonly Claim[], answer: KeptAnswer | undefined): Order['seller'] {
  const id = answer?.seller?.id ?? greatest(claims, ({ sellerId }) => sellerId);
  const name = answer?.seller?.name;
  return id === undefined && name === undefined ? undefined : { id, name };
}

function latestStatus(claims: readonly Claim[]): string | undefined {
  const at = (claim: Claim) => claim.said.at ?? -1;
  const last = Math.max(...claims.map(at));
  return greatest(
    claims.filter((claim) => at(claim) === last),
    ({ status }) => status,
  );
}

/** One of several, the same whatever their order. */
function greatest(claims: readonly Claim[], read: (said: Claim['said']) => string | undefined) {
  return claims
    .flatMap(({ said }) => read(said) ?? [])
    .sort()
    .at(-1);
}

function latest(claims: readonly Claim[], matches: (claim: Claim) => boolean): number | undefined {
  return most(claims.filter(matches).map(({ said: { at } }) => at));
}

function least(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function most(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
