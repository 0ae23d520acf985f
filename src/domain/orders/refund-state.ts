import type { Claim } from './claims.ts';
import { type Phase, type Refund, refundStates } from './order.ts';
import type { KeptAnswer, KeptRefund } from './state.ts';
import { isFinal } from './status.ts';

/** How the refunds of an order stand. */
export interface RefundState {
  /** The one with the greatest id. */
  readonly refund: Refund | undefined;
  /** Each that is known by its id, the lowest first. */
  readonly refunds: readonly KeptRefund[];
  /** In all, without those that were refused or withdrawn. */
  readonly refundFen: number | undefined;
  /** What came of it can't be told from what was said. */
  readonly doubt: boolean;
}

/** What one message says of a refund. */
type SaidOfRefund = NonNullable<Claim['refund']> & {
  readonly at: number | undefined;
  readonly fen: number | undefined;
};

/**
 * Each refund has come as far as the messages with its id say, and is of the amount that was named last with that id.
 * Messages that were sent after the API was last asked count before what it said; so do those of a refund that no message
 * had named when it was asked, for it names none. The refund with the greatest id is the order's own.
 */
export function refundState(
  claims: readonly Claim[],
  answer: KeptAnswer | undefined,
  phase: Phase,
): RefundState {
  const known = knownRefunds(answer);
  const isLate = ({ said: { at, refundId } }: Claim) =>
    answer?.refund !== undefined &&
    at !== undefined &&
    at <= answer.askedAt &&
    refundId !== undefined &&
    known.every((each) => each.refundId !== refundId);
  const newer = claims.filter(
    (claim) =>
      answer?.refund === undefined ||
      claim.said.at === undefined ||
      claim.said.at > answer.askedAt ||
      isLate(claim),
  );
  const said = newer.flatMap(({ refund, said: { at, refundFen } }): SaidOfRefund[] =>
    refund === undefined ? [] : [{ ...refund, at, fen: refundFen }],
  );
  const ids = [...new Set([...known, ...said].flatMap(({ refundId }) => refundId ?? []))].sort(byLength);
  const owned = ownedBy(ids, known, said);
  const refunds = ids.map((refundId) =>
    oneRefund(
      refundId,
      known.find((each) => each.refundId === refundId),
      owned.get(refundId) ?? [],
    ),
  );
  const last = refunds.at(-1);
  const ofLast = last === undefined ? said : (owned.get(last.refundId) ?? []);
  const top = [...ofLast].sort(byProgress).at(-1);
  const unnamed =
    top === undefined ? answer?.refund : { state: top.state, raw: top.raw, refundId: undefined };
  const namesSeveral = new Set(said.flatMap(({ refundId }) => refundId ?? [])).size > 1;
  const refundFen = inAll(refunds, { known, newer, said, answer });
  return {
    refund: last === undefined ? unnamed : { state: last.state, raw: last.raw, refundId: last.refundId },
    refunds,
    refundFen: refundFen > 0 ? refundFen : undefined,
    // What names no refund may be of any of several, and what the API said of one that came late was taken for another's.
    doubt: top !== undefined && (leavesDoubt(ofLast, top, phase) || namesSeveral || newer.some(isLate)),
  };
}

/** Whether money is given back, or may be, by a refund in that state. */
export function countsInAll({ state }: Pick<Refund, 'state'>): boolean {
  return state !== 'refused' && state !== 'closed';
}

/** What they come to, as far as their amounts are known, in fen. */
export function sumOf(refunds: readonly { readonly fen?: number | undefined }[]): number {
  return refunds.reduce((sum, { fen = 0 }) => sum + fen, 0);
}

/** The refunds that the API's last answer knew by their ids; an answer that was kept long ago knew one at most. */
function knownRefunds(answer: KeptAnswer | undefined): readonly KeptRefund[] {
  if (answer === undefined) return [];
  const { refund, refunds } = answer;
  if (refund?.refundId === undefined || refunds.some(({ refundId }) => refundId === refund.refundId)) {
    return refunds;
  }
  return [...refunds, { refundId: refund.refundId, state: refund.state, raw: refund.raw }];
}

/**
 * What is said by whose refund it is. What names none is of the latest that was asked for by then, or of the first where
 * none was: a message about the order may be sent just before that about its refund.
 */
