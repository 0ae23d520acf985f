import type { Block, Card } from '../chat/card.ts';
import { joinTexts, type PersonMention, plainText, shorten, type Text } from '../chat/text.ts';
import { type News, urgentKinds } from '../domain/orders/news.ts';
import type { Order } from '../domain/orders/order.ts';
import type { OrderWords } from '../languages/en/orders.ts';
import { newsWords } from './news-line.ts';
import { chooseOrder } from './order-choice.ts';
import { amountOf, movedLast, parcelName, statusOf } from './order-facts.ts';
import { markedTitle } from './order-goods.ts';
import { type ZonedTimes, zonedTimes } from './times.ts';

/** What `Outlet.listItems` counts in. */
const longestItem = 200;

/** An order, and what is new with it. */
export interface DigestEntry {
  readonly order: Order;
  readonly news: readonly News[];
}

/**
 * Many orders at once: each in one line of at most 200 characters, as it stands now, with what needs a person. An order
 * that comes twice is shown once, where it came first and as it came last. `more`: how many are left out.
 */
export function digestCard(shown: {
  readonly entries: readonly DigestEntry[];
  readonly more: number;
  readonly now: number;
  readonly words: OrderWords;
  readonly zone?: string | undefined;
  readonly mentions?: readonly PersonMention[];
  /** It is the digest of a day. */
  readonly daily?: boolean;
}): Card {
  const { words, now, more, mentions = [] } = shown;
  const times = zonedTimes(shown.zone, now);
  const entries = once(shown.entries);
  const count = entries.length + more;
  const pings: readonly Block[] =
    mentions.length === 0 ? [] : [{ kind: 'text', text: mentions.flatMap((mention) => [{ mention }, ' ']) }];
  const rest: readonly Block[] = more === 0 ? [] : [{ kind: 'text', text: [words.moreOrders(more)] }];
  return {
    tone: 'plain',
    title: shown.daily === true ? words.dailyDigest(count) : words.digest(count),
    body: [
      ...pings,
      { kind: 'list', items: entries.map((entry) => digestLine(entry, { now, words, times })) },
      ...rest,
    ],
    actions: chooseOrder(
      entries.map(({ order }) => order),
      words,
    ),
  };
}

/** Every order once, with all of its news. */
function once(entries: readonly DigestEntry[]): readonly DigestEntry[] {
  return [...Map.groupBy(entries, ({ order }) => order.orderId).values()].flatMap((same) => {
    const last = same.at(-1);
    return last === undefined ? [] : [{ order: last.order, news: same.flatMap(({ news }) => news) }];
  });
}

function digestLine(
  { order, news }: DigestEntry,
  about: { readonly now: number; readonly words: OrderWords; readonly times: ZonedTimes },
): Text {
  const { words } = about;
  const urgent = news.findLast(({ kind }) => urgentKinds.includes(kind));
  const told = urgent ?? news.findLast(({ kind }) => kind === 'price' || kind === 'other');
  const what = told === undefined ? parcelsOf(order, news, words) : newsWords(told, { order, ...about });
  const head = [
    shorten(statusOf(order, words), 40),
    markedTitle(order, words, 36),
    ...amount(order, words),
  ].join(' · ');
  const tail = joinTexts([briefly(what, longestNews), [order.orderId]], ' · ');
  const room = longestItem - plainText(tail).length - 3;
  return joinTexts([[shorten(head, room)], tail], ' · ');
}

/** Of what is new with one order. */
const longestNews = 68;

/** `text` within `limit` characters; a point in time at its end stays whole. */
function briefly(text: Text, limit: number): Text {
  const last = text.at(-1);
  if (typeof last !== 'object' || !('time' in last)) return [shorten(plainText(text), limit)];
  const before = plainText(text.slice(0, -1)).replace(/ · $/, '');
  return joinTexts([[shorten(before, limit - last.time.words.length - 3)], [last]], ' · ');
}

function amount(order: Order, words: OrderWords): readonly string[] {
  return order.totalFen === undefined ? [] : [shorten(amountOf(order, order.totalFen, words), 25)];
}

/** The parcels that moved, by the news; else those that are on their way, the one that moved last first. */
function parcelsOf({ phase, parcels }: Order, news: readonly News[], words: OrderWords): Text {
  const onItsWay = phase === 'partly shipped' || phase === 'shipped' || phase === 'arrived';
  if (parcels.length === 0 || !onItsWay) return [];
  const told = new Set(news.map(({ mailNo }) => mailNo));
  const moved = movedLast(parcels.filter(({ mailNo }) => told.has(mailNo)));
  const shown = moved.length > 0 ? moved : movedLast(parcels);
  return [words.punctuation.list(shown.map((parcel) => parcelName(parcel, words)))];
}
