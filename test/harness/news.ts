import type { ParkedItem } from '../../src/cards/watch-card.ts';
import type { Card } from '../../src/chat/card.ts';
import type { Sent } from '../../src/chat/outlet.ts';
import type { NewsStatus } from '../../src/commands/bot/status.ts';
import type { SandboxOrders } from '../../src/commands/order/deps.ts';
import type { Announce, NewsPorts } from '../../src/commands/watch/deps.ts';
import type { Order } from '../../src/domain/orders/order.ts';
import { type OrderedGoods, printGoods, withGoods } from '../../src/domain/orders/ordered-goods.ts';
import type { Trace } from '../../src/domain/orders/traces.ts';
import type { KnownOrder } from '../../src/notifications/order-book.ts';
import { createWatchBook } from '../../src/notifications/watch-book.ts';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Store } from '../../src/store/contract/store.ts';
import type { AccountBooks } from '../../src/wiring/account-books.ts';
import { createParkedBook } from '../../src/wiring/outbox.ts';
import type { CallOptions } from '../../src/xport/client.ts';

/** What stands in for the notifications in tests of commands: a test fills it, and looks at what was done with it. */
export interface TestNews {
  readonly ports: NewsPorts;
  /** What is kept, the newest first. */
  readonly known: KnownOrder[];
  /** What the partner has; an error to be thrown in its place. */
  partner: (orderId: string, caller: CallOptions) => Promise<Order | undefined>;
  traces: (orderId: string, caller: CallOptions) => Promise<readonly Trace[]>;
  /** The ids that the partner gives for a number of the buyer's own. */
  numbered: (number: string, caller: CallOptions) => Promise<readonly string[]>;
  /** How many times the partner was asked. */
  asked: number;
  readonly announced: (Parameters<Announce>[0] & { readonly card: Card })[];
  /** What comes of the next first cards. */
  sent: Sent;
  readonly parked: ParkedItem[];
  status: NewsStatus;
}

export function createTestNews(
  { store, users }: { readonly store: Store } & Pick<AccountBooks, 'users'>,
  clock: Clock,
  sandbox: SandboxOrders | undefined,
): TestNews {
  const callerFor = async (orderId: string, { userId, signal }: CallOptions): Promise<CallOptions> => ({
    userId,
    ...(await users.of(orderId)),
    signal,
  });
  const goods = new Map<string, OrderedGoods>();
  /** The order in the words in which it was placed here. */
  const asShown = (order: Order): Order => {
    const kept = goods.get(order.orderId);
    return withGoods(order, kept && printGoods(kept));
  };
  const shown = (known: KnownOrder): KnownOrder => ({ ...known, order: asShown(known.order) });
  const parked = createParkedBook(store);
  const news: TestNews = {
    known: [],
    partner: async () => undefined,
    traces: async () => [],
    numbered: async () => [],
    asked: 0,
    announced: [],
    sent: { sent: 'm1' },
    parked: [],
    status: {
      inbox: {},
      deliveries: { due: 0, later: 0, parked: 0 },
    },
    ports: {
      orders: {
        get: async (orderId) => news.known.filter(({ order }) => order.orderId === orderId).map(shown)[0],
        list: async ({ phases, since = 0, before = Number.POSITIVE_INFINITY, limit }) =>
          news.known
            .filter(({ order }) => phases === undefined || phases.includes(order.phase))
            .filter(({ order: { times }, changedAt }) => {
              const createdAt = times.created ?? changedAt;
              return createdAt >= since && createdAt < before;
            })
            .slice(0, limit)
            .map(shown),
        numbered: async (number) =>
          news.known.filter(({ order }) => order.orderNo?.toLowerCase() === number.toLowerCase()),
        askNumbered: (number, caller) => news.numbered(number, caller),
        async ask(orderId, caller) {
          news.asked += 1;
          const order = await news.partner(orderId, await callerFor(orderId, caller));
          return order && asShown(order);
        },
        track: async (orderId, caller) => news.traces(orderId, await callerFor(orderId, caller)),
        async keepGoods(order, kept) {
          const { orderId } = order;
          if (!goods.has(orderId)) goods.set(orderId, kept);
          return asShown(order);
        },
        callerFor,
      },
      watches: createWatchBook({ watches: store.watches, account: () => 'account', clock }),
      redraw: async () => {},
      async announce(announcement) {
        news.announced.push(announcement);
        return news.sent;
      },
      parked: {
        parked: async (of) => [...news.parked, ...(await parked.parked(of))].slice(0, of.limit),
        retry: async (of) => news.parked.splice(0).length + (await parked.retry(of)),
      },
      status: async () => news.status,
      ...(sandbox !== undefined && { sandbox }),
    },
  };
  return news;
}
