import type { Block, Card, Field, TableCell } from '../chat/card.ts';
import { joinTexts, sentenceWith, type Text } from '../chat/text.ts';
import type { Order } from '../domain/orders/order.ts';
import { stateOfSteps, type Trace, type TraceStep } from '../domain/orders/traces.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { readsChinese } from '../runtime/language.ts';
import { orderActions, statusBlock } from './order-card.ts';
import { chooseOrder } from './order-choice.ts';
import {
  amountOf,
  hasSeveralRefunds,
  namedOrder,
  parcelName,
  refundLines,
  refundOf,
  statusOf,
  toneOf,
} from './order-facts.ts';
import { itemLines, markedTitle, orderPicture, titleOf } from './order-goods.ts';
import { goesToBlocks, moneyFields, orderSeller } from './order-summary.ts';
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
      ...fieldBlocks(moneyFields(order, words), aboutFields(order, words)),
      ...blockOf(words.items, itemLines(order, words)),
      ...goesToBlocks(order, words),
      ...blockOf(words.parcel, parcelsOf(order, words, times)),
      ...(order.unknownMessages.length === 0
        ? []
        : [
            {
              kind: 'text' as const,
              text: [
                words.punctuation.label(words.unknownMessages) +
                  words.punctuation.list(order.unknownMessages.slice(0, 10).map(namedOrder)),
              ],
            },
          ]),
      ...(order.moneyUnsure ? [{ kind: 'text' as const, text: [words.unsureNote] }] : []),
    ],
    actions: orderActions(order, words, 'track'),
    footnote: [`${words.order(order.orderId)} · `, ...freshness(fresh, words, times, now)],
  };
}

/** As many steps of each parcel as tell where it is. */
const mostSteps = 8;

/** Where an order's parcels are: as the carriers told just now, else as they were known. */
export function trackingCard(
  shown: Shown & {
    readonly traces: readonly Trace[];
    /** Places of steps in the reader's language, by the carrier's word. */
    readonly places?: ReadonlyMap<string, string>;
  },
): Card {
  const { order, traces, fresh, now, words } = shown;
  const times = zonedTimes(shown.zone, now);
  const told = new Set(traces.map(({ mailNo }) => mailNo));
  const known = order.parcels.filter(({ mailNo }) => !told.has(mailNo));
  const blocks = traces.flatMap(({ mailNo, carrier, steps }): readonly Block[] => {
    const state = stateOfSteps(steps);
    const where = state === undefined ? [] : [words.parcelState[state]];
    const name = [parcelName({ mailNo, carrier }, words), ...where].join(' · ');
    const items = steps
      .slice(0, mostSteps)
      .map((step) => stepText(step, { times, words, places: shown.places }));
    return blockOf(name, items.length === 0 ? [[words.tracking.noSteps]] : items);
  });
  const body = [...blocks, ...blockOf(words.parcel, parcelsOf({ parcels: known }, words, times))];
  return {
    tone: 'plain',
    title: words.tracking.title(order.orderId),
    body: body.length === 0 ? [{ kind: 'text', text: [words.tracking.noParcel] }] : body,
    actions: orderActions(order, words, 'show').filter(({ label }) => label !== words.track),
    footnote: [`${statusOf(order, words)} · `, ...freshness(fresh, words, times, now)],
  };
}

/** When, where and what: the carrier's words, after ours where the reader's language is another. */
function stepText(
  { at, text, place, state }: TraceStep,
  about: {
    readonly times: ZonedTimes;
    readonly words: OrderWords;
    readonly places?: ReadonlyMap<string, string> | undefined;
  },
): Text {
  const { times, words, places } = about;
  const said = outsideWords(text);
  const isForeign = !readsChinese(words.language) && /\p{Script=Han}/u.test(said);
  const own = isForeign && state !== undefined ? `${words.parcelState[state]} ·` : '';
  const named = place === undefined ? undefined : places?.get(place);
  const where = place === undefined || said.includes(place) ? '' : outsideWords(place);
  const seen = named === undefined ? where : `${named}${where === '' ? ',' : ` (${where})`}`;
  const parts = [...(at === undefined ? [] : [[times.point(at)]]), [seen], [own], [said]];
  return joinTexts(parts, ' ');
}

