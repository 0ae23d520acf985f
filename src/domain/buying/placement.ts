import type { ClockWatch } from '../../runtime/clock-watch.ts';
import { minuteMs } from '../../runtime/durations.ts';
import { type Xport, XportError } from '../../xport/client.ts';
import type { OrderDetail } from '../../xport/orders.ts';
import type { OrderUsers } from '../accounts/account-users.ts';
import { type PreparedSending, type SendingDeps, sendOnce, type WrittenSending } from './at-most-once.ts';
import { clientOrderNumber } from './order-key.ts';
import { orderKind, type PartnerOutcome, refusalOf } from './outcome.ts';
import { type Purchase, printPurchase, purchaseRequest } from './purchase.ts';
import { isAbout, type Quote, quoteOf } from './quote.ts';

export interface PlacingDeps extends SendingDeps {
  readonly xport: Pick<Xport, 'buying' | 'orders'>;
  readonly users: Pick<OrderUsers, 'note'>;
  readonly clockWatch: Pick<ClockWatch, 'age'>;
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

/** Nothing was ordered. */
type Early =
  /** It would not go where the person saw that it goes. */
  | { readonly state: 'other address' }
  /** It costs something else now. */
  | { readonly state: 'moved'; readonly quote: Quote }
  /** The preview speaks of something else. */
  | { readonly state: 'misunderstood' };

export type Placed =
  | PartnerOutcome
  | Early
  /** Another caller is placing it. */
  | { readonly state: 'under way' }
  /** It was sent off, and its outcome is not yet known. Asking again looks, and never orders again. */
  | { readonly state: 'not known'; readonly outOrderId: string }
  | { readonly state: 'expired' }
  /** The key is older than the last restore of the store, and the partner lists no order of it. Nothing was ordered now. */
  | { readonly state: 'before restore'; readonly outOrderId: string }
  /** The key belongs to another purchase. */
  | { readonly state: 'other purchase' };

/** An order that the list does not show so long after it was sent off, by a clock that nobody set since, was never placed. */
const certainAfterMs = 10 * minuteMs;

const pageSize = 20;

/** Never aborts: what was sent off is waited for, even when the caller has stopped waiting. */
const patient = (userId: string | undefined) => ({ userId, signal: new AbortController().signal });

/**
 * Places an order for the purchase, once under its key, as {@link sendOnce} does: a process that finds written that it was
 * sent off, or loses the answer, only ever looks for the order by the buyer's own number.
 *
 * Rejects with an XportError when the preview gave no data, as `isSameAddress` does, and as {@link sendOnce} does.
 */
export async function placeOnce(deps: PlacingDeps, placing: Placing): Promise<Placed> {
  const { key, purchase, signal } = placing;
  const placed = await sendOnce<PartnerOutcome, Early, string | undefined>(
    deps,
    { kind: orderKind, key, what: printPurchase(purchase), signal },
    {
      prepare: () => prepare(deps, placing),
      lookUp: (sent) => lookUp(deps, placing, sent),
      lookUpRestored: (at) => lookUp(deps, placing, { at, note: placing.userId }),
    },
  );
  switch (placed.state) {
    case 'not known':
    case 'before restore':
      return { state: placed.state, outOrderId: clientOrderNumber(key) };
    case 'other':
      return { state: 'other purchase' };
    default:
      return placed;
  }
}

type PreparedOrder = PreparedSending<PartnerOutcome, Early, string | undefined>;

type SentOrder = WrittenSending<string | undefined>;

async function prepare(deps: PlacingDeps, placing: Placing): Promise<PreparedOrder> {
  const { xport } = deps;
  const { organization, userId, signal } = placing;
  const request = purchaseRequest(placing.purchase);
  const asked = xport.buying.preview(request, { organization, userId, signal });
  // Where it goes is looked at meanwhile, and counts first: an address that is gone is refused by a preview as well.
  asked.catch(() => undefined);
  if (!(await placing.isSameAddress())) return { early: { state: 'other address' } };
  const preview = await asked;
  if (!isAbout(preview.data, placing.purchase)) return { early: { state: 'misunderstood' } };
  const quote = quoteOf(preview.data);
  if (quote.toPayFen !== placing.confirmedFen) return { early: { state: 'moved', quote } };
  return { note: userId, send: (sent) => send(deps, placing, sent) };
}

/** Sends it off, and looks before it believes that nothing was ordered. */
async function send(
  deps: PlacingDeps,
  placing: Placing,
  sent: SentOrder,
): Promise<PartnerOutcome | undefined> {
  const { userId } = placing;
  const request = purchaseRequest(placing.purchase);
  const outOrderId = clientOrderNumber(placing.key);
  try {
    const { data, requestId } = await deps.xport.buying.create({ ...request, outOrderId }, patient(userId));
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
    if (failed.length === 0) return undefined;
    return (await lookUp(deps, placing, sent)) ?? { state: 'failed', failed, requestId };
  } catch (error) {
    if (!(error instanceof XportError)) throw error;
    const { fault } = error;
    // A refusal is believed, unless the service itself broke; any other fault says nothing of what happened.
    if (fault.kind !== 'refused' || fault.status >= 500) return undefined;
    return (await lookUp(deps, placing, sent)) ?? refusalOf(fault);
  }
}

/** The order by the buyer's own number: found, never placed, or not known. Never rejects for the partner's silence. */
async function lookUp(
  deps: PlacingDeps,
  { organization, key, purchase }: Placing,
  { at, note: userId }: Pick<SentOrder, 'at' | 'note'>,
): Promise<PartnerOutcome | undefined> {
  const { xport, clockWatch } = deps;
  const outOrderId = clientOrderNumber(key);
  try {
    const { data } = await xport.orders.list(
      { page: 1, pageSize, outOrderId },
      { organization, ...patient(userId) },
    );
    const own = data.items.filter(
      ({ baseInfo }) => baseInfo.outOrderId === outOrderId || baseInfo.orderNo === outOrderId,
    );
    const orderIds = own.flatMap(({ baseInfo }) => baseInfo.idOfStr ?? baseInfo.id ?? baseInfo.orderId ?? []);
    if (orderIds.length > 0) {
      const failed = lackedBy(own, purchase).map((offerId) => ({ offerId, code: '', message: '' }));
      // What is not in these may be in another order, which the list shows later.
      if (failed.length > 0 && clockWatch.age(at) < certainAfterMs) return undefined;
      await noteUser(deps, orderIds, userId);
      return { state: 'placed', orderIds, failed, found: true };
    }
    // Other orders in the answer: then the number was not looked for, and it says nothing.
    const isNone = data.items.length === 0 && data.unreadable === 0;
    if (isNone && clockWatch.age(at) >= certainAfterMs) return { state: 'not placed', outOrderId };
  } catch (error) {
    if (!(error instanceof XportError)) throw error;
  }
  return undefined;
}

/** The offers of a purchase that none of its orders holds; none where an order does not say all that it holds. */
function lackedBy(orders: readonly OrderDetail[], { lines }: Purchase): readonly string[] {
  const held = orders.map(({ productItems }) => productItems.map((item) => item.productID ?? item.offerId));
  const offers = new Set(held.flat());
  if (offers.has(undefined) || held.some(({ length }) => length === 0)) return [];
  return [...new Set(lines.map(({ offerId }) => offerId))].filter((offerId) => !offers.has(offerId));
}

/** Before the outcome is kept, so that no order is known of which the user is not. */
async function noteUser(
  { users }: PlacingDeps,
  orderIds: readonly string[],
  userId: string | undefined,
): Promise<void> {
  for (const orderId of orderIds) await users.note(orderId, userId);
}
