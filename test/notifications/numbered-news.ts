import { z } from 'zod';
import type { Card } from '../../src/chat/card.ts';
import { type News, type NewsKind, newsKinds } from '../../src/domain/orders/news.ts';
import type { Order } from '../../src/domain/orders/order.ts';
import type { NewsCards } from '../../src/notifications/news-cards.ts';
import type { AppliedUpdate, OrderUpdate, UpdateSource } from '../../src/notifications/order-update.ts';

/*
 * Orders whose every message brings one piece of news with a name of its own, so that a test can count how often it
 * is visible. An order's state is the set of those names.
 */

const told = z.object({
  orderIds: z.array(z.string()),
  name: z.string(),
  kind: z.enum(newsKinds),
  doubt: z.boolean().default(false),
  checkInMs: z.number().optional(),
});
export type Told = z.input<typeof told>;

/** The body of a pushed message. */
export function messageOf(message: Told): string {
  return JSON.stringify({ messageType: 'TEST', messageBody: JSON.stringify(message) });
}

const envelope = z.object({ messageBody: z.string() });
const state = z.array(z.string());

export function tidingOf(orderId: string, what: Omit<Told, 'orderIds'>): OrderUpdate {
  return {
    orderId,
    join(known, now): AppliedUpdate {
      if (what.name === 'poison') throw new Error('this can not be joined');
      const names = known === undefined ? [] : state.parse(JSON.parse(known));
      const isNew = !names.includes(what.name);
      const all = isNew ? [...names, what.name].sort() : names;
      const news: News[] = isNew ? [{ kind: what.kind, raw: what.name }] : [];
      return {
        state: JSON.stringify(all),
        order: orderOf(orderId, all),
        news,
        doubt: what.doubt === true,
        ...(what.checkInMs !== undefined && { checkAt: now + what.checkInMs }),
      };
    },
  };
}

function orderOf(orderId: string, names: readonly string[]): Order {
  return {
    orderId,
    market: '1688',
    phase: 'awaiting payment',
    moneyUnsure: false,
    times: {},
    passed: [],
    parcels: [],
    items: [],
    unknownMessages: names,
  };
}

export function numberedSources(change: Partial<UpdateSource> = {}): UpdateSource {
  return {
    ofMessage({ body }) {
      const text = envelope.parse(JSON.parse(body)).messageBody;
      const read = told.safeParse(JSON.parse(text));
      if (!read.success) return { unreadable: 'not of the expected form' };
      const { orderIds, checkInMs, ...rest } = read.data;
      const what = { ...rest, ...(checkInMs !== undefined && { checkInMs }) };
      return { updates: orderIds.map((orderId) => tidingOf(orderId, what)) };
    },
    ask: async () => [],
    changed: async () => ({ updates: [], more: false }),
    check: (orderId) => tidingOf(orderId, { name: `alert-${orderId}`, kind: 'unpaid' }),
    orderOf: (stored) => orderOf('', state.parse(JSON.parse(stored.state))),
    ...change,
  };
}

/** What a card of {@link numberedCards} shows. */
const shown = z.object({
  kind: z.enum(['order', 'line', 'digest', 'daily', 'summary', 'unserved']),
  orders: z.array(z.object({ news: z.array(z.string()), state: z.array(z.string()) })),
  mentions: z.array(z.string()).default([]),
  previous: z.string().optional(),
});
export type Shown = z.output<typeof shown>;

export function shownOn(card: Card<unknown>): Shown {
  return shown.parse(JSON.parse(card.title));
}

const namesOf = (news: readonly News[]) => news.map(({ raw }) => raw ?? '');

/** Cards that hold what they show in a form that {@link shownOn} reads. */
export const numberedCards: NewsCards = {
  order: ({ order, news, mentions, previous }) =>
    card({
      kind: 'order',
      orders: [{ news: namesOf(news), state: [...order.unknownMessages] }],
      mentions: mentions.map(({ person }) => person),
      ...(previous !== undefined && { previous }),
    }),
  line: ({ order, news, mentions }) =>
    card({
      kind: 'line',
      orders: [{ news: namesOf(news), state: [...order.unknownMessages] }],
      mentions: mentions.map(({ person }) => person),
    }),
  digest: ({ orders, mentions, daily }) =>
    card({
      kind: daily ? 'daily' : 'digest',
      orders: orders.map(({ order, news }) => ({ news: namesOf(news), state: [...order.unknownMessages] })),
      mentions: mentions.map(({ person }) => person),
    }),
  summary: ({ day }) => card({ kind: 'summary', orders: [{ news: [day], state: [] }], mentions: [] }),
  unserved: ({ why }) => card({ kind: 'unserved', orders: [{ news: [why], state: [] }], mentions: [] }),
};

function card(what: Shown): Card {
  return { tone: 'plain', title: JSON.stringify(what), body: [], actions: [] };
}

export const allKinds: readonly NewsKind[] = newsKinds;
