import type { Card, ReadyCard } from '../chat/card.ts';
import type { Destination, MessageRef, Outgoing, Outlet, Refused, Sent } from '../chat/outlet.ts';
import type { PayloadLimits } from '../chat/payload.ts';
import type { SafeUrl } from '../chat/safe-url.ts';
import type { Order } from '../orders/order.ts';
import { type Clock, pause } from '../runtime/clock.ts';
import type { Language } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { DeliveryIds, OrderCard } from '../store/contract/deliveries.ts';
import type { NotificationSettings } from '../store/contract/settings.ts';
import type { NewsStore } from '../store/contract/store.ts';
import { attemptKey, firstLookMs, isWornOut, promptMs, type Sending, waitAfter } from './attempts.ts';
import { knownZone } from './day-times.ts';
import type { Hold } from './lease-keeper.ts';
import type { NewsCards } from './news-cards.ts';
import type { Readable } from './plan.ts';

/**
 * How long before a conversation's pace permits more its queue is taken, ms: reading, drawing and noting take their time,
 * and what is said next is ready when its moment comes.
 */
export const aheadMs = 200;

/** What sends need besides the conversation at hand. */
export interface DeliveryDeps {
  readonly store: Pick<NewsStore, 'orders' | 'queues' | 'turns'>;
  readonly cards: NewsCards;
  /** The order in a stored state. */
  orderOf(state: string): Order;
  pack(card: Card, limits: PayloadLimits, organization: string): Promise<ReadyCard>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Told how each call of a platform ended. Must not throw. */
  measure(ended: { readonly platform: string; readonly outcome: string }): void;
}

/** One conversation while its queue is held. */
export interface SpokenConversation {
  readonly hold: Hold;
  readonly platform: string;
  readonly outlet: Outlet;
  readonly to: Destination;
  readonly language: Language;
  readonly notices: NotificationSettings;
}

/** How a conversation reads: its language, and the zone of the times that it is shown. */
export function readingOf({ language, notices: { zone } }: SpokenConversation) {
  return { language, zone: knownZone(zone) };
}

/** How a step ended. */
export type Ended =
  /** The conversation may hear more from then on. */
  | { readonly kind: 'free'; readonly at: number }
  /** Nothing was sent: the next step may follow at once. */
  | { readonly kind: 'on' }
  /** Another process has the conversation, or the machine stood still too long: nothing more is sent. */
  | { readonly kind: 'lost' }
  /** Nothing can be said in the conversation, or on the whole platform (`dismissed`). */
  | {
      readonly kind: 'refused';
      readonly why: 'gone' | 'not invited' | 'forbidden' | 'dismissed';
      readonly detail: string;
    };

export type Failure = Exclude<Sent, { readonly sent: MessageRef }>;

/** The few moves that every step is made of; each leaves the store such that the process may die right after it. */
export interface DeliveryActions extends DeliveryDeps {
  /** `card` as the conversation's platform takes it. */
  outgoing(conversation: SpokenConversation, card: Card): Promise<Outgoing>;
  /** Notes the attempt, makes it, and gives what came of it; `undefined` when the queue was lost before. */
  attempt(
    conversation: SpokenConversation,
    deliveries: readonly Readable[],
    sending: Sending,
    call: (key: string) => Promise<Sent>,
  ): Promise<Sent | undefined>;
  /** They were said. Nothing more is said before the pace permits it, which counts from when the last call was made. */
  settle(
    conversation: SpokenConversation,
    deliveries: readonly Readable[],
    cards: readonly OrderCard[],
  ): Promise<Ended>;
  /**
   * They were not said, or, where it is `unclear`, may have been. The conversation waits as a whole, so that nothing
   * overtakes them.
   */
  postpone(
    conversation: SpokenConversation,
    deliveries: readonly Readable[],
    how: { readonly waitMs: number; readonly counts: boolean; readonly unclear: boolean },
  ): Promise<Ended>;
  /** What follows from a failed call. */
  failed(conversation: SpokenConversation, deliveries: readonly Readable[], failure: Failure): Promise<Ended>;
  park(conversation: SpokenConversation, deliveries: readonly Readable[], reason: string): Promise<Ended>;
  /** Edits the card of an order and gives it as it stands now, or how that failed. */
  edit(
    conversation: SpokenConversation,
    card: OrderCard,
    shown: { readonly order: Order; readonly version: number },
  ): Promise<OrderCard | Failure>;
  /** The order as it is now; `undefined` when the store knows none, or none that can be read. */
  look(account: string, orderId: string): Promise<{ order: Order; version: number } | undefined>;
  link(conversation: SpokenConversation, message: MessageRef): Promise<SafeUrl | undefined>;
}

