import type { OrderUsers } from '../accounts/order-users.ts';
import type { Clock } from '../runtime/clock.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { Random } from '../runtime/random.ts';
import type { AccountClaims } from '../store/contract/accounts.ts';
import { type Xport, XportError } from '../xport/client.ts';
import { beginOrWait } from './claims.ts';
import { clientOrderNumber, isExpired } from './order-key.ts';
import {
  type PartnerOutcome,
  printOutcome,
  printSentOff,
  readOutcome,
  readSentOff,
  refusalOf,
  type SentOff,
} from './outcome.ts';
import { type Purchase, printPurchase, purchaseRequest } from './purchase.ts';
import { isAbout, type Quote, quoteOf } from './quote.ts';

export interface PlacingDeps {
  readonly claims: AccountClaims;
  readonly xport: Pick<Xport, 'buying' | 'orders'>;
  readonly users: Pick<OrderUsers, 'note'>;
  readonly clock: Clock;
  readonly random: Pick<Random, 'token'>;
}

export interface Placing {
  readonly organization: string;
  /** For which of the account's users it is ordered; absent: its own. */
  readonly userId: string | undefined;
  readonly key: string;
  readonly purchase: Purchase;
  /** What the person confirmed. */
  readonly confirmedFen: number;
  /** Whether it still goes where the person saw that it goes: asked before anything is sent, and only then. */
  isSameAddress(): Promise<boolean>;
  /** The person's patience: ends what changes nothing, never what was sent off. */
  readonly signal: AbortSignal;
}

export type Placed =
  | PartnerOutcome
  /** Nothing was ordered: it would not go where the person saw that it goes. */
  | { readonly state: 'other address' }
  /** Nothing was ordered: it costs something else now. */
  | { readonly state: 'moved'; readonly quote: Quote }
  /** Nothing was ordered: the preview speaks of something else. */
  | { readonly state: 'misunderstood' }
  /** Another caller is placing it. */
  | { readonly state: 'under way' }
  /** It was sent off, and its outcome is not yet known. Asking again looks, and never orders again. */
  | { readonly state: 'not known'; readonly outOrderId: string }
  | { readonly state: 'expired' }
  /** The key belongs to another purchase. */
  | { readonly state: 'other purchase' };

/** Longer than a preview, an order and a look in the list may take together. */
const holdMs = minuteMs;
const waitMs = 6000;

/** An order that the list does not show so long after it was sent off was never placed. */
const certainAfterMs = 10 * minuteMs;

const pageSize = 20;

/** Never aborts: what was sent off is waited for, even when the caller has stopped waiting. */
const patient = (userId: string | undefined) => ({ userId, signal: new AbortController().signal });

/**
 * Places an order for the purchase, once under its key, however often, by however many processes and after whatever restart
 * it is asked for. It is sent off at most once: that it is about to be is written down first, and a process that finds that
 * written, or loses the answer, only ever looks for the order by the buyer's own number.
 *
 * Rejects with an XportError when the preview gave no data, as `isSameAddress` does, with the signal's reason when it
 * aborts before the order is sent off, and with the store's error; only in the last case something may have been ordered,
 * and asking again tells.
 */
export async function placeOnce(deps: PlacingDeps, placing: Placing): Promise<Placed> {
  const { claims, clock } = deps;
  const { signal } = placing;
  const key = `order-create:${placing.key}`;
  const purchase = printPurchase(placing.purchase);
  const claim = await beginOrWait(claims, clock, { key, holdMs }, { waitMs, signal });
  if (claim.state === 'running') return { state: 'under way' };
  if (claim.state === 'done') {
    const kept = readOutcome(claim.outcome);
    return kept.purchase === purchase ? kept.outcome : { state: 'other purchase' };
  }
  try {
    const placed = await place(deps, placing, purchase);
    if (isFinal(placed)) {
      await claims.finish({ key, outcome: printOutcome(purchase, placed) });
    }
    return placed;
  } finally {
    // What has an outcome is not given back.
    await claims.release({ key, since: claim.since });
  }
}

