import type { MessageRef } from '../chat/outlet.ts';
import { type News, urgentKinds } from '../domain/orders/news.ts';
import type { Order } from '../domain/orders/order.ts';
import type { SendCall } from '../outbox/delivery-kind.ts';
import {
  type Ended,
  type Failure,
  failureOfEdit,
  type HeldConversation,
  isStale,
} from '../outbox/held-conversation.ts';
import type { StandingCard } from '../store/contract/deliveries.ts';
import { type OrderActions, readingOf, sendingLetters } from './order-actions.ts';
import { type Batch, orderSubject, type Readable } from './plan.ts';

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

/** Names an order's card in a conversation. */
export function orderCardOf(orderId: string) {
  return { subjectKind: orderSubject, subjectId: orderId, part: '' };
}

/** What posts the order's card. Where it takes over from another, it links that one. */
export async function cardCall(
  actions: OrderActions,
  conversation: HeldConversation,
  { deliveries }: Batch,
  order: Order,
  replaces?: StandingCard,
): Promise<SendCall> {
  const { outlet, to } = conversation;
  const previous = replaces && (await outlet.linkTo(to, replaces.message));
  const drawn = actions.cards.order({
    order,
    ...newsOf(deliveries),
    ...(previous !== undefined && { previous }),
    ...readingOf(conversation),
  });
  const outgoing = await actions.outgoing(conversation, drawn);
  return (key) => outlet.post(to, outgoing, key);
}

/** What says under the order's card, which is the message `under`, what is new. */
export async function lineCall(
  actions: OrderActions,
  conversation: HeldConversation,
  { deliveries }: Batch,
  order: Order,
  under: MessageRef,
): Promise<SendCall> {
  const { outlet, to, settings } = conversation;
  const { news, mentions } = newsOf(deliveries);
  const drawn = actions.cards.line({ order, news, mentions, ...readingOf(conversation) });
  const outgoing = await actions.outgoing(conversation, drawn);
  return (key) => outlet.reply(to, under, outgoing, isBroadcast(news, settings.broadcast), key);
}

/** Posts the order's card, in the place of `replaces` where that is given. */
export async function sayCard(
  actions: OrderActions,
  conversation: HeldConversation,
  batch: Batch,
  replaces?: StandingCard,
): Promise<Ended> {
  const { orderId, deliveries } = batch;
  const found = await actions.look(batch);
  if (found === undefined) return actions.park(conversation, deliveries, unknownOrder);
  const post = await cardCall(actions, conversation, batch, found.order, replaces);
  const where = { to: conversation.to };
  const sent = await actions.attempt(conversation, deliveries, { mark: sendingLetters.card, where }, post);
  if (sent === undefined) return lost;
  if (!('sent' in sent)) return actions.failed(conversation, deliveries, sent);
  const postedAt = actions.clock.now();
  const card = { ...orderCardOf(orderId), message: sent.sent, postedAt, version: found.version };
  return actions.settle(conversation, deliveries, [card]);
}

/** Edits the order's card and says under it what is new. */
export async function sayLine(
  actions: OrderActions,
  conversation: HeldConversation,
  batch: Batch,
  card: StandingCard,
): Promise<Ended> {
  const { deliveries } = batch;
  const found = await actions.look(batch);
  if (found === undefined) return actions.park(conversation, deliveries, unknownOrder);
  const silent = newsOf(deliveries).news.length === 0;
  let shown = await actions.editCard(conversation, card, found);
  if ('refused' in shown && (silent ? concernsCard(shown) : shown.refused === 'content')) {
    actions.log.warn({ orderId: batch.orderId, refused: shown.refused }, 'a card could not be edited');
    shown = card;
  }
  if (!('message' in shown)) {
    if (isStale(shown)) return sayAnew(actions, conversation, batch, card, shown);
    return actions.failed(conversation, deliveries, failureOfEdit(shown));
  }
  if (silent) return actions.settle(conversation, deliveries, [shown]);

  const reply = await lineCall(actions, conversation, batch, found.order, shown.message);
  const where = { to: conversation.to, under: shown.message };
  const sent = await actions.attempt(conversation, deliveries, { mark: sendingLetters.line, where }, reply);
  if (sent === undefined) return lost;
  if ('sent' in sent) return actions.settle(conversation, deliveries, [shown]);
  return isStale(sent)
    ? sayAnew(actions, conversation, batch, shown, sent)
    : actions.failed(conversation, deliveries, sent);
}

/** The card can't be edited or replied to: a new one takes over, and links it where it is still there. */
function sayAnew(
  actions: OrderActions,
  conversation: HeldConversation,
  batch: Batch,
  card: StandingCard,
  why: Failure,
): Promise<Ended> {
  const gone = 'refused' in why && why.refused === 'message gone';
  return sayCard(actions, conversation, batch, gone ? undefined : card);
}

function concernsCard(failure: Failure): boolean {
  return isStale(failure) || ('refused' in failure && failure.refused === 'content');
}

/** Unless it is set otherwise, all see what needs a person, and the thread's readers see the rest. */
function isBroadcast(news: readonly News[], broadcast: readonly string[] = urgentKinds): boolean {
  return news.some(({ kind }) => broadcast.includes(kind));
}