export function createDeliveryActions(deps: DeliveryDeps): DeliveryActions {
  const { store, clock, random, log } = deps;
  const { queues } = store;
  const lost: Ended = { kind: 'lost' };
  /** When the last call that shows something was made in a conversation, as long as its queue is held. */
  const calledAt = new WeakMap<SpokenConversation, number>();

  /** Until the pace permits a call; no longer than a queue is taken ahead, whatever the clock says. */
  async function untilFree({ hold }: SpokenConversation): Promise<void> {
    const waitMs = hold.queue.nextSendAt - clock.now();
    if (waitMs > 0) await pause(clock, Math.min(waitMs, aheadMs));
  }

  function measured(conversation: SpokenConversation, sent: Sent): Sent {
    deps.measure({ platform: conversation.platform, outcome: outcomeOf(sent) });
    return sent;
  }

  const self: DeliveryActions = {
    ...deps,
    async outgoing({ outlet, hold, language }, card) {
      return { card: await deps.pack(card, outlet.payloadLimits, hold.queue.organization), language };
    },

    async attempt(conversation, deliveries, sending, call) {
      const { hold } = conversation;
      const key = attemptKey(sending, random);
      const noted = clock.now();
      if (!(await queues.begin(hold.queue, idsOf(deliveries), key))) return undefined;
      await untilFree(conversation);
      // A process that finds the note later on waits longer than this before it takes the message for not sent.
      const late = clock.now() - noted;
      if (!hold.held() || late < 0 || late > promptMs) return undefined;
      calledAt.set(conversation, clock.now());
      const sent = measured(conversation, await call(key));
      const { conversation: name } = hold.queue;
      const traces = deliveries.map(({ trace }) => trace);
      log.info({ conversation: name, key, sending, traces, outcome: outcomeOf(sent) }, 'news were sent');
      return sent;
    },

    async settle(conversation, deliveries, cards) {
      const { hold, outlet } = conversation;
      const now = clock.now();
      // A platform counts what reaches it, however long its answers take. Never from a moment that a clock which was
      // set back has yet to come to.
      const nextSendAt = Math.min(now, calledAt.get(conversation) ?? now) + outlet.paceMs;
      const settled = await queues.settle(hold.queue, idsOf(deliveries), { cards, nextSendAt });
      return settled ? { kind: 'free', at: nextSendAt } : lost;
    },

    async postpone({ hold }, deliveries, { waitMs, ...how }) {
      const nextSendAt = clock.now() + waitMs;
      const kept = await queues.postpone(hold.queue, idsOf(deliveries), { nextSendAt, ...how });
      return kept ? { kind: 'free', at: nextSendAt } : lost;
    },

    async failed(conversation, deliveries, failure) {
      const notSent = { counts: false, unclear: false };
      if ('retryAfterMs' in failure) {
        return self.postpone(conversation, deliveries, { waitMs: failure.retryAfterMs, ...notSent });
      }
      if ('refused' in failure) {
        const { refused, detail } = failure;
        if (concernsMessage(refused)) return self.park(conversation, deliveries, `${refused}: ${detail}`);
        const kept = await self.postpone(conversation, deliveries, { waitMs: 0, ...notSent });
        return kept.kind === 'lost' ? lost : { kind: 'refused', why: refused, detail };
      }
      const unclear = 'unclear' in failure;
      const why = unclear ? failure.unclear : failure.unreachable;
      if (isWornOut(deliveries)) {
        return self.park(conversation, deliveries, `${unclear ? 'no answer' : 'unreachable'}: ${why}`);
      }
      const waitMs = unclear ? firstLookMs : waitAfter(deliveries, random);
      return self.postpone(conversation, deliveries, { waitMs, counts: true, unclear });
    },

    async park({ hold }, deliveries, reason) {
      const { conversation } = hold.queue;
      const traces = deliveries.map(({ trace }) => trace);
      log.error({ conversation, traces, reason }, 'news could not be said and were parked');
      return (await queues.park(hold.queue, idsOf(deliveries), reason)) ? { kind: 'on' } : lost;
    },

    async edit(conversation, card, { order, version }) {
      if (card.version >= version) return card;
      const { outlet, to, hold } = conversation;
      const reading = readingOf(conversation);
      const drawn = deps.cards.order({ order, news: [], mentions: [], ...reading });
      const outgoing = await self.outgoing(conversation, drawn);
      await untilFree(conversation);
      // Another process may have taken over and shown something newer.
      if (!hold.held()) return { unreachable: 'the conversation was lost to another process' };
      calledAt.set(conversation, clock.now());
      const sent = measured(conversation, await outlet.edit(to, card.message, outgoing));
      return 'sent' in sent ? { ...card, message: sent.sent, version } : sent;
    },

    async look(account, orderId) {
      const stored = await store.orders.get({ account, orderId });
      if (stored === undefined) return undefined;
      try {
        return { order: deps.orderOf(stored.state), version: stored.version };
      } catch (thrown) {
        log.error({ err: thrown, orderId }, 'what is kept of an order can not be read');
        return undefined;
      }
    },

    link: ({ outlet, to }, message) => outlet.linkTo(to, message),
  };
  return self;
}

/** It is this message that can't be said, not the conversation that can't be reached. */
function concernsMessage(refused: Refused): refused is 'message gone' | 'too old' | 'content' {
  return refused === 'message gone' || refused === 'too old' || refused === 'content';
}

/** What the store calls deliveries by. */
export function idsOf(deliveries: readonly Pick<Readable, 'orderId' | 'version'>[]): DeliveryIds {
  return deliveries.map(({ orderId, version }) => ({ orderId, version }));
}

function outcomeOf(sent: Sent): string {
  if ('sent' in sent) return 'sent';
  if ('retryAfterMs' in sent) return 'limited';
  if ('refused' in sent) return sent.refused;
  return 'unclear' in sent ? 'unclear' : 'unreachable';
}