async function place(deps: PlacingDeps, placing: Placing, purchase: string): Promise<Placed> {
  const { claims, clock, random, xport } = deps;
  const { organization, userId, signal } = placing;
  const key = `order-sent:${placing.key}`;
  const sentBefore = await sentOff(claims, key);
  if (sentBefore !== undefined) return lookUp(deps, placing, sentBefore, purchase);
  if (isExpired(placing.key, clock.now())) return { state: 'expired' };

  const request = purchaseRequest(placing.purchase);
  const asked = xport.buying.preview(request, { organization, userId, signal });
  // Where it goes is looked at meanwhile, and counts first: an address that is gone is refused by a preview as well.
  asked.catch(() => undefined);
  if (!(await placing.isSameAddress())) return { state: 'other address' };
  const preview = await asked;
  if (!isAbout(preview.data, placing.purchase)) return { state: 'misunderstood' };
  const quote = quoteOf(preview.data);
  if (quote.toPayFen !== placing.confirmedFen) return { state: 'moved', quote };
  signal.throwIfAborted();

  const mine: SentOff = { purchase, by: random.token(20), at: clock.now(), userId };
  await claims.finish({ key, outcome: printSentOff(mine) });
  const written = await sentOff(claims, key);
  if (written === undefined) throw new Error('what was written down is not there');
  // A process whose hold ran out may have come first: only the process that is written there sends.
  if (written.by !== mine.by) return lookUp(deps, placing, written, purchase);

  const outOrderId = clientOrderNumber(placing.key);
  try {
    const { data, requestId } = await xport.buying.create({ ...request, outOrderId }, patient(userId));
    const orderIds = [...new Set([data.orderId, ...data.orderList.map(({ orderId }) => orderId)])].filter(
      (id) => id !== undefined,
    );
    const failed = data.failedOfferList.map(({ offerId, errorCode, errorMessage }) => ({
      ...(offerId !== undefined && { offerId }),
      code: errorCode ?? '',
      message: errorMessage ?? '',
    }));
    if (orderIds.length > 0) {
      await noteUser(deps, orderIds, userId);
      const totalFen = data.totalSuccessAmount;
      const total = totalFen === undefined ? {} : { totalFen };
      return { state: 'placed', orderIds, failed, ...total, found: false, requestId };
    }
    const looked = await lookUp(deps, placing, mine, purchase);
    return looked.state === 'not known' && failed.length > 0
      ? { state: 'failed', failed, requestId }
      : looked;
  } catch (error) {
    if (!(error instanceof XportError)) throw error;
    const looked = await lookUp(deps, placing, mine, purchase);
    const { fault } = error;
    // A refusal is believed, unless the service itself broke; any other fault says nothing of what happened.
    return looked.state === 'not known' && fault.kind === 'refused' && fault.status < 500
      ? refusalOf(fault)
      : looked;
  }
}

/** What stands written of an order that was sent off; looking takes the key for a moment, and changes nothing else. */
async function sentOff(claims: AccountClaims, key: string): Promise<SentOff | undefined> {
  const claim = await claims.begin({ key, holdMs: 1 });
  return claim.state === 'done' ? readSentOff(claim.outcome) : undefined;
}

/** The order by the buyer's own number: found, never placed, or not known. Never rejects for the partner's silence. */
async function lookUp(
  deps: PlacingDeps,
  { organization, key }: Placing,
  sent: SentOff,
  purchase: string,
): Promise<Extract<Placed, { state: 'placed' | 'not placed' | 'not known' | 'other purchase' }>> {
  const { xport, clock } = deps;
  if (sent.purchase !== purchase) return { state: 'other purchase' };
  const outOrderId = clientOrderNumber(key);
  try {
    const { data } = await xport.orders.list(
      { page: 1, pageSize, outOrderId },
      { organization, ...patient(sent.userId) },
    );
    const orderIds = data.items
      .filter(({ baseInfo }) => baseInfo.outOrderId === outOrderId || baseInfo.orderNo === outOrderId)
      .flatMap(({ baseInfo }) => baseInfo.idOfStr ?? baseInfo.id ?? baseInfo.orderId ?? []);
    if (orderIds.length > 0) {
      await noteUser(deps, orderIds, sent.userId);
      return { state: 'placed', orderIds, failed: [], found: true };
    }
    // Other orders in the answer: then the number was not looked for, and it says nothing.
    const isNone = data.items.length === 0 && data.unreadable === 0;
    if (isNone && clock.now() >= sent.at + certainAfterMs) return { state: 'not placed', outOrderId };
  } catch (error) {
    if (!(error instanceof XportError)) throw error;
  }
  return { state: 'not known', outOrderId };
}

/** Before the outcome is kept, so that no order is known of which the user is not. */
async function noteUser(
  { users }: PlacingDeps,
  orderIds: readonly string[],
  userId: string | undefined,
): Promise<void> {
  for (const orderId of orderIds) await users.note(orderId, userId);
}

function isFinal(placed: Placed): placed is PartnerOutcome {
  return ['placed', 'failed', 'refused', 'not placed'].includes(placed.state);
}
