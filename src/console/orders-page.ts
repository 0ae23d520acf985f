import { z } from 'zod';
import { amountOf, parcelName, refundOf, statusOf } from '../cards/order-facts.ts';
import type { Order } from '../domain/orders/order.ts';
import { timelineOf } from '../domain/orders/status.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import type { Words } from '../languages/index.ts';
import type { KeptMessage, OperatorView } from '../store/contract/operator.ts';
import type { Orders, StoredOrder } from '../store/contract/orders.ts';
import { readPushedMessage } from '../xport/messages.ts';
import { type Content, type Html, html } from './html.ts';
import { codeOf, facts, field, notice, pager, pathOfPage, rowsOnPage, tableOf, timeOf } from './layout.ts';
import { subjectLink } from './parked-page.ts';
import { printRecordKey, recordColumns, recordKey } from './record-columns.ts';
import { type ConsolePage, fieldIn, keyIn, printKey, type ShowPage, type Visit } from './visit.ts';

const pageKey = z.object({ before: z.int(), beforeOrderId: z.string() });

const messageKey = z.object({ id: z.int() });

interface OrdersDeps {
  readonly orders: Pick<Orders, 'list' | 'get'>;
  readonly operator: Pick<OperatorView, 'messagesOf' | 'cardsOf' | 'deliveriesOf' | 'auditOfOrder'>;
  /** Which account the bot works for; absent while that is not known. */
  account(): string | undefined;
  /** The order as it is kept; `undefined` for one that this version can't read. */
  orderOf(stored: StoredOrder): Order | undefined;
}

/** `/console/orders`: orders, the last placed first; one of them with its timeline, and what is behind it. */
export function createOrdersPage({ orders, operator, account, orderOf }: OrdersDeps): ShowPage {
  const path = pathOfPage('orders');

  return async (visit) => {
    const { words, rest, query } = visit;
    const of = account();
    if (of === undefined) {
      return { title: words.orders.title, body: notice(words.orders.noAccount, 'bad') };
    }
    const asked = rest === '' ? fieldIn(query, 'id') : rest.slice(0, 60);
    return asked === undefined ? list(visit, of) : one(visit, of, asked);
  };

  async function list(visit: Visit, of: string): Promise<ConsolePage> {
    const { words, all } = visit;
    const after = keyIn(visit.query, 'after', pageKey);
    const rows = await orders.list({ account: of, limit: rowsOnPage + 1, ...after });
    const shown = rows.slice(0, rowsOnPage).map((stored) => ({ stored, order: orderOf(stored) }));
    const body = html`${searchForm(visit)}${tableOf(
      words.orders.title,
      [
        { title: words.orders.id, cell: ({ stored: { orderId } }) => orderLink(orderId) },
        {
          title: words.orders.status,
          cell: ({ stored, order }) => (order ? statusOf(order, all.orders) : stored.phase),
        },
        { title: words.orders.total, cell: ({ order }) => totalOf(order, all.orders) },
        { title: words.orders.placed, cell: ({ stored }) => timeOf(stored.createdAt) },
        { title: words.orders.changed, cell: ({ stored }) => timeOf(stored.changedAt) },
      ],
      shown,
      words,
      { isAll: true },
    )}${pager(visit, path, {
      rows,
      keyOf: ({ createdAt, orderId }) => printKey({ before: createdAt, beforeOrderId: orderId }),
    })}`;
    return { title: words.orders.title, body };
  }

  async function one(visit: Visit, of: string, orderId: string): Promise<ConsolePage> {
    const { words, all } = visit;
    const stored = await orders.get({ account: of, orderId });
    if (stored === undefined) {
      const body = html`${notice(words.orders.notFound(orderId), 'bad')}${searchForm(visit)}`;
      return { status: 404, title: words.orders.title, body };
    }
    const subject = { subjectKind: 'order', subjectId: orderId };
    const limit = rowsOnPage + 1;
    const from = {
      messages: keyIn(visit.query, 'messages', messageKey),
      records: keyIn(visit.query, 'records', recordKey),
    };
    const [messages, cards, deliveries, records] = await Promise.all([
      operator.messagesOf({ account: of, orderId, limit, after: from.messages }),
      operator.cardsOf(subject),
      operator.deliveriesOf(subject),
      operator.auditOfOrder({ orderId, limit, after: from.records }),
    ]);
    const path = `${pathOfPage('orders')}/${encodeURIComponent(orderId)}`;
    const order = orderOf(stored);
    const said = words.orders;
    const body = html`${facts([
      [said.id, codeOf(orderId)],
      [said.status, order ? statusOf(order, all.orders) : stored.phase],
      [said.placed, timeOf(stored.createdAt)],
      [said.changed, timeOf(stored.changedAt)],
      [said.version, String(stored.version)],
      ...(order === undefined ? [] : factsOf(order, all)),
    ])}
${order !== undefined && html`<h2>${said.timeline}</h2>${timeline(order, all)}`}
${tableOf(
  said.messages,
  [
    { title: words.unreadable.received, cell: ({ receivedAt }) => timeOf(receivedAt) },
    { title: said.type, cell: (message) => typeOf(message, words.unreadable.emptied) },
    {
      title: words.unreadable.length,
      cell: ({ body: text }) =>
        text === undefined ? words.unreadable.emptied : words.unreadable.bytes(Buffer.byteLength(text)),
    },
    { title: words.audit.trace, cell: ({ trace }) => codeOf(trace) },
  ],
  messages.slice(0, rowsOnPage),
  words,
)}${pager(visit, path, {
  rows: messages,
  name: 'messages',
  list: said.messages,
  keyOf: ({ id }) => printKey({ id }),
  kept: { records: visit.query.get('records') ?? undefined },
})}
<p class="faint">${said.messagesKept}</p>
${tableOf(
  said.cards,
  [
    { title: words.watches.conversation, cell: ({ conversation }) => codeOf(conversation) },
    { title: said.messageName, cell: ({ message }) => codeOf(message) },
    { title: said.version, cell: ({ version }) => String(version) },
    { title: said.posted, cell: ({ postedAt }) => timeOf(postedAt) },
  ],
  cards,
  words,
)}
${tableOf(
  said.waiting,
  [
    { title: words.watches.conversation, cell: ({ conversation }) => codeOf(conversation) },
    { title: words.parked.what, cell: (row) => subjectLink(row, all) },
    { title: said.due, cell: ({ dueAt }) => timeOf(dueAt) },
    {
      title: words.parked.why,
      cell: ({ reason }) => (reason === undefined ? '' : html`<bdi>${reason}</bdi>`),
    },
  ],
  deliveries,
  words,
)}
${tableOf(said.records, recordColumns(visit), records.slice(0, rowsOnPage), words)}${pager(visit, path, {
  rows: records,
  name: 'records',
  list: said.records,
  keyOf: printRecordKey,
  kept: { messages: visit.query.get('messages') ?? undefined },
})}`;
    return { title: said.order(orderId), body };
  }
}

