import type { Order } from '../domain/orders/order.ts';
import type { DeliveryActions } from '../outbox/delivery-actions.ts';
import type { Failure, HeldConversation } from '../outbox/held-conversation.ts';
import type { StandingCard } from '../store/contract/deliveries.ts';
import type { StoredOrder } from '../store/contract/orders.ts';
import type { NewsStore } from '../store/contract/store.ts';
import { knownZone } from './day-times.ts';
import type { NewsCards } from './news-cards.ts';
import { type Batch, orderSubject } from './plan.ts';

/** What order news need besides the outbox. */
export interface OrderNewsDeps {
  readonly store: Pick<NewsStore, 'orders' | 'turns'>;
  readonly cards: NewsCards;
  /** The order in a stored state. */
  orderOf(stored: StoredOrder): Order;
}

/** An order as it is now. */
interface FoundOrder {
  readonly order: Order;
  readonly version: number;
}

/** The outbox's actions, and those that order news have besides. */
export interface OrderActions extends DeliveryActions, OrderNewsDeps {
  /** Edits the card of an order and gives it as it stands now, or how that failed. */
  editCard(
    conversation: HeldConversation,
    card: StandingCard,
    shown: FoundOrder,
  ): Promise<StandingCard | Failure>;
  /** The order of `batch`; `undefined` when the store knows none, or none that can be read. */
  look(batch: Batch): Promise<FoundOrder | undefined>;
  /** The cards of these orders in the conversation, by order. */
  cardsOf(
    conversation: HeldConversation,
    orderIds: readonly string[],
  ): Promise<ReadonlyMap<string, StandingCard>>;
}

export function createOrderActions(actions: DeliveryActions, deps: OrderNewsDeps): OrderActions {
  return {
    ...actions,
    ...deps,
    async editCard(conversation, card, { order, version }) {
      if (card.version >= version) return card;
      const drawn = deps.cards.order({ order, news: [], mentions: [], ...readingOf(conversation) });
      const outgoing = await actions.outgoing(conversation, drawn);
      const sent = await actions.edit(conversation, card.message, outgoing);
      return 'sent' in sent ? { ...card, message: sent.sent, version } : sent;
    },
    async look({ orderId, deliveries }) {
      const account = deliveries[0]?.account;
      const stored = account === undefined ? undefined : await deps.store.orders.get({ account, orderId });
      if (stored === undefined) return undefined;
      try {
        return { order: deps.orderOf(stored), version: stored.version };
      } catch (thrown) {
        actions.log.error({ err: thrown, orderId }, 'what is kept of an order can not be read');
        return undefined;
      }
    },
    cardsOf: async ({ hold }, orderIds) =>
      orderIds.length === 0
        ? new Map()
        : actions.queues.cards(hold.queue, { subjectKind: orderSubject, part: '', subjectIds: orderIds }),
  };
}

/** How a conversation reads: its language, and the zone of the times that it is shown. */
export function readingOf({ language, settings: { zone } }: HeldConversation) {
  return { language, zone: knownZone(zone) };
}

/** What an attempt was to send. Its key's first character says so to the process that finds it after a crash. */
export type Sending = 'card' | 'line' | 'digest' | 'summary';

/** The letter for each. */
export const sendingLetters = { card: 'c', line: 'l', digest: 'd', summary: 's' } as const satisfies Record<
  Sending,
  string
>;

/** What an attempt of `key` was made for; a digest, which stands alone, for a key of another version's. */
export function sendingOf(key: string): Sending {
  switch (key.charAt(0)) {
    case sendingLetters.card:
      return 'card';
    case sendingLetters.line:
      return 'line';
    case sendingLetters.summary:
      return 'summary';
    default:
      return 'digest';
  }
}
