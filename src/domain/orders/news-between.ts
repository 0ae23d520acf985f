import type { DerivedOrder } from './derived-order.ts';
import type { News, NewsKind } from './news.ts';
import { type NamedRefund, type Order, type Phase, type Refund, refundStates } from './order.ts';
import { allParcels, isUndelivered, presentParcels } from './parcels.ts';
import type { KeptParcel, OrderState } from './state.ts';
import { isFinal } from './status.ts';

/** What an order goes through, each told once; the index says which is the later. */
const milestones = ['created', 'paid', 'partly shipped', 'shipped', 'received', 'done', 'closed'] as const;
type Milestone = (typeof milestones)[number];

/** What an order in each phase has been through. */
const been: Readonly<Record<Phase, readonly Milestone[]>> = {
  unknown: ['created'],
  'awaiting payment': ['created'],
  'awaiting approval': ['created'],
  'awaiting shipment': ['created', 'paid'],
  'partly shipped': ['created', 'paid', 'partly shipped'],
  shipped: ['created', 'paid', 'partly shipped', 'shipped'],
  arrived: ['created', 'paid', 'partly shipped', 'shipped'],
  received: ['created', 'paid', 'partly shipped', 'shipped', 'received'],
  done: ['created', 'paid', 'partly shipped', 'shipped', 'received', 'done'],
  cancelled: ['created', 'closed'],
  ended: ['created', 'paid', 'closed'],
};

/** An order at one moment. */
export interface Moment {
  readonly state: OrderState;
  readonly reckoning: DerivedOrder;
}

/**
 * What is new of an order after `after` took the place of `before`. It follows from what the two know, so that nothing
 * is told twice: what one message brought is not brought by its repeat. Of several steps at once the last is told, and
 * none that is earlier than one that was known.
 *
 * `answered`: the API said so. Where it says that the order is not as far as it seemed, where it is now is told once
 * more, since what was told is not true.
 */
export function newsBetween(before: Moment | undefined, after: Moment, answered: boolean): readonly News[] {
  const milestone = milestoneNews(before, after, answered);
  const first = milestone.filter(({ kind }) => kind === 'created');
  const last = milestone.filter(({ kind }) => kind !== 'created');
  const isShipment = last.some(({ kind }) => kind === 'shipped');
  return [
    ...first,
    ...priceNews(before, after, answered),
    ...refundNews(before, after, answered),
    ...refusedNews(before, after),
    ...otherNews(before, after),
    ...last,
    ...shipmentNews(before, after, isShipment),
    ...parcelNews(before, after),
  ];
}

function passed({ state, reckoning }: Moment): ReadonlySet<Milestone> {
  const shipped: readonly Phase[] = state.parcels.length > 0 ? ['partly shipped'] : [];
  return new Set(['unknown' as const, ...reckoning.phases, ...shipped].flatMap((phase) => been[phase]));
}

function furthest(of: ReadonlySet<Milestone>): number {
  return Math.max(...[...of].map((milestone) => milestones.indexOf(milestone)));
}

function milestoneNews(before: Moment | undefined, after: Moment, answered: boolean): readonly News[] {
  const was: ReadonlySet<Milestone> = before === undefined ? new Set() : passed(before);
  const is = passed(after);
  const top = furthest(is);
  const milestone = milestones[top];
  if (milestone === undefined) return [];
  const back = before !== undefined && top < furthest(was);
  if (back) return answered ? [newsOf(milestone, after)] : [];
  if (was.has(milestone)) return [];
  if (milestone === 'received' && hasArrived(after)) return [];
  // That it was shipped is old once a parcel has arrived; as a whole it is new only to those who were told of a part.
  const isShipment = milestone === 'partly shipped' || milestone === 'shipped';
  const isOld = hasArrived(after) || was.has('partly shipped');
  if (isShipment && isOld && !after.reckoning.phases.includes('partly shipped')) return [];
  return [newsOf(milestone, after, newParcels(before, after)[0])];
}

