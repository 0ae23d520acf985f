import type { OrderUsers } from '../domain/accounts/account-users.ts';
import { alertsDue, type Patience } from '../domain/orders/alerts.ts';
import { factOfDetail, factOfLogistics, factOfPurchase, type OrderFact } from '../domain/orders/facts.ts';
import { orderOf } from '../domain/orders/merge.ts';
import { withGoods } from '../domain/orders/ordered-goods.ts';
import { printState, readState } from '../domain/orders/state.ts';
import type { Clock } from '../runtime/clock.ts';
import { printChinaTime } from '../xport/china-time.ts';
import { type CallOptions, type Xport, XportError } from '../xport/client.ts';
import { askedAsPlaced, orRefused } from './former-users.ts';
import { messageReading, updateOf } from './message-reading.ts';
import type { AppliedUpdate, UpdateSource } from './order-update.ts';

/** As many orders as one page of the list holds. */
const pageSize = 50;

/** Taobao's list can't be asked for changes alone (its documents could not be read): its newest pages are read. */
const purchasePages = 3;

/**
 * What pushed messages, the partner's API and the clock say of the orders of one account. `patience`: how long an order
 * may stand still before that is news.
 */
export function createUpdateSource({
  xport,
  account,
  users,
  patience,
  clock,
}: {
  readonly xport: Pick<Xport, 'orders' | 'purchases'>;
  readonly account: string;
  /** For which of the account's users an order was placed, where that is known. */
  readonly users: OrderUsers;
  readonly patience: Patience;
  readonly clock: Clock;
}): UpdateSource {
  const told = (fact: OrderFact) => updateOf(fact, patience);

  const scope = ({ userId, signal }: CallOptions) => ({ organization: account, userId, signal });
  const own = (signal: AbortSignal) => scope({ userId: undefined, signal });

  async function detailOf(orderId: string, caller: CallOptions): Promise<readonly OrderFact[]> {
    const askedAt = clock.now();
    const { data } = await xport.orders.detail({ orderId }, scope(caller));
    const fact = factOfDetail(data, askedAt);
    if (fact === undefined) throw missing(orderId);
    if (fact.parcels.length === 0) return [fact];
    // The parcels are worth an answer, but none of theirs makes the order's own worth less.
    const traced = await orRefused(xport.orders.logistics({ orderId }, scope(caller)));
    return traced === undefined ? [fact] : [fact, factOfLogistics(traced.data, fact)];
  }

  async function purchaseOf(orderId: string, signal: AbortSignal): Promise<readonly OrderFact[]> {
    for (let page = 1; page <= purchasePages; page += 1) {
      const { facts, more } = await purchasesOn(page, signal);
      const found = facts.find((fact) => fact.orderId === orderId);
      if (found !== undefined) return [found];
      if (!more) break;
    }
    throw missing(orderId);
  }

  async function purchasesOn(page: number, signal: AbortSignal) {
    const askedAt = clock.now();
    const { data } = await xport.purchases.page({ page, pageSize }, own(signal));
    const facts = data.items.flatMap((item) => factOfPurchase(item, askedAt) ?? []);
    return { facts, more: data.items.length + data.unreadable >= pageSize };
  }

  /** Of the account's own user, and of each who was that before: one that the partner knows no more is left out. */
  async function changedOn(page: number, since: number, signal: AbortSignal) {
    const askedAt = clock.now();
    const request = { page, pageSize, modifyStartTime: printChinaTime(since) };
    const former = (await users.former()).map((userId) =>
      orRefused(xport.orders.list(request, scope({ userId, signal }))),
    );
    const answers = await Promise.all([xport.orders.list(request, own(signal)), ...former]);
    const lists = answers.flatMap((answer) => answer?.data ?? []);
    const facts = lists.flatMap(({ items }) => items.flatMap((item) => factOfDetail(item, askedAt) ?? []));
    return { facts, more: lists.some((list) => list.items.length + list.unreadable >= pageSize) };
  }

  return {
    ofMessage: messageReading(patience),
    async ask({ orderId, known, userId }, signal) {
      const { market } = orderOf(readState(known));
      const facts =
        market === 'taobao'
          ? await purchaseOf(orderId, signal)
          : await askedAsPlaced(users, { orderId, userId }, (placedFor) =>
              detailOf(orderId, { userId: placedFor, signal }),
            );
      return facts.map(told);
    },
    async changed({ since, page }, signal) {
      const [orders, purchases] = await Promise.all([
        changedOn(page, since, signal),
        // An account without Taobao is refused, which is no reason not to read its other orders.
        page <= purchasePages ? orRefused(purchasesOn(page, signal)) : undefined,
      ]);
      const more = orders.more || (purchases?.more === true && page < purchasePages);
      return { updates: [...orders.facts, ...(purchases?.facts ?? [])].map(told), more };
    },
    check: (orderId) => ({
      orderId,
      join(known, now): AppliedUpdate {
        if (known === undefined) throw new Error('an order is looked over that was never heard of');
        const before = readState(known);
        const { state, news, checkAt } = alertsDue(before, now, patience);
        const text = news.length === 0 ? known : printState(state);
        return { state: text, order: orderOf(state), news, doubt: false, checkAt };
      },
    }),
    orderOf: ({ state, goods }) => withGoods(orderOf(readState(state)), goods),
  };
}

/** As if the API had said no, which it did, only not in so many words. */
function missing(orderId: string): XportError {
  return new XportError({ kind: 'malformed', detail: `no order ${orderId} in it`, requestId: '' });
}
