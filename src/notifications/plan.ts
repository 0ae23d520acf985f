import type { Delivery, StandingCard } from '../store/contract/deliveries.ts';
import type { NotificationSettings } from '../store/contract/settings.ts';

import { type DeliveryContent, isUrgent, parseContent } from './content.ts';
import { knownZone, wallClock } from './day-times.ts';

/** Past this many orders a conversation is told of all of them in one digest. */
export const foldAbove = 5;

/** 9:00, where no time is set for the digest. */
export const usualDailyAt = 9 * 60;

/** What order news are about: an order, or a day that is summed up. */
export const orderSubject = 'order';
export const summarySubject = 'summary';

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
export type NewsStep =
  | { readonly kind: 'hold'; readonly until: number; readonly deliveries: readonly Readable[] }
  /** No watch asks for these, and no card shows their orders. */
  | { readonly kind: 'skip'; readonly deliveries: readonly Readable[] }
  | { readonly kind: 'summary'; readonly delivery: Readable }
  /** The order's card, the first in this conversation or in place of an old one. */
  | { readonly kind: 'card'; readonly batch: Batch; readonly replaces?: StandingCard }
  /** The order's card is edited, and what is new said under it; nothing is said where no watch asks for this news. */
  | { readonly kind: 'line'; readonly batch: Batch; readonly card: StandingCard }
  | { readonly kind: 'digest'; readonly batches: readonly Batch[]; readonly daily: boolean };

/** What {@link planNext} looks at. */
export interface Situation {
  /** What is due, the oldest first. */
  readonly due: readonly Delivery[];
  /** The cards that stand in the conversation, by order. */
  readonly cards: ReadonlyMap<string, StandingCard>;
  readonly settings: NotificationSettings;
  readonly now: number;
  readonly outlet: { readonly listItems: number; readonly editableMs: number };
}

/**
 * The next step in a conversation; `undefined` when nothing is due. Every delivery is in one step sooner or later: the
 * caller does the step, settles its deliveries and asks again. What must wait is put off first.
 */
export function planNext({ due, cards, settings, now, outlet }: Situation): NewsStep | undefined {
  const readable = readableOf(due);
  const holdOf = holdingBy(settings, now);
  const held = readable.map((delivery) => ({ delivery, until: holdOf(delivery) }));
  const until = held.find((each) => each.until !== undefined)?.until;
  if (until !== undefined) {
    const deliveries = held.flatMap((each) => (each.until === until ? [each.delivery] : []));
    return { kind: 'hold', until, deliveries };
  }

  const told = new Set(readable.flatMap(({ subjectId, read }) => (read.news.length > 0 ? [subjectId] : [])));
  const needless = readable.filter(
    (delivery) => !isSummary(delivery) && !told.has(delivery.subjectId) && !cards.has(delivery.subjectId),
  );
  if (needless.length > 0) return { kind: 'skip', deliveries: needless };

  const summary = readable.find(isSummary);
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

function isSummary({ subjectKind }: Delivery): boolean {
  return subjectKind === summarySubject;
}

/** Deliveries with their contents read. */
export function readableOf(deliveries: readonly Delivery[]): readonly Readable[] {
  return deliveries.map((delivery) => ({ ...delivery, read: parseContent(delivery.content) }));
}

/** Whether all that is to be said of the order may wait for the daily digest. */
export function isDaily({ deliveries }: Batch): boolean {
  return deliveries.every(({ read }) => read.daily || read.news.length === 0);
}

/** By order, in the order of each one's oldest delivery. */
export function batchesOf(readable: readonly Readable[]): readonly Batch[] {
  return [...Map.groupBy(readable, ({ subjectId }) => subjectId)].map(([orderId, deliveries]) => ({
    orderId,
    deliveries: deliveries.toSorted((a, b) => a.version - b.version),
  }));
}

/** Until when a delivery has to wait, if it has to. */
function holdingBy(settings: NotificationSettings, now: number): (delivery: Readable) => number | undefined {
  const { quiet, dailyAt = usualDailyAt } = settings;
  let made: ReturnType<typeof wallClock> | undefined;
  const clock = () => {
    made ??= wallClock(knownZone(settings.zone));
    return made;
  };
  let quietNow: number | undefined | 'unknown' = quiet === undefined ? undefined : 'unknown';
  const quietUntil = (): number | undefined => {
    if (quietNow === 'unknown') quietNow = quiet === undefined ? undefined : clock().endOf(quiet, now);
    return quietNow;
  };
  return (delivery) => {
    const { read, createdAt, dueAt } = delivery;
    if (read.news.length === 0 || isSummary(delivery) || isUrgent(read.news)) return undefined;
    if (read.daily) {
      // Where the machine's clock was set back since, `createdAt` is still to come: a day is the longest that anything waits.
      const slot = clock().next(dailyAt, createdAt > now ? Math.min(dueAt - 1, now) : createdAt);
      if (slot > now) return slot;
      // A time that was set in the quiet hours is meant; one that was missed is no reason to wake anybody.
      const isMeant = quiet === undefined || clock().endOf(quiet, slot) !== undefined;
      return isMeant ? undefined : quietUntil();
    }
    return quietUntil();
  };
}