/** `parcel`: the one that became known with it. */
function newsOf(milestone: Milestone, { reckoning, state }: Moment, parcel?: KeptParcel): News {
  const { order, closedAt } = reckoning;
  const { times } = order;
  const mailNo = parcel?.mailNo;
  switch (milestone) {
    case 'created':
      return told('created', { at: times.created });
    case 'paid':
      return told('paid', { at: times.paid });
    case 'partly shipped': {
      const partly = reckoning.phases.includes('partly shipped') ? true : undefined;
      return told('shipped', { at: times.shipped, mailNo, partly });
    }
    case 'shipped':
      return told('shipped', { at: times.shipped, mailNo });
    case 'received':
      return told('arrived', { at: times.arrived });
    case 'done':
      return told('done', { at: times.done });
    case 'closed':
      return told('closed', { at: closedAt ?? state.answer?.askedAt, raw: order.closeReason });
  }
}

/** Only what is known of it. */
function told(
  kind: NewsKind,
  {
    at,
    fromFen,
    toFen,
    mailNo,
    raw,
    refund,
    refundId,
    allFen,
    partly,
  }: { readonly [K in keyof News]?: News[K] | undefined },
): News {
  return {
    kind,
    ...(at !== undefined && { at }),
    ...(fromFen !== undefined && { fromFen }),
    ...(toFen !== undefined && { toFen }),
    ...(mailNo !== undefined && { mailNo }),
    ...(raw !== undefined && { raw }),
    ...(refund !== undefined && { refund }),
    ...(refundId !== undefined && { refundId }),
    ...(allFen !== undefined && { allFen }),
    ...(partly !== undefined && { partly }),
  };
}

/** A total that takes the place of another, or is the first that is known while a message told of a changed price. */
function priceNews(before: Moment | undefined, { reckoning }: Moment, answered: boolean): readonly News[] {
  const { totalFen: toFen, moneyUnsure, phase } = reckoning.order;
  if (toFen === undefined || moneyUnsure || isFinal(phase)) return [];
  const { totalFen: fromFen, moneyUnsure: wasUnsure = false } = before?.reckoning.order ?? {};
  if (wasUnsure || fromFen === toFen) return [];
  const awaited =
    answered && before?.reckoning.claims.some(({ happening }) => happening === 'price') === true;
  if (fromFen === undefined && !reckoning.priceChanged && !awaited) return [];
  return [told('price', { fromFen, toFen })];
}

/**
 * Each refund that has come further, or is of another amount, by itself. Of a refund without an id, what is known of the
 * order's own; of several, what they come to in all, and which it is where another is of the same amount.
 */
function refundNews(before: Moment | undefined, after: Moment, answered: boolean): readonly News[] {
  const { refund, refunds = [], refundFen } = after.reckoning.order;
  if (refund === undefined) return [];
  const was = before?.reckoning.order;
  const at = answered ? after.state.answer?.askedAt : undefined;
  const tell = ({ state, raw }: Refund, about: Pick<News, 'toFen' | 'allFen' | 'refundId'>): News =>
    told(state === 'refused' ? 'refused' : 'refund', { at, raw, refund: state, ...about });
  const several = refunds.length > 1;
  const isAlike = (each: NamedRefund) => refunds.some((other) => other !== each && other.fen === each.fen);
  const changed = refunds.filter((each) => {
    const known = was?.refunds?.find(({ refundId }) => refundId === each.refundId) ?? unnamed(was, refunds);
    return known === undefined || hasGoneOn(known, each, answered);
  });
  if (changed.length > 0) {
    return changed.map((each) =>
      tell(each, {
        toFen: each.fen ?? (several ? undefined : refundFen),
        allFen: several ? refundFen : undefined,
        refundId: isAlike(each) ? each.refundId : undefined,
      }),
    );
  }
  if (refunds.length === 0 && was?.refund?.state !== refund.state)
    return [tell(refund, { toFen: refundFen })];
  // More than the refunds that are known come to: there is another, of which nothing else was said.
  const isMore = was?.refund !== undefined && was.refundFen !== undefined && (refundFen ?? 0) > was.refundFen;
  const isSure = was?.moneyUnsure === false && !after.reckoning.order.moneyUnsure;
  return isMore && isSure ? [tell(refund, { allFen: refundFen })] : [];
}

