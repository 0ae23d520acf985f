import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { NewsStore } from '../store/contract/store.ts';
import { printContent } from './content.ts';
import { orderSubject } from './plan.ts';

/** As many cards as a person scrolls back to, and as a platform takes edits of in half a minute. */
const mostCards = 20;

interface RedrawDeps {
  readonly store: Pick<NewsStore, 'orders' | 'queues' | 'signals'>;
  readonly account: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'token'>;
}

/**
 * Has the order cards that were posted last in a conversation drawn anew, since it is read in another language now: each order
 * gets another version, which has no news in it.
 */
export async function redrawCards(
  { store, account, clock, random }: RedrawDeps,
  where: { readonly organization: string; readonly conversation: string; readonly workspace: string },
): Promise<void> {
  const { organization, conversation } = where;
  const of = { organization, conversation, subjectKind: orderSubject, part: '', limit: mostCards };
  const cards = await store.queues.standingCards(of);
  if (cards.length === 0) return;
  const orderIds = cards.map(({ subjectId }) => subjectId);
  const trace = random.token(12);
  await store.orders.transact(async (transaction) => {
    const now = clock.now();
    const known = await transaction.orders({ account, orderIds });
    const orders = [...known.values()].map((order) => ({ ...order, version: order.version + 1 }));
    await transaction.saveOrders({ account, orders });
    await transaction.addDeliveries(
      orders.map(({ orderId, version }) => ({
        ...where,
        account,
        subjectKind: orderSubject,
        subjectId: orderId,
        part: '',
        version,
        content: printContent({ news: [], mentions: [], daily: false }),
        dueAt: now,
        createdAt: now,
        trace,
      })),
    );
  });
  store.signals.wake('outbox');
}
