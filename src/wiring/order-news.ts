import { createNewsCards } from '../cards/news-cards.ts';
import type { ChatAdapter } from '../chat/adapter.ts';
import { type PlacePicture, packCard } from '../chat/payload.ts';
import type { SandboxOrders } from '../commands/order/deps.ts';
import type { NewsPorts } from '../commands/watch/deps.ts';
import { AccountUndecided } from '../domain/accounts/account-name.ts';
import type { Metrics } from '../http/metrics.ts';
import { allWords, localized } from '../languages/index.ts';
import { type Notifications, openNotifications } from '../notifications/engine.ts';
import { type OrderBook, openOrderBook } from '../notifications/order-book.ts';
import { readUnit } from '../notifications/read-unit.ts';
import { createUpdateSource } from '../notifications/update-source.ts';
import { createWatchBook } from '../notifications/watch-book.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Traces } from '../runtime/traces.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Copy } from '../store/contract/copies.ts';
import type { Store } from '../store/contract/store.ts';
import type { Account, Xport } from '../xport/client.ts';
import type { AccountBooks } from './account-books.ts';
import type { AccountIdentity } from './account-identity.ts';
import { createParkedBook } from './outbox.ts';
import { createLongPayloads } from './services.ts';

/** Order news: what runs by itself, and what commands need of it, and of what is said of requests. */
export interface OrderNews {
  readonly notifications: Notifications;
  readonly ports: NewsPorts;
}

interface OrderNewsDeps {
  readonly settings: Settings;
  readonly account: Account;
  /** Which account that is in the store. */
  readonly identity: Pick<AccountIdentity, 'known' | 'whenKnown'>;
  readonly books: AccountBooks;
  readonly sandbox: SandboxOrders | undefined;
  readonly placePicture?: PlacePicture | undefined;
  readonly store: Store;
  readonly xport: Xport;
  /** The copy that the store was last restored from, if it ever was. */
  readonly restored: Copy | undefined;
  readonly adapters: readonly ChatAdapter[];
  readonly metrics: Metrics;
  readonly traces: Traces;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/**
 * Puts order news together for one account. A conversation is spoken to by the adapter whose platform begins its name. While
 * it is not known which account that is, what waits is said, and nothing is taken of what the partner says; from the moment
 * when it is known all goes on.
 */
export function openOrderNews(deps: OrderNewsDeps): OrderNews {
  const { store, metrics, clock, identity } = deps;
  let running = openFor(deps, identity.known()?.id);
  let started = false;
  let changing = Promise.resolve();
  if (identity.known() === undefined) {
    identity.whenKnown((id) => {
      changing = running.notifications.stop().then(() => {
        running = openFor(deps, id);
        if (started) running.notifications.start();
      });
    });
  }
  const notifications: Notifications = {
    // It says what waits of any account.
    kind: running.notifications.kind,
    routes: running.notifications.routes.map((route) => ({
      ...route,
      handle: (request) =>
        (
          running.notifications.routes.find(
            ({ method, path }) => method === route.method && path === route.path,
          ) ?? route
        ).handle(request),
    })),
    start() {
      started = true;
      running.notifications.start();
    },
    async stop() {
      started = false;
      await changing;
      await running.notifications.stop();
    },
    announce: (announcement) => running.notifications.announce(announcement),
    redraw: (where) => running.notifications.redraw(where),
    status: () => running.notifications.status(),
  };
  const status = async () => {
    const [news, deliveries, silent] = await Promise.all([
      notifications.status(),
      store.queues.counts(),
      store.accountNames.watchedElsewhere(identity.known()?.id),
    ]);
    return { ...news, deliveries, silentConversations: silent.length };
  };
  metrics.notifications.watch(status);
  return {
    notifications,
    ports: {
      orders: ordersOf(() => running.orders),
      watches: createWatchBook({ watches: store.watches, account: () => identity.known()?.id, clock }),
      announce: notifications.announce,
      redraw: notifications.redraw,
      parked: createParkedBook(store),
      status,
      ...(deps.sandbox !== undefined && { sandbox: deps.sandbox }),
    },
  };
}

function openFor(
  deps: OrderNewsDeps,
  account: string | undefined,
): { readonly notifications: Notifications; readonly orders: OrderBook | undefined } {
  const { settings, store, xport, adapters, metrics, clock, random, log } = deps;
  const { users } = deps.books;
  const { callback } = settings.xport;
  const { unpaidMs, unshippedMs, stalledMs } = settings.orders;
  const patience = { unpaidMs, unshippedMs, stalledMs };
  const sources = createUpdateSource({
    xport,
    account: account ?? '',
    users,
    patience,
    clock,
  });
  const longPayloads = createLongPayloads(store);
  const notifications = openNotifications({
    store,
    conversations: store.conversations,
    account,
    restored: deps.restored,
    callback: {
      ...callback,
      accessKey: deps.account.accessKey,
      secrets: [deps.account.accessSecret, callback.previousSecret].filter((secret) => secret !== undefined),
    },
    sources,
    readBatch: (order) => store.runUnit(readUnit, { ...order, patience }),
    outlets: new Map(adapters.map(({ platform, outlet }) => [platform, outlet])),
    cards: createNewsCards({ words: allWords, now: clock.now }),
    pack: (card, limits, organization) =>
      packCard(card, limits, organization, longPayloads, deps.placePicture),
    defaultLanguage: settings.defaultLanguage,
    notice: deps.sandbox && localized((words) => words.sandboxNotice),
    sweepEveryMs: settings.orders.sweepEveryMs,
    measure: {
      intake({ outcome, ms, trace }) {
        metrics.notifications.intake({ outcome, ms });
        if (trace !== undefined) {
          deps.traces.ended({ name: 'message stored', traces: [trace], first: true, ms, outcome });
        }
      },
      send: metrics.notifications.send,
      read: (read) => deps.traces.ended({ name: 'message read', first: false, ...read }),
    },
    clock,
    random,
    log,
  });
  const orders =
    account === undefined
      ? undefined
      : openOrderBook({ store, xport, sources, users, account, clock, random });
  return { notifications, orders };
}

/** The orders that `present` gives; every question is refused while there are none. */
function ordersOf(present: () => OrderBook | undefined): OrderBook {
  const book = () => {
    const orders = present();
    if (orders === undefined) throw new AccountUndecided();
    return orders;
  };
  return {
    get: async (orderId) => book().get(orderId),
    list: async (what) => book().list(what),
    numbered: async (number) => book().numbered(number),
    askNumbered: async (number, caller) => book().askNumbered(number, caller),
    ask: async (orderId, caller) => book().ask(orderId, caller),
    track: async (orderId, caller) => book().track(orderId, caller),
    callerFor: async (orderId, caller) => book().callerFor(orderId, caller),
    keepGoods: async (...goods) => book().keepGoods(...goods),
  };
}
