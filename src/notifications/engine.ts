import type { Card, ReadyCard } from '../chat/card.ts';
import type { Outlet, Sent } from '../chat/outlet.ts';
import type { PayloadLimits } from '../chat/payload.ts';
import { withNotice } from '../chat/send-answer.ts';
import type { Route } from '../http/route.ts';
import type { MakeDeliveryKind } from '../outbox/delivery-kind.ts';
import type { Clock } from '../runtime/clock.ts';
import { createInFlight } from '../runtime/in-flight.ts';
import type { Language, Localized } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Loop } from '../runtime/loop.ts';
import type { Random } from '../runtime/random.ts';
import { splitScopedId } from '../runtime/scoped-id.ts';
import type { Copy } from '../store/contract/copies.ts';
import type { ConversationQueue } from '../store/contract/deliveries.ts';
import type { InboxState } from '../store/contract/orders.ts';
import type { Conversations } from '../store/contract/settings.ts';
import type { NewsStore } from '../store/contract/store.ts';
import { createAlertCheck } from './alert-check.ts';
import { createChangeSweep, readMark } from './change-sweep.ts';
import { createDailySummary } from './daily-summary.ts';
import { type Callback, type IntakeOutcome, intakeRoutes } from './intake.ts';
import type { NewsCards } from './news-cards.ts';
import { createOrderCheck } from './order-check.ts';
import { createOrderNewsKind } from './order-news-kind.ts';
import type { UpdateSource } from './order-update.ts';
import { createReader, type MessagesRead, type ReadBatch } from './reader.ts';
import { redrawCards } from './redraw.ts';
import { createTellUnserved } from './unserved.ts';

export interface NotificationsDeps {
  readonly store: Omit<NewsStore, 'exclusive'>;
  readonly conversations: Pick<Conversations, 'settings'>;
  /**
   * The account at the partner API, as the store names it. While it is not known, what is due is said, but nothing is taken
   * of what the partner says.
   */
  readonly account: string | undefined;
  readonly callback: Callback;
  readonly sources: UpdateSource;
  /** Reads as one transaction what `sources` would of pushed messages; left out, that is done here. */
  readonly readBatch?: ReadBatch | undefined;
  /** By platform: what a conversation's name begins with. */
  readonly outlets: ReadonlyMap<string, Outlet>;
  readonly cards: NewsCards;
  pack(card: Card, limits: PayloadLimits, organization: string): Promise<ReadyCard>;
  readonly defaultLanguage: Language;
  /** Said at the foot of a conversation's first card, where there is something to say. */
  readonly notice?: Localized | undefined;
  /** The copy that the store was last restored from, if it ever was. */
  readonly restored?: Copy | undefined;
  /** Ms from one sweep of changed orders to the next. */
  readonly sweepEveryMs: number;
  readonly measure: {
    intake(ended: { readonly outcome: IntakeOutcome; readonly ms: number; readonly trace?: string }): void;
    send(ended: { readonly platform: string; readonly outcome: string }): void;
    read?: MessagesRead;
  };
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Where a card can be put without waiting for news. */
interface Announcement {
  readonly organization: string;
  /** `platform:id`. */
  readonly conversation: string;
  readonly workspace: string;
  readonly card: Card;
  readonly language: Language;
}

interface NotificationsStatus {
  readonly inbox: InboxState;
  /** When the last sweep began that read its list to the end, ms since 1970 UTC. */
  readonly lastSweepAt?: number;
}

/** Order news, from a pushed message to what is to be said of it, and how that is said. */
export interface Notifications {
  readonly routes: readonly Route[];
  /** What the outbox says it with. */
  readonly kind: MakeDeliveryKind;
  start(): void;
  /** Takes up nothing new and ends what is under way. */
  stop(): Promise<void>;
  /** Posts a card at once, so that the person who sets a watch sees whether it can be served. Never rejects. */
  announce(announcement: Announcement): Promise<Sent>;
  /** Has the cards that stand in a conversation drawn anew, since it is read in another language now. */
  redraw(where: Pick<Announcement, 'organization' | 'conversation' | 'workspace'>): Promise<void>;
  /** For `/status` and the metrics. Rejects with a StoreError when the store does not answer. */
  status(): Promise<NotificationsStatus>;
}

const nothingTaken: InboxState = { waiting: 0, unreadable: 0 };

/** Puts the parts of the notifications together. Any number of processes may do so on one store. */
export function openNotifications(deps: NotificationsDeps): Notifications {
  const { store, sources, account, outlets, cards, pack, defaultLanguage, clock, random, log } = deps;
  const settings = ({ organization, conversation }: ConversationQueue) =>
    deps.conversations.settings({ organization, conversation });
  const inFlight = createInFlight();
  const { reader, others } = ofAccount();
  const loops = [...(reader === undefined ? [] : [reader]), ...others];

  function ofAccount(): { readonly reader?: Loop; readonly others: readonly Loop[] } {
    if (account === undefined) return { others: [] };
    const shared = { store, sources, account, clock, random, log };
    return {
      reader: createReader({
        ...shared,
        readBatch: deps.readBatch,
        restored: deps.restored,
        inFlight,
        measure: deps.measure.read,
      }),
      others: [
        createOrderCheck(shared),
        createAlertCheck(shared),
        createChangeSweep({ ...shared, everyMs: deps.sweepEveryMs }),
        createDailySummary({ ...shared, conversations: deps.conversations }),
      ],
    };
  }

  let undo: (() => void)[] = [];

  const tellRefused = createTellUnserved({
    store,
    outlets,
    cards,
    pack,
    settings,
    defaultLanguage,
    random,
    log,
  });
  return {
    kind: createOrderNewsKind({ store, cards, orderOf: sources.orderOf, tellRefused }),
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
      undo = [store.signals.on('inbox', () => reader?.wake())];
      for (const loop of loops) loop.start();
    },
    async stop() {
      for (const end of undo) end();
      undo = [];
      await Promise.all(loops.map((loop) => loop.stop()));
    },
    async announce({ organization, conversation, workspace, card, language }) {
      const { platform, id } = splitScopedId(conversation);
      const outlet = outlets.get(platform);
      if (outlet === undefined) return { refused: 'forbidden', detail: 'nothing can be said there unasked' };
      try {
        const notice = outlet.showsNotice === true ? undefined : deps.notice?.[language];
        const ready = await pack(withNotice(card, notice), outlet.payloadLimits, organization);
        const to = { workspace, conversation: id };
        const sent = await outlet.post(to, { card: ready, language }, `a${random.token(20)}`);
        deps.measure.send({ platform, outcome: 'sent' in sent ? 'announced' : 'not announced' });
        return sent;
      } catch (thrown) {
        log.error({ err: thrown, conversation }, 'a first card could not be made');
        return { unreachable: 'the card could not be made' };
      }
    },
    async redraw(where) {
      if (account !== undefined) await redrawCards({ store, account, clock, random }, where);
    },
    async status() {
      const [inbox, lastSweepAt] = await Promise.all([
        account === undefined ? nothingTaken : store.inbox.state({ account }),
        account === undefined ? undefined : readMark(store.turns, account),
      ]);
      return { inbox, ...(lastSweepAt !== undefined && { lastSweepAt }) };
    },
  };
}
