import type { Delivery, OrderCard } from '../store/contract/deliveries.ts';
import type { NotificationSettings } from '../store/contract/settings.ts';

import { type DeliveryContent, isUrgent, parseContent } from './content.ts';
import { isWithin, knownZone, wallClock } from './day-times.ts';

/** Past this many orders a conversation is told of all of them in one digest. */
export const foldAbove = 5;

/** 9:00, where no time is set for the digest. */
export const usualDailyAt = 9 * 60;

/** What begins the id of a summary's delivery in place of an order's. */
export const summaryMark = 'summary:';

/** A delivery whose content has been read. */
export interface Readable extends Delivery {
  readonly read: DeliveryContent;
}

/** All that is to be said now of one order. */
export interface Batch {
  readonly orderId: string;
  /** By version. */
  readonly deliveries: readonly Readable[];
}

/** The next thing to do in a conversation. */
export type DeliveryStep =
  /** Find out first what became of an attempt. */
  | {
      readonly kind: 'look';
      readonly key: string;
      readonly at: number;
      readonly deliveries: readonly Readable[];
    }
  | { readonly kind: 'hold'; readonly until: number; readonly deliveries: readonly Readable[] }
  /** No watch asks for these, and no card shows their orders. */
  | { readonly kind: 'skip'; readonly deliveries: readonly Readable[] }
  | { readonly kind: 'summary'; readonly delivery: Readable }
  /** The order's card, the first in this conversation or in place of an old one. */
  | { readonly kind: 'card'; readonly batch: Batch; readonly replaces?: OrderCard }
  /** The order's card is edited, and what is new said under it; nothing is said where no watch asks for this news. */
  | { readonly kind: 'line'; readonly batch: Batch; readonly card: OrderCard }
  | { readonly kind: 'digest'; readonly batches: readonly Batch[]; readonly daily: boolean };

/** What {@link planNext} looks at. */
export interface Situation {
  /** What is due, the oldest first. */
  readonly due: readonly Delivery[];
  /** The cards that stand in the conversation, by order. */
  readonly cards: ReadonlyMap<string, OrderCard>;
  readonly notices: NotificationSettings;
  readonly now: number;
  readonly outlet: { readonly listItems: number; readonly editableMs: number };
}

/**
 * The next step in a conversation; `undefined` when nothing is due. Every delivery is in one step sooner or later: the
 * caller does the step, settles its deliveries and asks again. What was begun is cleared up first, since nothing may be
 * said before it is known whether it was said already; then what must wait is put off.
 */
export function planNext({ due, cards, notices, now, outlet }: Situation): DeliveryStep | undefined {
  const readable = due.map((delivery) => ({ ...delivery, read: parseContent(delivery.content) }));
  const begun = readable.find(({ attempt }) => attempt !== undefined)?.attempt;
  if (begun !== undefined) {
    const deliveries = readable.filter(({ attempt }) => attempt?.key === begun.key);
    return { kind: 'look', ...begun, deliveries };
  }

  const holdOf = holdingBy(notices, now);
  const held = readable.map((delivery) => ({ delivery, until: holdOf(delivery) }));
  const until = held.find((each) => each.until !== undefined)?.until;
  if (until !== undefined) {
    const deliveries = held.flatMap((each) => (each.until === until ? [each.delivery] : []));
    return { kind: 'hold', until, deliveries };
  }

  const told = new Set(readable.flatMap(({ orderId, read }) => (read.news.length > 0 ? [orderId] : [])));
  const needless = readable.filter(
    ({ orderId }) => !isSummary(orderId) && !told.has(orderId) && !cards.has(orderId),
  );
  if (needless.length > 0) return { kind: 'skip', deliveries: needless };

  const summary = readable.find(({ orderId }) => isSummary(orderId));
  if (summary !== undefined) return { kind: 'summary', delivery: summary };

  const batches = batchesOf(readable);
  const telling = batches.filter(({ orderId }) => told.has(orderId));
  const daily = telling.filter(isDaily);
  const live = telling.filter((batch) => !isDaily(batch));
  if (live.length > foldAbove) {
    return { kind: 'digest', daily: false, batches: live.slice(0, outlet.listItems) };
  }
  // The oldest first, and only then the daily digest, which no person waits for.
  const [next] = [...live, ...batches.filter(({ orderId }) => !told.has(orderId))];
  if (next === undefined) {
    return daily.length === 0
      ? undefined
      : { kind: 'digest', daily: true, batches: daily.slice(0, outlet.listItems) };
  }
  const card = cards.get(next.orderId);
  if (card === undefined) return { kind: 'card', batch: next };
  // A new card takes over only where there is something to say.
  return now - card.postedAt > outlet.editableMs && told.has(next.orderId)
    ? { kind: 'card', batch: next, replaces: card }
    : { kind: 'line', batch: next, card };
}

function isSummary(orderId: string): boolean {
  return orderId.startsWith(summaryMark);
}

function isDaily({ deliveries }: Batch): boolean {
  return deliveries.every(({ read }) => read.daily || read.news.length === 0);
}

/** By order, in the order of each one's oldest delivery. */
function batchesOf(readable: readonly Readable[]): readonly Batch[] {
  return [...Map.groupBy(readable, ({ orderId }) => orderId)].map(([orderId, deliveries]) => ({
    orderId,
    deliveries: deliveries.toSorted((a, b) => a.version - b.version),
  }));
}

/** Until when a delivery has to wait, if it has to. */
function holdingBy(notices: NotificationSettings, now: number): (delivery: Readable) => number | undefined {
  const { quiet, dailyAt = usualDailyAt } = notices;
  let made: ReturnType<typeof wallClock> | undefined;
  const clock = () => {
    made ??= wallClock(knownZone(notices.zone));
    return made;
  };
  let quietUntil: number | undefined | 'unknown' = quiet === undefined ? undefined : 'unknown';
  return ({ read, createdAt, orderId }) => {
    if (read.news.length === 0 || isSummary(orderId) || isUrgent(read.news)) return undefined;
    if (read.daily) {
      // From `now` where the machine's time was set back since: a day is the longest that anything waits.
      const slot = clock().next(dailyAt, Math.min(createdAt, now));
      return slot > now ? slot : undefined;
    }
    if (quietUntil === 'unknown') {
      quietUntil =
        quiet !== undefined && isWithin(clock().minute(now), quiet) ? clock().next(quiet.to, now) : undefined;
    }
    return quietUntil;
  };
}
