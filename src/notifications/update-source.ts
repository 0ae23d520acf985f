import type { OrderUsers } from '../accounts/order-users.ts';
import { alertsDue, nextCheckAt, type Patience } from '../orders/alerts.ts';
import {
  factOfDetail,
  factOfLogistics,
  factOfPurchase,
  factsOfMessage,
  type OrderFact,
} from '../orders/facts.ts';
import { mergeFact, orderOf } from '../orders/merge.ts';
import { printState, readState } from '../orders/state.ts';
import type { Clock } from '../runtime/clock.ts';
import { printChinaTime } from '../xport/china-time.ts';
import { type CallOptions, type Xport, XportError } from '../xport/client.ts';
import { readPushedMessage } from '../xport/messages.ts';
import type { AppliedUpdate, OrderUpdate, UpdateSource } from './order-update.ts';

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
  readonly users: Pick<OrderUsers, 'of'>;
  readonly patience: Patience;
  readonly clock: Clock;
}): UpdateSource {
  function told(fact: OrderFact): OrderUpdate {
    return {
      orderId: fact.orderId,
      join(known): AppliedUpdate {
        const before = known === undefined ? undefined : readState(known);
        const { state, news, changed, looksOther, doubt } = mergeFact(before, fact);
        return {
          state: changed || known === undefined ? printState(state) : known,
          order: orderOf(state),
          news,
          looksOther,
          doubt,
          checkAt: nextCheckAt(state, patience),
        };
      },
    };
  }

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

  async function changedOn(page: number, since: number, signal: AbortSignal) {
    const askedAt = clock.now();
    const request = { page, pageSize, modifyStartTime: printChinaTime(since) };
    const { data } = await xport.orders.list(request, own(signal));
    const facts = data.items.flatMap((item) => factOfDetail(item, askedAt) ?? []);
    return { facts, more: data.items.length + data.unreadable >= pageSize };
  }

  return {
    ofMessage({ body, receivedAt }) {
      const message = readPushedMessage(body);
      if ('malformed' in message) return { unreadable: message.malformed };
      return { updates: factsOfMessage(message, receivedAt).map(told) };
    },
    async ask({ orderId, known, userId }, signal) {
      const { market } = orderOf(readState(known));
      const facts =
        market === 'taobao'
          ? await purchaseOf(orderId, signal)
          : await detailOf(orderId, { userId, ...(await users.of(orderId)), signal });
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
    orderOf: (state) => orderOf(readState(state)),
  };
}

/** What the API gives, or `undefined` where it answers no. */
async function orRefused<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof XportError && error.fault.kind === 'refused') return undefined;
    throw error;
  }
}

/** As if the API had said no, which it did, only not in so many words. */
function missing(orderId: string): XportError {
  return new XportError({ kind: 'malformed', detail: `no order ${orderId} in it`, requestId: '' });
}
