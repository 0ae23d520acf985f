import type { Block, Card, Field } from '../chat/card.ts';
import type { Inline, Text } from '../chat/text.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import type { Item, Order } from '../orders/order.ts';
import { stateOfSteps, type Trace, type TraceStep } from '../orders/traces.ts';
import { chooseOrder } from './digest-card.ts';
import { orderActions, orderSeller, statusBlock } from './order-card.ts';
import {
  amountOf,
  hasSeveralRefunds,
  namedOrder,
  orderPicture,
  parcelName,
  quantityUnit,
  refundLines,
  refundOf,
  statusOf,
  titleOf,
  toneOf,
} from './order-facts.ts';
import { outsideWords } from './outside-words.ts';
import { type ZonedTimes, zonedTimes } from './times.ts';

/** As many items as a person reads through. */
const mostItems = 20;
const mostRefunds = 10;

/** How current what is shown is: the API said so just now, or it was known since then (ms since 1970 UTC). */
export type Freshness = { readonly asked: true } | { readonly knownSince: number };

interface Shown {
  readonly order: Order;
  readonly fresh: Freshness;
  readonly now: number;
  readonly words: OrderWords;
  readonly zone?: string | undefined;
}

/** All that is known of one order, except its buyer and its address. */
export function orderDetails({ order, fresh, now, words, zone }: Shown): Card {
  const times = zonedTimes(zone, now);
  const picture = orderPicture(order, words);
  return {
    tone: toneOf(order),
    title: titleOf(order, words),
    ...(picture !== undefined && { picture }),
    body: [
      statusBlock(order, words, times),
      { kind: 'fields', fields: moneyOf(order, words) },
      ...blockOf(words.items, itemsOf(order, words)),
      ...blockOf(
        words.parcel,
        parcelsOf(order, words, (ms) => times.at(ms)),
      ),
      ...(order.unknownMessages.length === 0
        ? []
        : [
            {
              kind: 'text' as const,
              text: [
                `${words.unknownMessages}: ${order.unknownMessages.slice(0, 10).map(namedOrder).join(', ')}`,
              ],
            },
          ]),
      ...(order.moneyUnsure ? [{ kind: 'text' as const, text: [words.unsureNote] }] : []),
    ],
    actions: orderActions(order, words, 'track'),
    footnote: [`${words.order(order.orderId)} · ${freshness(fresh, words, times, now)}`],
  };
}

/** As many steps of each parcel as tell where it is. */
const mostSteps = 8;

/** Where an order's parcels are: as the carriers told just now, else as they were known. */
export function trackingCard(shown: Shown & { readonly traces: readonly Trace[] }): Card {
  const { order, traces, fresh, now, words } = shown;
  const times = zonedTimes(shown.zone, now);
  const told = new Set(traces.map(({ mailNo }) => mailNo));
  const known = order.parcels.filter(({ mailNo }) => !told.has(mailNo));
  const blocks = traces.flatMap(({ mailNo, carrier, steps }): readonly Block[] => {
    const state = stateOfSteps(steps);
    const where = state === undefined ? [] : [words.parcelState[state]];
    const name = [parcelName({ mailNo, carrier }, words), ...where].join(' · ');
    const items = steps.slice(0, mostSteps).map((step): Text => [stepWords(step, times)]);
    return blockOf(name, items.length === 0 ? [[words.tracking.noSteps]] : items);
  });
  const body = [
    ...blocks,
    ...blockOf(
      words.parcel,
      parcelsOf({ parcels: known }, words, (ms) => times.at(ms)),
    ),
  ];
  return {
    tone: 'plain',
    title: words.tracking.title(order.orderId),
    body: body.length === 0 ? [{ kind: 'text', text: [words.tracking.noParcel] }] : body,
    actions: orderActions(order, words, 'show').filter(({ label }) => label !== words.track),
    footnote: [`${statusOf(order, words)} · ${freshness(fresh, words, times, now)}`],
  };
}

function stepWords({ at, text, place }: TraceStep, times: ZonedTimes): string {
  const said = outsideWords(text);
  const where = place === undefined || said.includes(place) ? [] : [outsideWords(place)];
  return [...(at === undefined ? [] : [times.at(at)]), ...where, said]
    .filter((part) => part !== '')
    .join(' ');
}