function searchForm({ words, query }: Visit): Html {
  const value = query.get('id')?.slice(0, 60);
  return html`<form class="filter" method="get" action="${pathOfPage('orders')}">${field(words.orders.id, 'id', { value })}<button>${words.search}</button></form>`;
}

function orderLink(orderId: string): Html {
  return html`<a href="${pathOfPage('orders')}/${encodeURIComponent(orderId)}">${codeOf(orderId)}</a>`;
}

function totalOf(order: Order | undefined, words: OrderWords): string {
  return order?.totalFen === undefined ? '–' : amountOf(order, order.totalFen, words);
}

function factsOf(
  order: Order,
  { orders: words, console: said }: Words,
): readonly (readonly [string, Content])[] {
  const refund = refundOf(order, words);
  const goods = order.items.map(({ title, offerId }) => html`<li><bdi>${title ?? offerId ?? '–'}</bdi></li>`);
  const parcels = order.parcels.map(
    (parcel) => html`<li><bdi>${parcelName(parcel, words)}</bdi> ${words.parcelState[parcel.state]}</li>`,
  );
  return [
    [said.orders.total, totalOf(order, words)],
    [said.orders.seller, html`<bdi>${order.seller?.name ?? order.seller?.id ?? '–'}</bdi>`],
    [said.orders.goods, goods.length === 0 ? '–' : html`<ul>${goods}</ul>`],
    ...(parcels.length === 0 ? [] : [[said.orders.parcels, html`<ul>${parcels}</ul>`] as const]),
    ...(refund === undefined ? [] : [[said.orders.refund, refund] as const]),
  ];
}

const signs = { passed: '✓', 'to come': '○', missed: '✗' } as const;

function timeline(order: Order, { orders: words }: Words): Html {
  const steps = timelineOf(order).map(
    ({ step, is, at }) => html`<li>${signs[is]} ${words.step[step]} ${at !== undefined && timeOf(at)}</li>`,
  );
  return html`<ol class="timeline">${steps}</ol>`;
}

/** The partner's own name of what happened. */
function typeOf({ body }: KeptMessage, emptied: string): Html {
  if (body === undefined) return html`<span class="faint">${emptied}</span>`;
  const read = readPushedMessage(body);
  return 'malformed' in read ? html`–` : codeOf(read.type);
}