/** A page of orders, a row each. */
export function orderListCard(shown: {
  readonly orders: readonly Order[];
  readonly page: number;
  readonly now: number;
  readonly words: OrderWords;
  readonly zone?: string | undefined;
}): Card {
  const { orders, words } = shown;
  const times = zonedTimes(shown.zone, shown.now);
  const [choose] = chooseOrder(orders, words);
  return {
    tone: 'plain',
    title: orders.length === 0 ? words.list.none : words.list.title(shown.page),
    body:
      orders.length === 0
        ? [{ kind: 'text', text: [words.list.noneAdvice] }]
        : [
            {
              kind: 'table',
              caption: words.list.title(shown.page),
              columns: [
                { label: words.list.goods, kind: 'text' },
                { label: words.list.state, kind: 'text', evident: true },
                { label: words.total, kind: 'amount', evident: true },
                { label: words.list.placedAt, kind: 'time', evident: true },
                { label: words.orderId, kind: 'text', evident: true },
              ],
              rows: orders.map((order) => rowOf(order, words, times)),
              ...(choose !== undefined && { choose }),
            },
          ],
    actions: [],
  };
}

function rowOf(order: Order, words: OrderWords, times: ZonedTimes): readonly TableCell[] {
  const { totalFen, orderId } = order;
  const { created } = order.times;
  return [
    { text: [markedTitle(order, words)] },
    { text: [statusOf(order, words)] },
    totalFen === undefined ? { text: [] } : { text: [amountOf(order, totalFen, words)], value: totalFen },
    created === undefined ? { text: [] } : { text: [times.point(created)], value: created },
    { text: [{ code: orderId }] },
  ];
}

function aboutFields(order: Order, words: OrderWords): readonly Field[] {
  const text = (label: string, value: string | undefined): Field[] =>
    value === undefined ? [] : [{ label, value: [value] }];
  const { refund } = order;
  const refundId = refund?.refundId === undefined ? '' : ` · ${namedOrder(refund.refundId)}`;
  const [one, several] = [refundOf(order, words), refundLines(order, words, mostRefunds)];
  return [
    ...text(words.refund, hasSeveralRefunds(order) ? several.join('\n') : one && one + refundId),
    ...text(words.seller, orderSeller(order)),
    ...text(words.orderNo, order.orderNo === undefined ? undefined : namedOrder(order.orderNo)),
    { label: words.soldOn, value: [words.market[order.market]] },
    { label: words.orderId, value: [{ code: order.orderId }] },
  ];
}

/** As many fields as a block holds. */
const mostFields = 8;

/** All in one block, where they fit into it. */
function fieldBlocks(money: readonly Field[], about: readonly Field[]): readonly Block[] {
  const all = [...money, ...about];
  const parts = all.length > mostFields ? [money, about] : [all];
  return parts.map((fields) => ({ kind: 'fields', fields }));
}

function parcelsOf(
  { parcels }: Pick<Order, 'parcels'>,
  words: OrderWords,
  times: ZonedTimes,
): readonly Text[] {
  const lines = parcels.slice(0, mostItems).map((parcel): Text => {
    const when = parcel.at === undefined ? [] : [' · ', times.point(parcel.at)];
    return [`${parcelName(parcel, words)} · ${words.parcelState[parcel.state]}`, ...when];
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

function freshness(fresh: Freshness, words: OrderWords, times: ZonedTimes, now: number): Text {
  if ('asked' in fresh) return [words.askedNow];
  const { knownSince } = fresh;
  const ago = words.ago(Math.max(0, now - knownSince));
  return sentenceWith((when) => words.knownSince(when, ago), times.point(knownSince));
}
