import { z } from 'zod';
import { minuteMs } from '../../runtime/durations.ts';
import {
  type CallOptions,
  type GoodsStatus,
  type Scope,
  type Xport,
  XportError,
} from '../../xport/client.ts';
import {
  beginOrWait,
  createOnceKind,
  type PreparedSending,
  type SendingDeps,
  type SentOnce,
  sendOnce,
} from '../buying/at-most-once.ts';
import { refusalOf, refusedOutcome } from '../buying/outcome.ts';
import type { Order } from '../orders/order.ts';
import { type Refundable, refundableOf, splitAmount } from './refundable.ts';

export interface RefundCallDeps extends SendingDeps {
  readonly xport: Pick<Xport, 'orders' | 'refunds'>;
  /** The order as the partner has it now; `undefined` when there is none. Rejects when the partner says nothing. */
  ask(orderId: string, caller: CallOptions): Promise<Order | undefined>;
}

/** What a buyer wants back, and why. */
export interface RefundClaim {
  readonly orderId: string;
  /** Fen. */
  readonly amountFen: number;
  readonly reasonId: string;
  /** 2 to 150 characters. */
  readonly note: string;
  readonly received: boolean | undefined;
  readonly sendsBack: boolean;
  /** A picture that proves it, as the partner names it once it is uploaded. */
  readonly proof?: string | undefined;
}

const outcome = z.discriminatedUnion('state', [
  /** `found`: the answer was lost; the order says that a refund is under way. */
  z.object({ state: z.literal('asked'), refundId: z.string().optional(), found: z.boolean() }),
  refusedOutcome,
]);
type Outcome = z.output<typeof outcome>;

const refundKind = createOnceKind<Outcome>('refund-create', outcome);

/** Nothing was asked for. */
type Early =
  | Exclude<Refundable, { state: 'refundable' }>
  | { readonly state: 'unknown order' }
  | { readonly state: 'too much'; readonly mostFen: number }
  /** Another refund of the order is being asked for, or was a moment ago and it is not known what came of that. */
  | { readonly state: 'another' };

export type AskedBack = SentOnce<Outcome, Early>;

/** One refund of an order is asked for after the other: the next sees at the order what came of the one before. */
const oneAtATime = { holdMs: minuteMs, waitMs: 4000 } as const;

/** An order may not show for so long that a refund was asked for whose answer is lost. */
const unclearMs = 10 * minuteMs;

/**
 * Asks the seller for money back, once under the key, for exactly the amount that was confirmed and never for more than
 * was paid. The order is asked for afresh before; after a lost answer it is only looked at, and nothing is sent again. Under
 * whatever keys, one refund of an order is asked for at a time, and none for {@link unclearMs} after a lost answer or a process that
 * died while it waited for one.
 *
 * Rejects with an XportError where the order can't be looked at before anything was sent, and as {@link sendOnce} does.
 */
