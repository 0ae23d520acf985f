import type { Card, ReadyCard } from '../chat/card.ts';
import type { IsServed, Outlet, Sent } from '../chat/outlet.ts';
import type { PayloadLimits } from '../chat/payload.ts';
import type { Route } from '../http/route.ts';
import type { Clock } from '../runtime/clock.ts';
import { minuteMs } from '../runtime/durations.ts';
import { createInFlight } from '../runtime/in-flight.ts';
import type { Language } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import type { ConversationQueue, ParkedDelivery } from '../store/contract/deliveries.ts';
import type { InboxState } from '../store/contract/orders.ts';
import type { Conversations } from '../store/contract/settings.ts';
import type { NewsStore } from '../store/contract/store.ts';
import { createAlertCheck } from './alert-check.ts';
import { createChangeSweep, readMark } from './change-sweep.ts';
import { createDailySummary } from './daily-summary.ts';
import { createDeliveryActions } from './delivery-actions.ts';
import { type Callback, type IntakeOutcome, intakeRoutes } from './intake.ts';
import type { NewsCards } from './news-cards.ts';
import { createOrderCheck } from './order-check.ts';
import type { UpdateSource } from './order-update.ts';
import { createReader } from './reader.ts';
import { createSender } from './sender.ts';
import { createTellUnserved } from './unserved.ts';

export interface NotificationsDeps {
  readonly store: Omit<NewsStore, 'exclusive'>;
  readonly conversations: Pick<Conversations, 'settings'>;
  /** The account at the partner API, as the store names it. */
  readonly account: string;
  readonly callback: Callback;
  readonly sources: UpdateSource;
  /** By platform: what a conversation's name begins with. */
  readonly outlets: ReadonlyMap<string, Outlet>;
  readonly isServed: IsServed;
  readonly cards: NewsCards;
  pack(card: Card, limits: PayloadLimits, organization: string): Promise<ReadyCard>;
  readonly defaultLanguage: Language;
  /** Ms from one sweep of changed orders to the next. */
  readonly sweepEveryMs: number;
  readonly measure: {
    intake(ended: { readonly outcome: IntakeOutcome; readonly ms: number }): void;
    send(ended: { readonly platform: string; readonly outcome: string }): void;
  };
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** How long a queue is held without a renewal (30 s), and an attempt may still arrive (60 s). */
  readonly timing?: { readonly holdMs: number; readonly doubtfulMs: number };
}

/** Where a card can be put without waiting for news. */
interface Announcement {
  readonly organization: string;
  /** `platform:id`. */
  readonly conversation: string;
  readonly place: string;
  readonly card: Card;
  readonly language: Language;
}

interface NotificationsStatus {
  readonly inbox: InboxState;
  readonly deliveries: {
    readonly due: number;
    readonly later: number;
    readonly unclear: number;
    readonly parked: number;
    readonly queues: number;
  };
  /** When the last sweep began that read its list to the end, ms since 1970 UTC. */
  readonly lastSweepAt?: number;
  /** Platforms that do not accept the bot any more. */
  readonly paused: readonly { readonly platform: string; readonly until: number }[];
}

/** The notifications, from a pushed message to what people see. */
export interface Notifications {
  readonly routes: readonly Route[];
  start(): void;
  /** Takes up nothing new, ends what is under way and gives back what is held. */
  stop(): Promise<void>;
  /** Posts a card at once, so that the person who sets a watch sees whether it can be served. Never rejects. */
  announce(announcement: Announcement): Promise<Sent>;
  /** What could not be said, the newest first. */
  parked(of: {
    readonly organization: string;
    readonly conversation?: string;
    readonly limit: number;
  }): Promise<readonly ParkedDelivery[]>;
  /** Says again what was parked; how much it is. */
  retry(of: { readonly organization: string; readonly conversation?: string }): Promise<number>;
  /** For `/status` and the metrics. Rejects with a StoreError when the store does not answer. */
  status(): Promise<NotificationsStatus>;
}

const usualTiming = { holdMs: 30_000, doubtfulMs: minuteMs };

/** Puts the parts of the notifications together. Any number of processes may do so on one store. */
export function openNotifications(deps: NotificationsDeps): Notifications {
  const { store, sources, account, outlets, isServed, cards, defaultLanguage, clock, random, log } = deps;
  const settings = ({ organization, conversation }: ConversationQueue) =>
    deps.conversations.settings({ organization, conversation });
  const speaking = createDeliveryActions({
    store,
    cards,
    orderOf: sources.orderOf,
    pack: deps.pack,
    clock,
    random,
    log,
    measure: deps.measure.send,
  });
  const tellUnserved = createTellUnserved({ store, outlets, speaking, settings, defaultLanguage, random });
  const timing = deps.timing ?? usualTiming;
  const sender = createSender({
    speaking,
    outlets,
    isServed,
    settings,
    defaultLanguage,
    tellUnserved,
    ...timing,
  });
  const shared = { store, sources, account, clock, random, log };
  const inFlight = createInFlight();
  const reader = createReader({ ...shared, inFlight });
  const loops = [
    reader,
    sender,
    createOrderCheck(shared),
    createAlertCheck(shared),
    createChangeSweep({ ...shared, everyMs: deps.sweepEveryMs }),
    createDailySummary({ ...shared, conversations: deps.conversations }),
  ];
  let undo: (() => void)[] = [];

  return {
    routes: intakeRoutes({
      store,
      account,
      callback: deps.callback,
      clock,
      random,
      log,
      inFlight,
      measure: deps.measure.intake,
    }),
    start() {
      if (undo.length > 0) return;
      undo = [store.signals.on('inbox', reader.wake), store.signals.on('lanes', sender.wake)];
      for (const loop of loops) loop.start();
    },
    async stop() {
      for (const end of undo) end();
      undo = [];
      await Promise.all(loops.map((loop) => loop.stop()));
    },
    async announce({ organization, conversation, place, card, language }) {
      const { platform, id } = splitScopedId(conversation);
      const outlet = outlets.get(platform);
      if (outlet === undefined) return { refused: 'forbidden', detail: 'nothing can be said there unasked' };
      try {
        const ready = await deps.pack(card, outlet.payloadLimits, organization);
        const to = { place, conversation: id };
        const sent = await outlet.post(to, { card: ready, language }, `a${random.token(20)}`);
        deps.measure.send({ platform, outcome: 'sent' in sent ? 'announced' : 'not announced' });
        return sent;
      } catch (thrown) {
        log.error({ err: thrown, conversation }, 'a first card could not be made');
        return { unreachable: 'the card could not be made' };
      }
    },
    parked: (of) => store.queues.parked(of),
    async retry(of) {
      const retried = await store.queues.retry(of);
      if (retried > 0) store.signals.wake('lanes');
      return retried;
    },
    async status() {
      const [inbox, deliveries, lastSweepAt] = await Promise.all([
        store.inbox.state({ account }),
        store.queues.counts(),
        readMark(store.turns, account),
      ]);
      return {
        inbox,
        deliveries,
        ...(lastSweepAt !== undefined && { lastSweepAt }),
        paused: sender.paused(),
      };
    },
  };
}
