import type { Claim } from './claims.ts';
import { type Phase, type Refund, refundStates } from './order.ts';
import type { KeptAnswer } from './state.ts';
import { isFinal } from './status.ts';

/** How a refund stands. */
export interface RefundReckoned {
  readonly refund: Refund | undefined;
  readonly refundFen: number | undefined;
  /** What came of it can't be told from what was said. */
  readonly doubt: boolean;
}

/**
 * The refund with the greatest id counts, as far as it has come. Messages that were sent after the API was last asked
 * count before what it said.
 */
export function reckonRefund(
  claims: readonly Claim[],
  answer: KeptAnswer | undefined,
  phase: Phase,
): RefundReckoned {
  const newer = claims.filter(
    ({ said: { at } }) => answer?.refund === undefined || at === undefined || at > answer.askedAt,
  );
  const said = newer.flatMap(({ refund, said: { at } }) => (refund === undefined ? [] : [{ ...refund, at }]));
  const ids = said.flatMap(({ refundId }) => refundId ?? []).sort(byLength);
  const refundId = ids.at(-1) ?? answer?.refund?.refundId;
  const ofIt = said.filter((each) => each.refundId === undefined || each.refundId === refundId);
  const top = [...ofIt].sort(byProgress).at(-1);
  const amounts = newer.flatMap(({ said: { refundFen } }) => refundFen ?? []);
  const refundFen = Math.max(answer?.refundFen ?? 0, ...amounts);
  return {
    refund: top === undefined ? answer?.refund : { state: top.state, raw: top.raw, refundId },
    refundFen: refundFen > 0 ? refundFen : undefined,
    // What names no refund may be of any of several.
    doubt: top !== undefined && (leavesDoubt(ofIt, top, phase) || new Set(ids).size > 1),
  };
}

type SaidOfRefund = NonNullable<Claim['refund']> & { readonly at: number | undefined };

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
  if (one.at !== other.at) return (one.at ?? -1) - (other.at ?? -1);
  return (one.raw ?? '') < (other.raw ?? '') ? -1 : 1;
}

/** Ids count upwards: the longer is the later. */
function byLength(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : 1;
}