/** A page of orders, each in one line. */
export function orderListCard(shown: {
  readonly orders: readonly Order[];
  readonly page: number;
  readonly now: number;
  readonly words: OrderWords;
  readonly zone?: string | undefined;
}): Card {
  const { orders, words } = shown;
  const times = zonedTimes(shown.zone, shown.now);
  const lines = orders.map((order): Text => {
    const created = order.times.created === undefined ? [] : [times.at(order.times.created)];
    const total = order.totalFen === undefined ? [] : [amountOf(order, order.totalFen, words)];
    const rest = [namedOrder(titleOf(order, words)), ...total, ...created].join(' · ');
    return [{ bold: statusOf(order, words) }, ` · ${rest} · `, { code: order.orderId }];
  });
  return {
    tone: 'plain',
    title: orders.length === 0 ? words.list.none : words.list.title(shown.page),
    body:
      lines.length === 0
        ? [{ kind: 'text', text: [words.list.noneAdvice] }]
        : [{ kind: 'list', items: lines }],
    actions: chooseOrder(orders, words),
  };
}

function moneyOf(order: Order, words: OrderWords): readonly Field[] {
  const { totalFen, productFen, shippingFen } = order;
  const amount = (label: string, fen: number | undefined): Field[] =>
    fen === undefined ? [] : [{ label, value: [amountOf(order, fen, words)] }];
  const text = (label: string, value: string | undefined): Field[] =>
    value === undefined ? [] : [{ label, value: [value] }];
  const { refund } = order;
  const refundId = refund?.refundId === undefined ? '' : ` · ${namedOrder(refund.refundId)}`;
  const [one, several] = [refundOf(order, words), refundLines(order, words, mostRefunds)];
  return [
    ...amount(words.total, totalFen),
    ...amount(words.goods, productFen),
    ...amount(words.freight, shippingFen),
    ...text(words.refund, hasSeveralRefunds(order) ? several.join('\n') : one && one + refundId),
    ...text(words.seller, orderSeller(order)),
    ...text(words.orderNo, order.orderNo === undefined ? undefined : namedOrder(order.orderNo)),
    { label: words.soldOn, value: [words.market[order.market]] },
    { label: words.orderId, value: [{ code: order.orderId }] },
  ];
}

function itemsOf(order: Order, words: OrderWords): readonly Text[] {
  const lines = order.items.slice(0, mostItems).map((item) => itemLine(order, item, words));
  const left = order.items.length - lines.length;
  return left > 0 ? [...lines, [words.moreNews(left)]] : lines;
}

function itemLine(order: Order, item: Item, words: OrderWords): Text {
  const { title, offerId, sku, quantity, unit, priceFen } = item;
  const rest = [
    ...(sku === undefined ? [] : [namedOrder(sku)]),
    ...(quantity === undefined ? [] : [words.pieces(quantity, quantityUnit(unit))]),
    ...(priceFen === undefined ? [] : [amountOf(order, priceFen, words)]),
  ].filter((part) => part !== '');
  const name = title === undefined ? '' : namedOrder(title);
  const id: readonly Inline[] =
    offerId === undefined ? [] : [name === '' ? '' : ' ', { code: namedOrder(offerId) }];
  return [name, ...id, rest.length === 0 ? '' : ` · ${rest.join(' · ')}`];
}

function parcelsOf(
  { parcels }: Pick<Order, 'parcels'>,
  words: OrderWords,
  at: (ms: number) => string,
): readonly Text[] {
  const lines = parcels.slice(0, mostItems).map((parcel): Text => {
    const when = parcel.at === undefined ? '' : ` · ${at(parcel.at)}`;
    return [`${parcelName(parcel, words)} · ${words.parcelState[parcel.state]}${when}`];
  });
  const left = parcels.length - lines.length;
  return left > 0 ? [...lines, [words.moreNews(left)]] : lines;
}

/** A heading and a list, where there is anything to list. */
function blockOf(heading: string, items: readonly Text[]): readonly Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'text', text: [{ bold: heading }] },
    { kind: 'list', items },
  ];
}

function freshness(fresh: Freshness, words: OrderWords, times: ZonedTimes, now: number): string {
  if ('asked' in fresh) return words.askedNow;
  return words.knownSince(times.at(fresh.knownSince), words.ago(Math.max(0, now - fresh.knownSince)));
}
