import type { Clock } from '../../runtime/clock.ts';
import { minuteMs } from '../../runtime/durations.ts';
import type { AccountClaims } from '../../store/contract/accounts.ts';
import { type CallOptions, type Xport, XportError, type XportFault } from '../../xport/client.ts';
import type { Order } from '../orders/order.ts';
import { beginOrWait } from './at-most-once.ts';
import { isBeforeRestore } from './order-key.ts';
import type { BrokenLimit, Counted } from './spending.ts';

export interface PayingDeps {
  readonly claims: AccountClaims;
  readonly xport: Pick<Xport, 'buying'>;
  readonly clock: Clock;
  /** The order as the partner has it now; `undefined` when there is none. Rejects when the partner says nothing. */
  ask(orderId: string, caller: CallOptions): Promise<Order | undefined>;
}

/** Whether an order can be paid as it stands now, and how much. */
export type Payable =
  | { readonly state: 'payable'; readonly totalFen: number; readonly order: Order }
  | { readonly state: 'unknown order' }
  /** It is paid, cancelled or past it in another way. */
  | { readonly state: 'not awaiting payment'; readonly order: Order }
  /** The amount is not known for certain: nothing is paid by a guess. */
  | { readonly state: 'unsure'; readonly order: Order };

export function payableOf(order: Order | undefined): Payable {
  if (order === undefined) return { state: 'unknown order' };
  if (order.phase !== 'awaiting payment') return { state: 'not awaiting payment', order };
  const { totalFen } = order;
  if (totalFen === undefined || order.moneyUnsure) return { state: 'unsure', order };
  return { state: 'payable', totalFen, order };
}

export type Paid =
  | Exclude<Payable, { state: 'payable' }>
  | { readonly state: 'moved'; readonly totalFen: number; readonly order: Order }
  /** It was confirmed before the store was restored, and the partner says that it still awaits payment. Nothing was paid now. */
  | { readonly state: 'before restore'; readonly totalFen: number; readonly order: Order }
  /** A second person has to approve it first. */
  | { readonly state: 'above'; readonly broken: BrokenLimit; readonly order: Order }
  /** Paid by agreement, without a link. `order`: absent where it was paid before, and is not asked about again. */
  | { readonly state: 'debited'; readonly requestId?: string; readonly order?: Order }
  /** 1688's cashier, raw and untrusted. */
  | { readonly state: 'link'; readonly url: string; readonly requestId: string; readonly order: Order }
  | { readonly state: 'can not'; readonly requestId: string; readonly order: Order }
  | { readonly state: 'refused'; readonly fault: XportFault }
  /** Asked for a moment ago and not answered, or answered in no way that says whether it was debited. */
  | { readonly state: 'not known' };

/** No payment is repeated for this long where it is not known whether one came through. */
export const payAgainAfterMs = 10 * minuteMs;
const waitMs = 5000;

/** Which payment, and by whom. */
interface Paying {
  readonly orderId: string;
  readonly confirmedFen: number;
  /** When the button was drawn that confirms it, see `printTime`; absent where that is not known. */
  readonly shown?: string | undefined;
  /** For whose order it is. */
  readonly caller: CallOptions;
  /** Counts the amount just before it is paid, or the link handed out, where that may be done. Absent: it may. */
  count?(order: Order): Promise<Counted>;
}

/**
 * Pays an order by agreement or gets the link to pay it by, if it still costs what was confirmed. One at a time; after an
 * answer that was lost nothing is paid for {@link payAgainAfterMs}. Rejects as `ask` and `count` do, before anything was
 * paid.
 */
export async function payOnce(deps: PayingDeps, paying: Paying): Promise<Paid> {
  const { claims, clock, xport } = deps;
  const { orderId, caller } = paying;
  const { userId, signal } = caller;
  const key = `order-pay:${orderId}`;
  // It does not end with its process: the claim is all that is known of a payment that may have come through.
  const wanted = { key, holdMs: payAgainAfterMs };
  const claim = await beginOrWait(claims, clock, wanted, { waitMs, signal });
  if (claim.state === 'running') return { state: 'not known' };
  if (claim.state === 'done') return { state: 'debited' };
  const release = () => claims.release({ key, since: claim.since });

  let prepared: Prepared;
  try {
    prepared = await prepare(deps, paying);
  } catch (error) {
    await release();
    throw error;
  }
  if ('early' in prepared) {
    await release();
    return prepared.early;
  }
  const { giveBack, order } = prepared;
  try {
    const { data, requestId } = await xport.buying.pay(
      { orderId },
      { userId, signal: new AbortController().signal },
    );
    const { payUrl, cantPayOrderList, protocolPaySuccess } = data;
    if (protocolPaySuccess === true) {
      await claims.finish({ key, outcome: JSON.stringify({ debited: true }) });
      return { state: 'debited', requestId, order };
    }
    if (payUrl !== undefined && payUrl !== '') {
      await release();
      return { state: 'link', url: payUrl, requestId, order };
    }
    // No link, or an empty one, does not say by itself that nothing was debited.
    if (protocolPaySuccess !== false && cantPayOrderList === 0) return { state: 'not known' };
    await giveBack?.();
    await release();
    return { state: 'can not', requestId, order };
  } catch (error) {
    if (!(error instanceof XportError)) throw error;
    if (error.fault.kind !== 'refused' || error.fault.status >= 500) return { state: 'not known' };
    await giveBack?.();
    await release();
    return { state: 'refused', fault: error.fault };
  }
}

type Prepared = { readonly early: Paid } | { readonly order: Order; giveBack?(): Promise<void> };

/** Looks whether it can be paid as confirmed and, last of all, counts it. */
async function prepare({ ask, claims }: PayingDeps, paying: Paying): Promise<Prepared> {
  const { orderId, confirmedFen, caller } = paying;
  const payable = payableOf(await ask(orderId, caller));
  caller.signal.throwIfAborted();
  if (payable.state !== 'payable') return { early: payable };
  const { totalFen, order } = payable;
  if (totalFen !== confirmedFen) return { early: { state: 'moved', totalFen, order } };
  // The store can't know whether it was pressed before: the partner was asked, and the person is.
  if (isBeforeRestore(paying.shown ?? '0', claims.restoredAt)) {
    return { early: { state: 'before restore', totalFen, order } };
  }
  const counted = await paying.count?.(order);
  if (counted?.may === false) return { early: { state: 'above', broken: counted.broken, order } };
  return counted === undefined ? { order } : { order, giveBack: counted.giveBack };
}
