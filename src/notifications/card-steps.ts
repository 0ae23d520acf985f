import { type News, urgentKinds } from '../orders/news.ts';
import type { OrderCard } from '../store/contract/deliveries.ts';
import {
  type DeliveryActions,
  type Ended,
  type Failure,
  readingOf,
  type SpokenConversation,
} from './delivery-actions.ts';
import type { Batch, Readable } from './plan.ts';

const lost: Ended = { kind: 'lost' };

/** Why news of an order can't be said. */
export const unknownOrder = 'the order is not known any more';

/** What is new of an order, and who is to be pinged for it. */
export function newsOf(deliveries: readonly Readable[]) {
  const mentions = new Map(
    deliveries.flatMap(({ read }) => read.mentions).map((mention) => [mention.person, mention]),
  );
  return { news: deliveries.flatMap(({ read }) => read.news), mentions: [...mentions.values()] };
}

/** The order of `batch` as it is now. */
export async function lookAt(speaking: DeliveryActions, { orderId, deliveries }: Batch) {
  const account = deliveries[0]?.account;
  return account === undefined ? undefined : speaking.look(account, orderId);
}

/** Posts the order's card. Where it takes over from another, it links that one. */
export async function sayCard(
  speaking: DeliveryActions,
  conversation: SpokenConversation,
  batch: Batch,
  replaces?: OrderCard,
): Promise<Ended> {
  const { orderId, deliveries } = batch;
  const found = await lookAt(speaking, batch);
  if (found === undefined) return speaking.park(conversation, deliveries, unknownOrder);
  const { outlet, to } = conversation;
  const previous = replaces && (await speaking.link(conversation, replaces.message));
  const drawn = speaking.cards.order({
    order: found.order,
    ...newsOf(deliveries),
    ...(previous !== undefined && { previous }),
    ...readingOf(conversation),
  });
  const outgoing = await speaking.outgoing(conversation, drawn);
  const sent = await speaking.attempt(conversation, deliveries, 'card', (key) =>
    outlet.post(to, outgoing, key),
  );
  if (sent === undefined) return lost;
  if (!('sent' in sent)) return speaking.failed(conversation, deliveries, sent);
  const postedAt = speaking.clock.now();
  const card = { orderId, message: sent.sent, postedAt, version: found.version };
  return speaking.settle(conversation, deliveries, [card]);
}

/** Edits the order's card and says under it what is new. */
export async function sayLine(
  speaking: DeliveryActions,
  conversation: SpokenConversation,
  batch: Batch,
  card: OrderCard,
): Promise<Ended> {
  const { deliveries } = batch;
  const found = await lookAt(speaking, batch);
  if (found === undefined) return speaking.park(conversation, deliveries, unknownOrder);
  const { news, mentions } = newsOf(deliveries);
  const silent = news.length === 0;
  let shown = await speaking.edit(conversation, card, found);
  if ('refused' in shown && (silent ? concernsCard(shown) : shown.refused === 'content')) {
    speaking.log.warn({ orderId: batch.orderId, refused: shown.refused }, 'a card could not be edited');
    shown = card;
  }
  if (!('message' in shown)) {
    if (isStale(shown)) return sayAnew(speaking, conversation, batch, card, shown);
    // An edit that may have happened is made again: the same twice is harmless.
    const failure = 'unclear' in shown ? { unreachable: shown.unclear } : shown;
    return speaking.failed(conversation, deliveries, failure);
  }
  if (silent) return speaking.settle(conversation, deliveries, [shown]);

  const { outlet, to, notices } = conversation;
  const drawn = speaking.cards.line({ order: found.order, news, mentions, ...readingOf(conversation) });
  const outgoing = await speaking.outgoing(conversation, drawn);
  const under = shown.message;
  const sent = await speaking.attempt(conversation, deliveries, 'line', (key) =>
    outlet.reply(to, under, outgoing, isAloud(news, notices.aloud), key),
  );
  if (sent === undefined) return lost;
  if ('sent' in sent) return speaking.settle(conversation, deliveries, [shown]);
  return isStale(sent)
    ? sayAnew(speaking, conversation, batch, shown, sent)
    : speaking.failed(conversation, deliveries, sent);
}

/** The card can't be edited or replied to: a new one takes over, and links it where it is still there. */
function sayAnew(
  speaking: DeliveryActions,
  conversation: SpokenConversation,
  batch: Batch,
  card: OrderCard,
  why: Failure,
): Promise<Ended> {
  const gone = 'refused' in why && why.refused === 'message gone';
  return sayCard(speaking, conversation, batch, gone ? undefined : card);
}

function isStale(failure: Failure): boolean {
  return 'refused' in failure && (failure.refused === 'message gone' || failure.refused === 'too old');
}

function concernsCard(failure: Failure): boolean {
  return isStale(failure) || ('refused' in failure && failure.refused === 'content');
}

/** Unless it is set otherwise, all see what needs a person, and the thread's readers see the rest. */
function isAloud(news: readonly News[], aloud: readonly string[] = urgentKinds): boolean {
  return news.some(({ kind }) => aloud.includes(kind));
}