export async function askBackOnce(
  parts: RefundCallDeps,
  asking: {
    readonly organization: string;
    readonly key: string;
    readonly claim: RefundClaim;
    /** For whose order it is. */
    readonly caller: CallOptions;
  },
): Promise<AskedBack> {
  const { claims, clock } = parts;
  const { organization, key, claim, caller } = asking;
  const { userId, signal } = caller;
  /** Never aborts: what was sent off is waited for, even when the caller has stopped waiting. */
  const patient = { userId, signal: new AbortController().signal };
  const { orderId, amountFen, reasonId, note, sendsBack, received, proof } = claim;
  const what = JSON.stringify([
    orderId,
    amountFen,
    reasonId,
    note,
    sendsBack,
    received ?? null,
    ...(proof === undefined ? [] : [proof]),
  ]);
  const lookUp = async (): Promise<Outcome | undefined> => {
    try {
      const order = await parts.ask(orderId, patient);
      const { refund } = order ?? {};
      if (refund === undefined || !['asked', 'agreed', 'returning'].includes(refund.state)) return undefined;
      const { refundId } = refund;
      return { state: 'asked', found: true, ...(refundId !== undefined && { refundId }) };
    } catch (error) {
      if (!(error instanceof XportError)) throw error;
      return undefined;
    }
  };
  const ofOrder = `refund-of:${orderId}`;
  const unclear = `refund-unclear:${orderId}`;
  let since: number | undefined;
  try {
    return await sendOnce<Outcome, Early, string>(
      parts,
      { kind: refundKind, key, what, signal },
      {
        async prepare(): Promise<PreparedSending<Outcome, Early>> {
          const { holdMs, waitMs } = oneAtATime;
          const wanted = { key: ofOrder, holdMs, endsWithProcess: true };
          const turn = await beginOrWait(claims, clock, wanted, { waitMs, signal });
          if (turn.state !== 'new') return { early: { state: 'another' } };
          since = turn.since;
          const [order, entries, before] = await Promise.all([
            parts.ask(orderId, caller),
            entriesOf(parts.xport, orderId, { organization, ...caller }),
            isHeld(claims, unclear),
          ]);
          if (order === undefined) return { early: { state: 'unknown order' } };
          const refundable = refundableOf(order, claim);
          if (refundable.state !== 'refundable') return { early: refundable };
          if (before) return { early: { state: 'another' } };
          const { mostFen, goodsStatus } = refundable;
          if (amountFen > mostFen) return { early: { state: 'too much', mostFen } };
          return {
            note: orderId,
            async send() {
              // Before it is sent: a process that dies on the way leaves it unclear as well.
              const held = await claims.begin({ key: unclear, holdMs: unclearMs });
              const came = await send(parts, claim, { order, entries, goodsStatus, caller: patient });
              if (came !== undefined && held.state === 'new')
                await claims.release({ key: unclear, since: held.since });
              return came;
            },
          };
        },
        lookUp,
        lookUpRestored: lookUp,
      },
    );
  } finally {
    if (since !== undefined) await claims.release({ key: ofOrder, since });
  }
}

/** A look, which takes the key for a moment. */
async function isHeld(claims: SendingDeps['claims'], key: string): Promise<boolean> {
  const claim = await claims.begin({ key, holdMs: 1 });
  if (claim.state !== 'new') return true;
  await claims.release({ key, since: claim.since });
  return false;
}

/** The order's parts, all of them: a refund names the ones that it is of. One without parts is its own. */
export async function entriesOf(
  xport: Pick<Xport, 'orders'>,
  orderId: string,
  scope: Scope,
): Promise<readonly string[]> {
  const { data } = await xport.orders.detail({ orderId }, scope);
  const entries = data.productItems.flatMap(
    ({ subItemIDString, subItemID }) => subItemIDString ?? subItemID ?? [],
  );
  return entries.length === 0 ? [orderId] : [...new Set(entries)];
}

async function send(
  { xport }: RefundCallDeps,
  { orderId, amountFen, reasonId, note, sendsBack, proof }: RefundClaim,
  known: {
    readonly order: Order;
    readonly entries: readonly string[];
    readonly goodsStatus: GoodsStatus;
    readonly caller: CallOptions;
  },
): Promise<Outcome | undefined> {
  try {
    const { data } = await xport.refunds.create(
      {
        orderId,
        orderEntryIds: known.entries,
        goodsStatus: known.goodsStatus,
        disputeRequest: sendsBack ? 'returnRefund' : 'refund',
        ...splitAmount(amountFen, known.order),
        applyReasonId: reasonId,
        description: note,
        ...(proof !== undefined && { vouchers: [proof] }),
      },
      known.caller,
    );
    const { refundId } = data;
    // A success that names no refund is looked up: it may be none.
    return refundId === undefined ? undefined : { state: 'asked', refundId, found: false };
  } catch (error) {
    if (!(error instanceof XportError)) throw error;
    const { fault } = error;
    return fault.kind !== 'refused' || fault.status >= 500 ? undefined : refusalOf(fault);
  }
}
