import type { Standing } from './access/standing.ts';
import type { AccountBooks } from './account-books.ts';
import type { OrderUsers } from './accounts/order-users.ts';
import { createNewsCards } from './cards/news-cards.ts';
import type { ChatAdapter } from './chat/adapter.ts';
import type { Card } from './chat/card.ts';
import type { Language } from './chat/language.ts';
import { withMark } from './chat/marking.ts';
import { packCard } from './chat/payload.ts';
import type { NewsPorts } from './commands/news.ts';
import type { KnownOrder, OrderBook } from './commands/order/order-book.ts';
import type { SandboxOrders } from './commands/order/try.ts';
import type { Metrics } from './http/metrics.ts';
import { allWords } from './languages/all.ts';
import { createNewsSources } from './news-sources.ts';
import { book } from './notifications/booking.ts';
import { type Notifications, openNotifications } from './notifications/engine.ts';
import type { NewsCards } from './notifications/news-cards.ts';
import type { Sources } from './notifications/tidings.ts';
import { createWatchBook } from './notifications/watch-book.ts';
import { blankState, printState } from './orders/state.ts';
import { tracesOf } from './orders/traces.ts';
import { unsaidWithRequests } from './request-desk.ts';
import type { Clock } from './runtime/clock.ts';
import type { Log } from './runtime/log.ts';
import type { Random } from './runtime/random.ts';
import type { Settings } from './settings.ts';
import type { StoredOrder } from './store/news-contract.ts';
import type { Store } from './store/store.ts';
import type { Account, Xport } from './xport/client.ts';

/** As many orders as one number is thought to be given to. */
const mostNumbered = 50;

const buttonsKeptMs = 30 * 24 * 60 * 60 * 1000;

/** Order news: what runs by itself, and what commands need of it, and of what is said of requests. */
export interface OrderNews {
  readonly notifications: Notifications;
  readonly ports: NewsPorts;
}

/**
 * Puts order news together for one account. A conversation is spoken to by the adapter whose platform begins its name.
 */
export function openOrderNews(parts: {
  readonly settings: Settings;
  readonly account: Account;
  readonly books: AccountBooks;
  readonly sandbox: SandboxOrders | undefined;
  readonly store: Store;
  readonly xport: Xport;
  readonly adapters: readonly ChatAdapter[];
  /** Whether a conversation may be told anything. */
  readonly isServed: Standing['isServed'];
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): OrderNews {
  const { settings, store, xport, adapters, metrics, clock, random, log } = parts;
  const { account, users } = parts.books;
  const { callback } = settings.xport;
  const sources = createNewsSources({ xport, account, users, patience: settings.orders, clock });
  const longPayloads = {
    keep: (organization: string, payload: string) =>
      store.buttons.keep({ organization, payload, forMs: buttonsKeptMs }),
    recall: (organization: string, key: string) => store.buttons.recall({ organization, key }),
  };
  const notifications = openNotifications({
    store,
    conversations: store.conversations,
    account,
    callback: {
      ...callback,
      accessKey: parts.account.accessKey,
      secrets: [parts.account.accessSecret, callback.previousSecret].filter((secret) => secret !== undefined),
    },
    sources,
    outlets: new Map(adapters.map(({ platform, outlet }) => [platform, outlet])),
    isServed: parts.isServed,
    cards: markedCards(parts.sandbox !== undefined, clock),
    pack: (card, limits, organization) => packCard(card, limits, organization, longPayloads),
    defaultLanguage: settings.defaultLanguage,
    sweepEveryMs: settings.orders.sweepEveryMs,
    timing: settings.orders,
    measure: { intake: metrics.notifications.intake, send: metrics.notifications.send },
    clock,
    random,
    log,
  });
  const status = async () => {
    const [news, requests] = await Promise.all([
      notifications.status(),
      store.requests.counts({ now: clock.now() }),
    ]);
    return { ...news, requests };
  };
  metrics.notifications.watch(status);
  return {
    notifications,
    ports: {
      orders: orderBook({ store, xport, sources, users, account, clock, random }),
      watches: createWatchBook({ watches: store.watches, account, clock }),
      announce: notifications.announce,
      unsaid: unsaidWithRequests(notifications, { store, clock }),
      status,
      ...(parts.sandbox !== undefined && { sandbox: parts.sandbox }),
    },
  };
}

/** The cards of order news, which say so where all data are invented; a line under a card says no more than is new. */
function markedCards(invented: boolean, clock: Clock): NewsCards {
  const cards = createNewsCards({ words: allWords, now: clock.now });
  const marked = (card: Card, language: Language) =>
    withMark(card, invented ? allWords[language].sandboxMark : undefined);
  return {
    ...cards,
    order: (shown) => marked(cards.order(shown), shown.language),
    digest: (shown) => marked(cards.digest(shown), shown.language),
    summary: (shown) => marked(cards.summary(shown), shown.language),
  };
}

/** Whether an order's number is that one, whatever its case. */
function isSame(number: string): (other: string | undefined) => boolean {
  return (other) => other?.toLowerCase() === number.toLowerCase();
}

export function orderBook({
  store,
  xport,
  sources,
  users,
  account,
  clock,
  random,
}: {
  readonly store: Store;
  readonly xport: Xport;
  readonly sources: Sources;
  readonly users: Pick<OrderUsers, 'of'>;
  readonly account: string;
  readonly clock: Clock;
  readonly random: Random;
}): OrderBook {
  const callerFor: OrderBook['callerFor'] = async (orderId, { userId, signal }) => ({
    userId,
    ...(await users.of(orderId)),
    signal,
  });
  const knownOf = ({ state, changedAt }: StoredOrder): KnownOrder => ({
    order: sources.orderOf(state),
    changedAt,
  });
  return {
    async get(orderId) {
      const stored = await store.orders.get({ account, orderId });
      return stored && knownOf(stored);
    },
    async list(what) {
      return (await store.orders.list({ account, ...what })).map(knownOf);
    },
    async numbered(number) {
      const kept = await store.orders.list({ account, holding: number, limit: mostNumbered });
      return kept.map(knownOf).filter(({ order }) => isSame(number)(order.orderNo));
    },
    async askNumbered(number, { userId, signal }) {
      const isNumbered = isSame(number);
      const scope = { organization: account, userId, signal };
      const { data } = await xport.orders.list(
        { page: 1, pageSize: mostNumbered, outOrderId: number },
        scope,
      );
      return data.items
        .filter(({ baseInfo: { outOrderId, orderNo } }) => isNumbered(outOrderId) || isNumbered(orderNo))
        .flatMap(({ baseInfo: { idOfStr, id, orderId } }) => idOfStr ?? id ?? orderId ?? []);
    },
    async ask(orderId, { userId, signal }) {
      const stored = await store.orders.get({ account, orderId });
      const known = stored?.state ?? printState(blankState(orderId, '1688'));
      const tidings = await sources.ask({ orderId, known, userId }, signal);
      const incoming = tidings.map((tiding) => ({
        tiding,
        trace: random.token(12),
        heardAt: clock.now(),
        looked: true,
        origin: orderId,
      }));
      const { deliveries } = await store.orders.transact((books) =>
        book(books, { account, incoming, now: clock.now() }),
      );
      if (deliveries > 0) store.signals.wake('lanes');
      const after = await store.orders.get({ account, orderId });
      return after && sources.orderOf(after.state);
    },
    async track(orderId, caller) {
      const scope = { organization: account, ...(await callerFor(orderId, caller)) };
      const { data } = await xport.orders.logistics({ orderId }, scope);
      return tracesOf(data);
    },
    callerFor,
  };
}