function ownedBy(
  ids: readonly string[],
  known: readonly KeptRefund[],
  said: readonly SaidOfRefund[],
): ReadonlyMap<string | undefined, readonly SaidOfRefund[]> {
  const begun = new Map(
    ids.map((id) => {
      const times = said.flatMap(({ refundId, at }) => (refundId === id ? [at ?? -1] : []));
      return [id, known.some(({ refundId }) => refundId === id) ? -1 : Math.min(...times)] as const;
    }),
  );
  return Map.groupBy(said, ({ refundId, at = Number.POSITIVE_INFINITY }) => {
    if (refundId !== undefined) return refundId;
    return ids.findLast((id) => (begun.get(id) ?? -1) <= at) ?? ids[0];
  });
}

function oneRefund(
  refundId: string,
  known: KeptRefund | undefined,
  said: readonly SaidOfRefund[],
): KeptRefund {
  const top = [...said].sort(byProgress).at(-1) ?? known;
  const amounts = said
    .filter((each) => each.refundId === refundId && (each.fen ?? 0) > 0)
    .sort(byTimeAndAmount);
  return {
    refundId,
    state: top?.state ?? 'unknown',
    raw: top?.raw,
    fen: amounts.at(-1)?.fen ?? known?.fen,
  };
}

/**
 * What all refunds that count come to. What the API or a message says of the order as a whole counts where that is more
 * than the refunds known by their ids come to: it knows refunds that were never heard of. But it doesn't know those that
 * were asked for since, and still knows those that were refused or withdrawn since.
 */
function inAll(
  refunds: readonly KeptRefund[],
  {
    known,
    newer,
    said,
    answer,
  }: {
    readonly known: readonly KeptRefund[];
    readonly newer: readonly Claim[];
    readonly said: readonly SaidOfRefund[];
    readonly answer: KeptAnswer | undefined;
  },
): number {
  const counting = refunds.filter(countsInAll);
  const since = counting.filter(({ refundId }) => {
    if (known.some((each) => each.refundId === refundId)) return false;
    const [first] = said.filter((each) => each.refundId === refundId).sort(byTimeAndAmount);
    return first?.state === 'asked' && (answer === undefined || (first.at ?? 0) > answer.askedAt);
  });
  const gone = known.filter(
    (each) => countsInAll(each) && !counting.some(({ refundId }) => refundId === each.refundId),
  );
  const before = sumOf(counting) - sumOf(since);
  const answered = Math.max(0, (answer?.refundFen ?? 0) - sumOf(gone));
  const ofOrder = newer.flatMap(({ said: { refundId, refundFen = 0, at = -1 } }) => {
    if (refundId !== undefined) return [];
    const goneSince = refunds.filter((each) => !countsInAll(each) && closedAt(each, said) >= at);
    return [refundFen - sumOf(goneSince)];
  });
  return Math.max(Math.max(answered, before) + sumOf(since), ...ofOrder);
}

/** When it was said that a refund is over. */
function closedAt({ refundId, state }: KeptRefund, said: readonly SaidOfRefund[]): number {
  return Math.max(...said.filter((each) => each.refundId === refundId && each.state === state).map(timeOf));
}

function leavesDoubt(said: readonly SaidOfRefund[], top: SaidOfRefund, phase: Phase): boolean {
  const has = (state: Refund['state']) => said.some((each) => each.state === state);
  const underWay = top.state !== 'refunded' && top.state !== 'closed' && top.state !== 'refused';
  const askedAgain = said.some(
    ({ state, at }) => top.state === 'refused' && state === 'asked' && (at ?? 0) > (top.at ?? 0),
  );
  return (
    top.unclear ||
    has('unknown') ||
    (has('refunded') && has('closed')) ||
    askedAgain ||
    (isFinal(phase) && phase !== 'done' && underWay)
  );
}

function byProgress(one: SaidOfRefund, other: SaidOfRefund): number {
  const progress = refundStates.indexOf(one.state) - refundStates.indexOf(other.state);
  if (progress !== 0) return progress;
  if (one.at !== other.at) return timeOf(one) - timeOf(other);
  return (one.raw ?? '') < (other.raw ?? '') ? -1 : 1;
}

function byTimeAndAmount(one: SaidOfRefund, other: SaidOfRefund): number {
  return timeOf(one) - timeOf(other) || (one.fen ?? 0) - (other.fen ?? 0);
}

function timeOf({ at }: Pick<SaidOfRefund, 'at'>): number {
  return at ?? -1;
}

/** Ids count upwards: the longer is the later. */
function byLength(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : 1;
}
