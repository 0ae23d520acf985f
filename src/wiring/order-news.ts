import { createNewsCards } from '../cards/news-cards.ts';
import type { ChatAdapter } from '../chat/adapter.ts';
import type { Card } from '../chat/card.ts';
import type { IsServed } from '../chat/outlet.ts';
import { packCard } from '../chat/payload.ts';
import { withNotice } from '../chat/sandbox-notice.ts';
import type { SandboxOrders } from '../commands/order/deps.ts';
import type { NewsPorts } from '../commands/watch/deps.ts';
import type { Metrics } from '../http/metrics.ts';
import { allWords } from '../languages/index.ts';
import { type Notifications, openNotifications } from '../notifications/engine.ts';
import type { NewsCards } from '../notifications/news-cards.ts';
import { openOrderBook } from '../notifications/order-book.ts';
import { createUpdateSource } from '../notifications/update-source.ts';
import { createWatchBook } from '../notifications/watch-book.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Language } from '../runtime/language.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Store } from '../store/contract/store.ts';
import type { Account, Xport } from '../xport/client.ts';
import type { AccountBooks } from './account-books.ts';
import { parkedWithRequests } from './requests.ts';
import { createLongPayloads } from './services.ts';

/** Order news: what runs by itself, and what commands need of it, and of what is said of requests. */
export interface OrderNews {
  readonly notifications: Notifications;
  readonly ports: NewsPorts;
}

/**
 * Puts order news together for one account. A conversation is spoken to by the adapter whose platform begins its name.
 */
export function openOrderNews(deps: {
  readonly settings: Settings;
  readonly account: Account;
  readonly books: AccountBooks;
  readonly sandbox: SandboxOrders | undefined;
  readonly store: Store;
  readonly xport: Xport;
  readonly adapters: readonly ChatAdapter[];
  readonly isServed: IsServed;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): OrderNews {
  const { settings, store, xport, adapters, metrics, clock, random, log } = deps;
  const { account, users } = deps.books;
  const { callback } = settings.xport;
  const sources = createUpdateSource({ xport, account, users, patience: settings.orders, clock });
  const longPayloads = createLongPayloads(store);
  const notifications = openNotifications({
    store,
    conversations: store.conversations,
    account,
    callback: {
      ...callback,
      accessKey: deps.account.accessKey,
      secrets: [deps.account.accessSecret, callback.previousSecret].filter((secret) => secret !== undefined),
    },
    sources,
    outlets: new Map(adapters.map(({ platform, outlet }) => [platform, outlet])),
    isServed: deps.isServed,
    cards: markedCards(deps.sandbox !== undefined, clock),
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
      orders: openOrderBook({ store, xport, sources, users, account, clock, random }),
      watches: createWatchBook({ watches: store.watches, account, clock }),
      announce: notifications.announce,
      parked: parkedWithRequests(notifications, { store, clock }),
      status,
      ...(deps.sandbox !== undefined && { sandbox: deps.sandbox }),
    },
  };
}

/** The cards of order news, which say so where all data are invented; a line under a card says no more than is new. */
function markedCards(invented: boolean, clock: Clock): NewsCards {
  const cards = createNewsCards({ words: allWords, now: clock.now });
  const marked = (card: Card, language: Language) =>
    withNotice(card, invented ? allWords[language].sandboxMark : undefined);
  return {
    ...cards,
    order: (shown) => marked(cards.order(shown), shown.language),
    digest: (shown) => marked(cards.digest(shown), shown.language),
    summary: (shown) => marked(cards.summary(shown), shown.language),
  };
}
