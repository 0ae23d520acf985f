import type { Freshness } from '../../cards/order-details.ts';
import type { Card } from '../../chat/card.ts';
import type { OrderWords } from '../../languages/en/orders.ts';
import type { OrderBook } from '../../notifications/order-book.ts';
import type { Order } from '../../orders/order.ts';
import type { Clock } from '../../runtime/clock.ts';
import { type CallOptions, XportError } from '../../xport/client.ts';

/** How long the partner is waited for where something is known already: an older answer in time beats none. */
const waitMs = 4000;

/** What became of asking the partner. */
type Answered<T> = { readonly answer: T } | { readonly fault: unknown };

/** `ask`, given up after {@link waitMs}; its fault where the partner said no, or nothing. Rejects with any other. */
export async function inTime<T>(
  clock: Clock,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<Answered<T>> {
  const late = new AbortController();
  const cancel = clock.after(waitMs, () => late.abort('the partner took too long'));
  try {
    return { answer: await ask(AbortSignal.any([signal, late.signal])) };
  } catch (fault) {
    if (!signal.aborted && (late.signal.aborted || fault instanceof XportError)) return { fault };
    throw fault;
  } finally {
    cancel();
  }
}

/**
 * The order as the partner has it now; as it was known, where the partner does not say; `undefined` where neither knows
 * it. Rejects with the partner's fault where nothing is known to fall back on.
 */
export async function lookUp(
  deps: { readonly orders: OrderBook; readonly clock: Clock },
  orderId: string,
  { userId, signal }: CallOptions,
): Promise<{ readonly order: Order; readonly fresh: Freshness } | undefined> {
  const asked = await inTime(deps.clock, signal, (inner) =>
    deps.orders.ask(orderId, { userId, signal: inner }),
  );
  if ('answer' in asked && asked.answer !== undefined) return { order: asked.answer, fresh: { asked: true } };
  const known = await deps.orders.get(orderId);
  if (known !== undefined) return { order: known.order, fresh: { knownSince: known.changedAt } };
  if ('fault' in asked) throw asked.fault;
  return undefined;
}

export function noSuchOrder(orderId: string, words: OrderWords): Card {
  return {
    tone: 'warning',
    title: words.notFound,
    body: [{ kind: 'text', text: [words.notFoundAdvice(orderId)] }],
    actions: [],
  };
}
