import type { Order } from '../domain/orders/order.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { OrderTransaction, StoredOrder } from '../store/contract/orders.ts';
import type { OrderUpdate } from './order-update.ts';
import { createWatchMatch, subjectsOf, type Telling } from './watch-match.ts';

/** How long after a message that left doubt the API is asked: those that follow it may settle the matter. */
const askAfterMs = 5000;

/** How long after an answer of the API's own that leaves doubt it is asked again. */
const askAgainMs = 10 * minuteMs;

/** An order update and where it came from. */
export interface Incoming {
  readonly update: OrderUpdate;
  readonly trace: string;
  readonly heardAt: number;
  /** Found out by looking, not pushed. */
  readonly looked: boolean;
  /** What can't be joined is left out as a whole: all order updates of one origin, or none. */
  readonly origin: string;
  /** When the copy was made that the store was restored from, where it holds this: what follows may have been told since. */
  readonly copiedAt?: number | undefined;
}

/** What came of {@link applyUpdates}. */
export interface AppliedUpdates {
  readonly changed: number;
  readonly deliveries: number;
  /** Origins whose order updates could not be joined, with the fault. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/**
 * Applies order updates to their orders, one after the other: the orders' new states, and what is to be said of them where.
 * Only within a transaction, so that an order is never changed without its news, nor the other way round.
 */
export async function applyUpdates(
  transaction: OrderTransaction,
  { account, incoming, now }: { account: string; incoming: readonly Incoming[]; now: number },
): Promise<AppliedUpdates> {
  const orderIds = [...new Set(incoming.map(({ update }) => update.orderId))].sort();
  const stored = await transaction.orders({ account, orderIds });
  const { orders, unpaid, tellings, failed } = joinAll(stored, incoming, now);
  if (orders.length === 0) return { changed: 0, deliveries: 0, failed };

  await transaction.saveOrders({ account, orders });
  if (unpaid.length > 0) await transaction.takeBackSpending({ account, orderIds: unpaid });
  const subjects = [...new Set(tellings.flatMap(({ order }) => subjectsOf(order)))].sort();
  const watches = subjects.length === 0 ? [] : await transaction.watches({ account, subjects });
  const matching = createWatchMatch(watches);
  const deliveries = tellings.flatMap((telling) => matching(telling, now));
  if (deliveries.length > 0) await transaction.addDeliveries(deliveries);
  return { changed: orders.length, deliveries: deliveries.length, failed };
}

/** Joins each origin's order updates to what is known, all of them or none. */
function joinAll(stored: ReadonlyMap<string, StoredOrder>, incoming: readonly Incoming[], now: number) {
  const known = new Map(stored);
  /** Each order that changed, and whether it now is cancelled unpaid. */
  const changed = new Map<string, boolean>();
  const tellings: Telling[] = [];
  const failed = new Map<string, unknown>();
  for (const [origin, together] of Map.groupBy(incoming, (each) => each.origin)) {
    const staged = new Map<string, { readonly order: StoredOrder; readonly unpaid: boolean }>();
    const told: Telling[] = [];
    try {
      for (const { update, trace, heardAt, looked, copiedAt } of together) {
        const before = staged.get(update.orderId)?.order ?? known.get(update.orderId);
        const { after, unpaid, telling } = joinOne(update, before, {
          now,
          askInMs: looked ? askAgainMs : askAfterMs,
        });
        if (after === before) continue;
        staged.set(update.orderId, { order: after, unpaid });
        if (telling !== undefined) told.push({ ...telling, trace, heardAt, looked, copiedAt });
      }
    } catch (thrown) {
      failed.set(origin, thrown);
      continue;
    }
    for (const [orderId, { order, unpaid }] of staged) {
      known.set(orderId, order);
      changed.set(orderId, unpaid);
    }
    tellings.push(...told);
  }
  const orders = [...changed.keys()].flatMap((orderId) => known.get(orderId) ?? []);
  const unpaid = [...changed].flatMap(([orderId, is]) => (is ? [orderId] : []));
  return { orders, unpaid, tellings, failed };
}

function joinOne(
  update: OrderUpdate,
  before: StoredOrder | undefined,
  { now, askInMs }: { readonly now: number; readonly askInMs: number },
): {
  readonly after: StoredOrder;
  readonly unpaid: boolean;
  readonly telling?: Omit<Telling, 'trace' | 'heardAt' | 'looked' | 'copiedAt'>;
} {
  const { state, order, news, doubt, checkAt, looksOther = true } = update.join(before?.state, now);
  const unpaid = isCancelledUnpaid(order);
  // What became known without being news is shown, and not said: cards that stand somewhere stay true.
  const looked = before !== undefined && before.state !== state && looksOther;
  // The same state in another phase: this version understands a word that the one before did not.
  const readAnew = before !== undefined && before.phase !== '' && before.phase !== order.phase;
  const told = news.length > 0 || looked || readAnew;
  const askAt = doubt ? Math.min(before?.askAt ?? Number.POSITIVE_INFINITY, now + askInMs) : before?.askAt;
  const unchanged = before !== undefined && before.state === state && !told;
  if (unchanged && before.askAt === askAt && before.checkAt === checkAt) return { after: before, unpaid };
  const version = (before?.version ?? 0) + (told ? 1 : 0);
  const after: StoredOrder = {
    orderId: update.orderId,
    state,
    version: Math.max(1, version),
    phase: order.phase,
    createdAt: order.times.created ?? before?.createdAt ?? now,
    changedAt: unchanged ? before.changedAt : now,
    askAt,
    checkAt,
  };
  return told ? { after, unpaid, telling: { order, version: after.version, news } } : { after, unpaid };
}

/** Whether it was cancelled and nothing was ever paid for it, so that nothing was spent on it. */
function isCancelledUnpaid({ phase, passed }: Order): boolean {
  return phase === 'cancelled' && !passed.includes('paid');
}