/** The refund that was known without its id, where one has its id now. */
function unnamed(was: Order | undefined, refunds: readonly NamedRefund[]): NamedRefund | Refund | undefined {
  return was !== undefined && (was.refunds ?? []).length === 0 && refunds.length === 1
    ? was.refund
    : undefined;
}

/** Only the API takes back how far a refund has come. */
function hasGoneOn(was: NamedRefund | Refund, is: NamedRefund, answered: boolean): boolean {
  const further = refundStates.indexOf(is.state) > refundStates.indexOf(was.state);
  if (is.state !== was.state && (further || answered)) return true;
  const wasFen = 'fen' in was ? was.fen : undefined;
  return wasFen !== undefined && is.fen !== undefined && is.fen !== wasFen;
}

/** Taobao's finance department refused the payment; no news once the order has gone on. */
function refusedNews(before: Moment | undefined, after: Moment): readonly News[] {
  const refused = (moment: Moment | undefined) =>
    moment?.reckoning.claims.find(({ financeRefused }) => financeRefused);
  const is = refused(after);
  if (is === undefined || refused(before) !== undefined) return [];
  if (after.reckoning.order.phase !== 'awaiting approval') return [];
  return [told('refused', { at: is.said.at, raw: is.said.status })];
}

/** Types of messages and words for a status that this version does not know. */
function otherNews(before: Moment | undefined, after: Moment): readonly News[] {
  const known = new Set(before === undefined ? [] : strange(before));
  return strange(after)
    .filter((word) => !known.has(word))
    .map((raw) => ({ kind: 'other', raw }));
}

function strange({ state: { answer }, reckoning: { claims, order } }: Moment): readonly string[] {
  const words = claims.flatMap(({ unlisted, said }) => (unlisted ? (said.status ?? []) : []));
  const answered = answer?.phase === 'unknown' && answer.status !== undefined ? [answer.status] : [];
  return [...new Set([...order.unknownMessages, ...words, ...answered])].sort();
}

/** Parcels that nothing was known of before; not one that goes by another number now. */
function newParcels(before: Moment | undefined, { state }: Moment): readonly KeptParcel[] {
  const was = new Set(before?.state.parcels.map(({ mailNo }) => mailNo));
  const renumbered = state.replaced.some(
    (mailNo) => was.has(mailNo) && before?.state.replaced.includes(mailNo) === false,
  );
  return renumbered ? [] : presentParcels(state).filter(({ mailNo }) => !was.has(mailNo));
}

/**
 * Each parcel once it is on its way, by its own number. The first of an order that is known to be shipped is what its
 * shipment was told by; so is the first of several where that is told at the same time.
 */
function shipmentNews(before: Moment | undefined, after: Moment, isTold: boolean): readonly News[] {
  if (isOver(after)) return [];
  const found = newParcels(before, after);
  const isFirst =
    before !== undefined && before.state.parcels.length === 0 && passed(before).has('partly shipped');
  const rest = isTold ? found.slice(1) : isFirst && found.length === 1 ? [] : found;
  const partly = after.reckoning.order.phase === 'partly shipped' ? true : undefined;
  return rest
    .filter(({ state }) => state !== 'signed' && !isUndelivered(state))
    .map(({ mailNo, firstAt: at }) => told('shipped', { at, mailNo, partly }));
}

/**
 * A parcel that was signed for, could not be delivered or goes back, until the buyer has confirmed the order or it was
 * closed.
 */
function parcelNews(before: Moment | undefined, after: Moment): readonly News[] {
  if (isOver(after)) return [];
  const was = new Map(
    before === undefined ? [] : allParcels(before.state).map(({ mailNo, state }) => [mailNo, state]),
  );
  return presentParcels(after.state).flatMap(({ mailNo, state, at }) => {
    if (state === was.get(mailNo)) return [];
    if (isUndelivered(state)) return [told('stalled', { at, mailNo, raw: state.toUpperCase() })];
    return state === 'signed' ? [told('arrived', { at, mailNo })] : [];
  });
}

/** The buyer has confirmed the order, or it was closed. */
function isOver(moment: Moment): boolean {
  return furthest(passed(moment)) > milestones.indexOf('shipped');
}

function hasArrived({ state }: Moment): boolean {
  return allParcels(state).some((parcel) => parcel.state === 'signed');
}
