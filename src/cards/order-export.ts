import type { Card } from '../chat/card.ts';
import type { CardFile } from '../chat/card-file.ts';
import { textFile, workbookFile } from '../chat/saved-file.ts';
import { shorten } from '../chat/text.ts';
import type { Item, Order } from '../domain/orders/order.ts';
import { totalsOf } from '../domain/orders/totals.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { csvOf } from './csv.ts';
import { parcelName, statusWords } from './order-facts.ts';
import { itemPieces, itemTitle, itemVariant, partnersWords } from './order-goods.ts';
import { outsideWords } from './outside-words.ts';
import type { CardTable, Cell } from './table.ts';
import { type ZonedTimes, zonedTimes } from './times.ts';
import { xlsxOf } from './xlsx.ts';

/** What every platform takes; see `CardFile`. */
const mostBytes = 8_000_000;
const longestCell = 500;

/** The columns of points in time. */
const timeColumns: ReadonlySet<string> = new Set([
  'placed',
  'paid',
  'shipped',
  'arrived',
  'done',
] satisfies (keyof OrderWords['export']['columns'])[]);

/**
 * Orders as a table to take along, a row each: a workbook, or comma-separated values where `csv` is wanted; it holds no name,
 * phone or address. `cut`: there were more. `rows`: how many of them are in the table.
 */
export async function orderExportCard(shown: {
  readonly orders: readonly Order[];
  readonly cut: boolean;
  readonly now: number;
  readonly words: OrderWords;
  readonly yes: string;
  readonly no: string;
  readonly zone?: string | undefined;
  readonly csv?: boolean;
}): Promise<{ readonly card: Card; readonly rows: number }> {
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
  const columns = Object.entries(words.export.columns).map(([key, name]) => ({
    name,
    isTime: timeColumns.has(key),
  }));
  const name = `orders-${times.exact(shown.now).slice(0, 10)}`;
  const { file, count } = await fileOf({ columns, rows }, name, { ...shown, times });
  const isCut = shown.cut || count < orders.length;
  const card: Card = {
    tone: isCut ? 'warning' : 'good',
    title: words.export.title(count),
    body: [
      { kind: 'text', text: [words.export.about(times.zone)] },
      ...(isCut ? [{ kind: 'text' as const, text: [words.export.cut(count)] }] : []),
    ],
    actions: [],
    file,
  };
  return { card, rows: count };
}

/** `count`: how many rows of the table are in it. */
async function fileOf(
  { columns, rows }: CardTable,
  name: string,
  {
    csv = false,
    words,
    times,
  }: { readonly csv?: boolean; readonly words: OrderWords; readonly times: ZonedTimes },
): Promise<{ readonly file: CardFile; readonly count: number }> {
  const header = columns.map((column) => column.name);
  const text = csvOf(header, rows, mostBytes);
  if (csv) return { file: textFile(name, text.content), count: text.rows };
  const fitting: CardTable = { columns, rows: rows.slice(0, text.rows) };
  const { content: workbook, rows: count } = await xlsxOf(fitting, {
    sheet: words.export.sheet,
    times,
    mostBytes,
  });
  const same = count === text.rows ? text : csvOf(header, rows.slice(0, count), mostBytes);
  return { file: workbookFile(name, { workbook, text: same.content }), count };
}

/** In the order of `words.export.columns`. */
function rowOf(order: Order, words: OrderWords, { exact }: ZonedTimes, unsure: string): readonly Cell[] {
  const { times, refund, seller, items, parcels } = order;
  const time = (ms: number | undefined): Cell => (ms === undefined ? undefined : { at: ms, text: exact(ms) });
  const fen = (amount: number | undefined): Cell => (amount === undefined ? undefined : { fen: amount });
  const { otherFen } = totalsOf(order);
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
    fen(otherFen),
    text(partnersWords(order, words) ?? ''),
  ];
}

function itemWords(item: Item, words: OrderWords): string {
  const parts = [itemTitle(item, words), itemVariant(item, words), itemPieces(item, words)];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function idsOf(items: readonly Item[]): Cell {
  return { ids: [...new Set(items.flatMap(({ offerId }) => offerId ?? []))] };
}

function text(words: string): string {
  return shorten(outsideWords(words), longestCell);
}
