import type { Action, Block, Card, Field } from '../chat/card.ts';
import type { SafeUrl } from '../chat/safe-url.ts';
import { type PersonMention, sentenceWith, type Text } from '../chat/text.ts';
import { isClientOrderNumber } from '../domain/buying/order-key.ts';
import { formatFen } from '../domain/orders/money.ts';
import type { News, NewsKind } from '../domain/orders/news.ts';
import type { Order } from '../domain/orders/order.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { linesOf } from './news-line.ts';
import {
  amountOf,
  movedLast,
  namedOrder,
  offerOf,
  parcelName,
  refundOf,
  statusOf,
  stepsOf,
  toneOf,
} from './order-facts.ts';
import { orderPicture, piecesOf, titleOf } from './order-goods.ts';
import { moneyParts, orderSeller } from './order-summary.ts';
import { type ZonedTimes, zonedTimes } from './times.ts';

/** As many fields as can be taken in at a glance. */
const mostFields = 6;

/** News that the status line tells by itself. */
const evident: readonly NewsKind[] = ['created', 'paid', 'shipped', 'arrived', 'done'];

/**
 * The living card of one order: where it stands, what it is, what can be done. Shows no name, phone or address. `now`: ms
 * since 1970 UTC, when it is drawn; `zone`: an IANA name, else China's.
 */
export function orderCard(shown: {
  readonly order: Order;
  readonly now: number;
  readonly words: OrderWords;
  readonly zone?: string | undefined;
  /** What is new with it, where it is new itself. */
  readonly news?: readonly News[];
  readonly mentions?: readonly PersonMention[];
  readonly takesOverFrom?: SafeUrl | undefined;
}): Card {
  const { order, now, words, mentions = [] } = shown;
  const times = zonedTimes(shown.zone, now);
  const picture = orderPicture(order, words);
  const news = (shown.news ?? []).filter(({ kind }) => !evident.includes(kind));
  const told = linesOf({ order, news, mentions, now, words, times });
  return {
    tone: toneOf(order),
    title: titleOf(order, words),
    ...(picture !== undefined && { picture }),
    body: [
      ...(told.length === 0 ? [] : [{ kind: 'text' as const, text: told }]),
      statusBlock(order, words, times),
      { kind: 'fields', fields: fieldsOf(order, words).slice(0, mostFields) },
      ...(order.moneyUnsure ? [{ kind: 'text' as const, text: [words.unsureNote] }] : []),
    ],
    actions: orderActions(order, words, 'show'),
    footnote: footnoteOf(order, words, times, now, shown.takesOverFrom),
  };
}

/** The state and the way to it. */
export function statusBlock(order: Order, words: OrderWords, times: ZonedTimes): Block {
  const reason =
    order.closeReason === undefined ? '' : ` · ${namedOrder(words.closeReason(order.closeReason))}`;
  const way = stepsOf(order, words, times);
  return {
    kind: 'text',
    text: [{ bold: statusOf(order, words) }, `${reason}${way.length === 0 ? '' : '\n'}`, ...way],
  };
}

/** What can be done with an order, short of what the card at hand shows already. */
export function orderActions(order: Order, words: OrderWords, lead: 'show' | 'track' | 'none'): Action[] {
  const { orderId: id } = order;
  const offer = offerOf(order);
  const shipped = order.passed.includes('shipped') || order.parcels.length > 0;
  const show: Action = {
    kind: 'run',
    label: words.details,
    run: { command: 'order show', arguments: { id } },
  };
  // It is the likeliest next step while the goods are on their way.
  const isOnItsWay = order.phase === 'shipped' || order.phase === 'partly shipped';
  const track: Action = {
    kind: 'run',
    label: words.track,
    run: { command: 'order track', arguments: { id } },
    ...(isOnItsWay && { style: 'primary' as const }),
  };
  return [
    ...(lead === 'none' ? [] : payActions(order, words)),
    ...(shipped && isOnItsWay && lead !== 'none' ? [track] : []),
    ...(lead === 'show' ? [show] : []),
    ...(shipped && !isOnItsWay && lead !== 'none' ? [track] : []),
    ...(offer === undefined
      ? []
      : [
          {
            kind: 'run' as const,
            label: words.sellerChat,
            run: { command: 'seller', arguments: { offer } },
          },
        ]),
  ];
}

/** Pays an order that waits for it, after asking; says how much, where that is certain. */
function payActions(order: Order, words: OrderWords): readonly Action[] {
  if (order.phase !== 'awaiting payment') return [];
  const run = { command: 'order pay', arguments: { id: order.orderId } };
  return [{ kind: 'run', label: payLabel(order, words), run, style: 'primary' }];
}

/** `Pay ¥1,470.59` */
export function payLabel({ totalFen, moneyUnsure }: Order, words: OrderWords): string {
  return totalFen === undefined || moneyUnsure ? words.pay : words.payAmount(formatFen(totalFen));
}

function fieldsOf(order: Order, words: OrderWords): readonly Field[] {
  const field = (label: string, value: string | undefined): Field[] =>
    value === undefined || value === '' ? [] : [{ label, value: [value] }];
  const fields = [
    ...field(words.total, totalOf(order, words)),
    ...field(words.items, piecesOf(order, words)),
    ...field(words.seller, orderSeller(order)),
    ...field(words.parcel, parcelsOf(order, words)),
    ...field(words.refund, refundOf(order, words)),
    ...field(words.orderNo, orderNoOf(order)),
  ];
  if (fields.length > 1) return fields;
  return [
    ...fields,
    { label: words.soldOn, value: [words.market[order.market]] },
    { label: words.orderId, value: [{ code: order.orderId }] },
  ];
}

/** The buyer's own number of it; not the bot's, which no person knows it by. */
function orderNoOf({ orderNo }: Order): string | undefined {
  return orderNo === undefined || isClientOrderNumber(orderNo) ? undefined : namedOrder(orderNo);
}

/** The whole and what adds up to it; alone where all of it is goods. */
function totalOf(order: Order, words: OrderWords): string | undefined {
  const { totalFen } = order;
  if (totalFen === undefined) return undefined;
  const total = amountOf(order, totalFen, words);
  const parts = moneyParts(order, words).filter(({ fen }) => fen !== 0 && fen !== totalFen);
  if (parts.length === 0) return total;
  // That amounts are unsure is said once, of the whole.
  return words.madeOf(
    total,
    parts.map(({ label, fen }) => words.part(label, formatFen(fen))),
  );
}

/** As many parcels as stand in a field among others. */
const mostParcels = 3;

/** Each parcel and where it is, in a line, the one that moved last first. */
function parcelsOf({ parcels }: Order, words: OrderWords): string | undefined {
  if (parcels.length === 0) return undefined;
  const shown = movedLast(parcels)
    .slice(0, mostParcels)
    .map((parcel) => `${parcelName(parcel, words)} · ${words.parcelState[parcel.state]}`);
  const left = parcels.length - mostParcels;
  return [...shown, ...(left > 0 ? [words.moreParcels(left, parcels.length)] : [])].join('\n');
}

/** The order's number, when the card was drawn, and the card that it takes over from. */
function footnoteOf(
  order: Order,
  words: OrderWords,
  times: ZonedTimes,
  now: number,
  older: SafeUrl | undefined,
): Text {
  const line = [`${words.order(order.orderId)} · `, ...sentenceWith(words.updated, times.point(now))];
  return older === undefined
    ? line
    : [...line, ` · ${words.takesOver}`, { link: older, label: words.olderCard }];
}
