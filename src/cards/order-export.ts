import type { Card } from '../chat/card.ts';
import { shorten } from '../chat/text.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import type { Item, Order } from '../orders/order.ts';
import { type Cell, csvOf } from './csv.ts';
import { parcelName, quantityUnit, statusWords } from './order-facts.ts';
import { outsideWords } from './outside-words.ts';
import { type ZonedTimes, zonedTimes } from './times.ts';

/** What every platform takes; see `CardFile`. */
const mostBytes = 8_000_000;
const longestCell = 500;

/**
 * Orders as a table to take along, a row each; it holds no name, phone or address. `cut`: there were more. `rows`: how many
 * of them are in the table.
 */
export function orderExportCard(shown: {
  readonly orders: readonly Order[];
  readonly cut: boolean;
  readonly now: number;
  readonly words: OrderWords;
  readonly yes: string;
  readonly no: string;
  readonly zone?: string | undefined;
}): { readonly card: Card; readonly rows: number } {
  const { orders, words } = shown;
  const times = zonedTimes(shown.zone, shown.now);
  if (orders.length === 0) {
    const card: Card = {
      tone: 'plain',
      title: words.list.none,
      body: [{ kind: 'text', text: [words.list.noneAdvice] }],
      actions: [],
    };
    return { card, rows: 0 };
  }
  const rows = orders.map((order) => rowOf(order, words, times, order.moneyUnsure ? shown.yes : shown.no));
  const columns = Object.values(words.export.columns);
  const { content, rows: count } = csvOf(columns, rows, mostBytes);
  const isCut = shown.cut || count < orders.length;
  const card: Card = {
    tone: isCut ? 'warning' : 'good',
    title: words.export.title(count),
    body: [
      { kind: 'text', text: [words.export.about(times.zone)] },
      ...(isCut ? [{ kind: 'text' as const, text: [words.export.cut(count)] }] : []),
    ],
    actions: [],
    file: {
      name: `orders-${times.exact(shown.now).slice(0, 10)}.csv`,
      mediaType: 'text/csv',
      content,
    },
  };
  return { card, rows: count };
}

/** In the order of `words.export.columns`. */
function rowOf(order: Order, words: OrderWords, { exact }: ZonedTimes, unsure: string): readonly Cell[] {
  const { times, refund, seller, items, parcels } = order;
  const time = (ms: number | undefined): Cell => (ms === undefined ? undefined : exact(ms));
  const fen = (amount: number | undefined): Cell => (amount === undefined ? undefined : { fen: amount });
  const refundState = refund === undefined ? undefined : words.refundState[refund.state];
  return [
    { id: order.orderId },
    order.orderNo === undefined ? undefined : { id: order.orderNo },
    words.market[order.market],
    text(statusWords(order, words)),
    time(times.created),
    time(times.paid),
    time(times.shipped),
    time(times.arrived),
    time(times.done),
    fen(order.totalFen),
    fen(order.productFen),
    fen(order.shippingFen),
    fen(order.refundFen),
    refundState,
    unsure,
    text(seller?.name ?? seller?.id ?? ''),
    text(items.map((item) => itemWords(item, words)).join('; ')),
    idsOf(items),
    text(parcels.map((parcel) => parcelName(parcel, words)).join('; ')),
  ];
}

function itemWords({ title, sku, quantity, unit }: Item, words: OrderWords): string {
  const parts = [title, sku, quantity === undefined ? undefined : words.pieces(quantity, quantityUnit(unit))];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

function idsOf(items: readonly Item[]): Cell {
  return { ids: [...new Set(items.flatMap(({ offerId }) => offerId ?? []))] };
}

function text(words: string): string {
  return shorten(outsideWords(words), longestCell);
}
