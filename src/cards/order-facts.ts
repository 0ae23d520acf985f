import type { Tone } from '../chat/card.ts';
import { joinTexts, shorten, type Text } from '../chat/text.ts';
import { formatFen } from '../domain/orders/money.ts';
import type { Order, Parcel, Phase } from '../domain/orders/order.ts';
import { countsInAll } from '../domain/orders/refund-state.ts';
import { timelineOf } from '../domain/orders/status.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { outsideWords } from './outside-words.ts';
import type { ZonedTimes } from './times.ts';

/** How much of a name from outside stands in a line among others. */
const longestName = 60;

/** How far an order has come, for those who read signs quicker than words. */
export const phaseSymbols: Readonly<Record<Phase, string>> = {
  'awaiting payment': '○',
  'awaiting approval': '○',
  'awaiting shipment': '◔',
  'partly shipped': '◑',
  shipped: '◑',
  arrived: '◕',
  received: '●',
  done: '✓',
  cancelled: '✗',
  ended: '✗',
  unknown: '?',
};

/** The state of the order with its symbol, and the partner's own word where ours can't say it. */
export function statusOf(order: Order, words: OrderWords): string {
  return `${phaseSymbols[order.phase]} ${statusWords(order, words)}`;
}

/** The same without the symbol. Of a status that is no known word, how far the order has come nevertheless. */
export function statusWords({ phase, rawStatus, passed }: Order, words: OrderWords): string {
  if (phase !== 'unknown') return words.phase[phase];
  const state = words.stateAfter[passed.at(-1) ?? 'created'];
  return rawStatus === undefined ? state : words.punctuation.aside(state, namedOrder(rawStatus));
}

export function toneOf({ phase, refund, refunds = [] }: Order): Tone {
  if (phase === 'cancelled' || phase === 'ended' || refund?.state === 'refused') return 'bad';
  if (phase === 'done' || phase === 'received') return 'good';
  const needsAction = phase === 'awaiting payment' || phase === 'awaiting approval' || phase === 'unknown';
  return needsAction || [refund, ...refunds].some(isOpenRefund) ? 'warning' : 'plain';
}

function isOpenRefund(refund: Order['refund']): boolean {
  return refund !== undefined && !['refunded', 'closed', 'refused'].includes(refund.state);
}

/** Steps passed and steps to come, in one line; none to come where the order is over. */
export function stepsOf(order: Order, words: OrderWords, times: ZonedTimes): Text {
  const timeline = timelineOf(order);
  const last = timeline.findLast(({ is, at }) => is === 'passed' && at !== undefined);
  const steps = timeline.flatMap((each): readonly Text[] => {
    const { step, is, at } = each;
    if (is === 'to come') return [[`○ ${words.step[step]}`]];
    if (is !== 'passed') return [];
    const passed = `✓ ${words.step[step]}`;
    if (at === undefined) return [[passed]];
    return [[`${passed} `, times.point(at, each === last ? undefined : 'among others')]];
  });
  return joinTexts(steps, ' · ');
}

/** An amount of the order's, marked where it is not certain. */
export function amountOf(order: Order, fen: number, words: OrderWords): string {
  return order.moneyUnsure ? `${formatFen(fen)} ${words.unsure}` : formatFen(fen);
}

/** `YTO Express YT7565691026776` */
export function parcelName(
  { carrier, carrierName, mailNo }: Pick<Parcel, 'carrier' | 'carrierName' | 'mailNo'>,
  words: OrderWords,
): string {
  const number = shorten(mailNo.replaceAll(/\s+/g, ' ').trim(), longestName);
  return carrier === undefined ? number : `${namedOrder(words.carrier(carrier, carrierName))} ${number}`;
}

/** The parcel first that moved last, and last those of which no time is known. */
export function movedLast(parcels: readonly Parcel[]): readonly Parcel[] {
  return [...parcels].sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
}

/** As many refunds as stand in a field among others. */
const mostRefunds = 3;

/** Whether there are several refunds, or more is given back than by the one that is known by its id. */
export function hasSeveralRefunds({ refunds = [], refundFen = 0 }: Order): boolean {
  const [first, ...others] = refunds;
  if (first === undefined || others.length > 0) return others.length > 0;
  const { fen = refundFen } = first;
  return refundFen > (countsInAll(first) ? fen : 0);
}

/** What became of the refund, and how much it is; of several the last ones, and what all of them come to. */
export function refundOf(order: Order, words: OrderWords): string | undefined {
  const { refund, refundFen, refunds = [] } = order;
  if (hasSeveralRefunds(order)) {
    const shown = refunds.slice(-mostRefunds).map((each) => oneRefund(order, each, each.fen, words));
    return words.punctuation.clauses([...shown.reverse(), ...allRefunds(order, words)]);
  }
  const fen = refunds[0]?.fen ?? refundFen;
  return refund === undefined && (fen ?? 0) === 0 ? undefined : oneRefund(order, refund, fen, words);
}

/** Each refund in a line, the last one first, with its id, and what they come to. */
export function refundLines(order: Order, words: OrderWords, most: number): readonly string[] {
  const { refunds = [] } = order;
  const left = refunds.length - most;
  const lines = refunds
    .slice(-most)
    .map((each) => `${oneRefund(order, each, each.fen, words)} · ${namedOrder(each.refundId)}`);
  return [...lines.reverse(), ...(left > 0 ? [words.moreNews(left)] : []), ...allRefunds(order, words)];
}

function oneRefund(
  order: Order,
  refund: Order['refund'],
  fen: number | undefined,
  words: OrderWords,
): string {
  const state = refund === undefined ? [] : [refundWords(refund, words)];
  return [...state, ...(fen === undefined || fen === 0 ? [] : [amountOf(order, fen, words)])].join(' · ');
}

function refundWords({ state, raw }: NonNullable<Order['refund']>, words: OrderWords): string {
  const said = words.refundState[state];
  return state === 'unknown' && raw !== undefined ? words.punctuation.aside(said, namedOrder(raw)) : said;
}

function allRefunds(order: Order, words: OrderWords): readonly string[] {
  const { refundFen = 0 } = order;
  return refundFen === 0 ? [] : [words.inAll(amountOf(order, refundFen, words))];
}

/** An id of an offer that the seller's chat can be asked for with. */
export function offerOf(order: Order): string | undefined {
  return order.items.find(({ offerId }) => offerId !== undefined && /^\d{6,19}$/.test(offerId))?.offerId;
}

/** Words from outside, short enough to stand among others. */
export function namedOrder(raw: string): string {
  return shorten(outsideWords(raw), longestName);
}
