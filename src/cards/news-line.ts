import type { Card } from '../chat/card.ts';
import { type Inline, joinTexts, type PersonMention, plainText, type Text } from '../chat/text.ts';
import { formatFen } from '../domain/orders/money.ts';
import type { News, NewsKind } from '../domain/orders/news.ts';
import { type Order, parcelStates } from '../domain/orders/order.ts';
import { isUndelivered } from '../domain/orders/parcels.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { amountOf, namedOrder, parcelName, refundOf } from './order-facts.ts';
import { type ZonedTimes, zonedTimes } from './times.ts';

/** So many lines are still read; what the rest has led to stands on the order's card. */
const mostLines = 12;

const symbols: Readonly<Record<NewsKind, string>> = {
  created: '○',
  paid: '◔',
  price: '¥',
  shipped: '◑',
  arrived: '◕',
  done: '✓',
  closed: '✗',
  refund: '↩',
  refused: '✗',
  unpaid: '!',
  unshipped: '!',
  stalled: '!',
  other: '·',
};

/** Told by how long they have lasted, not by when that was noticed. */
const standstills: readonly NewsKind[] = ['unpaid', 'unshipped', 'stalled'];

interface NewsShown {
  readonly order: Order;
  readonly news: readonly News[];
  /** Who is pinged, in front. */
  readonly mentions: readonly PersonMention[];
  /** Ms since 1970 UTC. */
  readonly now: number;
  readonly words: OrderWords;
}

/** What is new with an order, as short as a thread wants it: one line for each piece of news. */
export function newsLine({ zone, ...said }: NewsShown & { readonly zone?: string | undefined }): Card {
  const times = zonedTimes(zone, said.now);
  return {
    tone: 'plain',
    title: '',
    body: [{ kind: 'text', text: linesOf({ ...said, times }) }],
    actions: [],
  };
}

/** The mentions and the lines; empty where there is nothing to say. */
export function linesOf({ mentions, news, ...about }: NewsShown & { readonly times: ZonedTimes }): Text {
  const pings = mentions.flatMap((mention): Inline[] => [{ mention }, ' ']);
  const lines = news.slice(0, mostLines).map((each) => newsWords(each, about));
  const left = news.length - lines.length;
  const all = left > 0 ? [...lines, [about.words.moreNews(left)]] : lines;
  const once = new Map(all.map((line) => [plainText(line), line]));
  return [...pings, ...joinTexts([...once.values()], '\n')];
}

/** `◑ Shipped · YTO YT7565691026776 · 05-21 10:00 UTC+8` */
export function newsWords(
  news: News,
  about: Pick<NewsShown, 'order' | 'now' | 'words'> & { readonly times: ZonedTimes },
): Text {
  const { words, times } = about;
  const said = [`${symbols[news.kind]} ${headOf(news, words)}`, ...detailsOf(news, about)];
  const isTimed = news.at !== undefined && !standstills.includes(news.kind);
  return joinTexts([...said.map((part) => [part]), ...(isTimed ? [[times.point(news.at)]] : [])], ' · ');
}

function detailsOf(
  news: News,
  { order, now, words }: Pick<NewsShown, 'order' | 'now' | 'words'>,
): readonly string[] {
  const own = news.raw === undefined ? [] : [namedOrder(news.raw)];
  switch (news.kind) {
    case 'created':
    case 'paid':
      return order.totalFen === undefined ? [] : [amountOf(order, order.totalFen, words)];
    case 'price':
      return priceOf(news);
    case 'shipped':
    case 'arrived':
      return parcelOf(news, order, words);
    case 'stalled': {
      const where = undeliveredOf(news);
      return [
        ...parcelOf(news, order, words),
        ...(where === undefined ? lasting(lastMove(news, order), now, words) : [words.parcelState[where]]),
      ];
    }
    case 'unpaid':
      return lasting(order.times.created, now, words);
    case 'unshipped':
      return lasting(order.times.paid, now, words);
    case 'closed': {
      const reason = news.raw ?? order.closeReason;
      return reason === undefined ? [] : [namedOrder(words.closeReason(reason))];
    }
    case 'refund':
      return refundWords(news, order, words);
    case 'refused':
      return news.refund === undefined
        ? [words.refusedPayment]
        : [words.refund, ...refundWords(news, order, words)];
    case 'done':
      return [];
    case 'other':
      return own;
  }
}

function headOf(news: News, words: OrderWords): string {
  if (undeliveredOf(news) !== undefined) return words.undelivered;
  return news.partly === true ? words.phase['partly shipped'] : words.news[news.kind];
}

/** How a parcel was not delivered, where that is the news. */
function undeliveredOf({ kind, raw }: News) {
  const state = parcelStates.find((each) => each === raw?.toLowerCase());
  return kind === 'stalled' && state !== undefined && isUndelivered(state) ? state : undefined;
}

/** Where a refund stands, what it comes to, and which it is; as the order has it, where the news do not say and there is no other. */
function refundWords(
  { refund, refundId, toFen, allFen, raw }: News,
  order: Order,
  words: OrderWords,
): readonly string[] {
  if (refund === undefined) return [refundOf(order, words) ?? (raw === undefined ? '' : namedOrder(raw))];
  const strange = refund === 'unknown' && raw !== undefined ? namedOrder(raw) : words.refundState[refund];
  const isOne = allFen === undefined && (order.refunds ?? []).length < 2;
  const fen = toFen ?? (isOne ? order.refundFen : undefined);
  return [
    strange,
    ...(fen === undefined || fen === 0 ? [] : [amountOf(order, fen, words)]),
    ...(refundId === undefined ? [] : [namedOrder(refundId)]),
    ...(allFen === undefined || allFen === 0 ? [] : [words.inAll(amountOf(order, allFen, words))]),
  ];
}

function priceOf({ fromFen, toFen }: News): readonly string[] {
  if (toFen === undefined) return [];
  return [fromFen === undefined ? formatFen(toFen) : `${formatFen(fromFen)} → ${formatFen(toFen)}`];
}

/** The parcel that moved; of news that name none, the order's only one. */
function parcelOf({ mailNo }: News, { parcels }: Order, words: OrderWords): readonly string[] {
  if (mailNo === undefined) {
    const [only, ...others] = parcels;
    return only === undefined || others.length > 0 ? [] : [parcelName(only, words)];
  }
  const known = parcels.find((each) => each.mailNo === mailNo);
  return [parcelName(known ?? { mailNo }, words)];
}

/** Of the parcel that the news are about, or of any where they name none. */
function lastMove({ mailNo }: News, { parcels, times }: Order): number | undefined {
  const about = parcels.filter((each) => mailNo === undefined || each.mailNo === mailNo);
  const moves = about.flatMap(({ at }) => (at === undefined ? [] : [at]));
  return moves.length === 0 ? times.shipped : Math.max(...moves);
}

function lasting(since: number | undefined, now: number, words: OrderWords): readonly string[] {
  return since === undefined || since > now ? [] : [words.lasting(now - since)];
}
