import type { OrderCard } from '../store/contract/deliveries.ts';
import { isWornOut, waitAfter } from './attempts.ts';
import { lookAt, newsOf, unknownOrder } from './card-steps.ts';
import {
  type DeliveryActions,
  type Ended,
  type Failure,
  readingOf,
  type SpokenConversation,
} from './delivery-actions.ts';
import type { Batch, Readable } from './plan.ts';

/** Tells of many orders in one message; the cards that some of them have are edited after it. */
export async function sayDigest(
  speaking: DeliveryActions,
  conversation: SpokenConversation,
  batches: readonly Batch[],
  daily: boolean,
): Promise<Ended> {
  const { outlet, to } = conversation;
  const looked = await Promise.all(
    batches.map(async (batch) => ({ batch, found: await lookAt(speaking, batch) })),
  );
  const unknown = looked.flatMap(({ batch, found }) => (found === undefined ? batch.deliveries : []));
  if (unknown.length > 0) return speaking.park(conversation, unknown, unknownOrder);

  const deliveries = batches.flatMap((batch) => batch.deliveries);
  const orders = looked.flatMap(({ batch, found }) =>
    found === undefined ? [] : [{ order: found.order, news: newsOf(batch.deliveries).news }],
  );
  const { mentions } = newsOf(deliveries);
  const outgoing = await speaking.outgoing(
    conversation,
    speaking.cards.digest({ orders, mentions, daily, ...readingOf(conversation) }),
  );
  const sent = await speaking.attempt(conversation, deliveries, 'digest', (key) =>
    outlet.post(to, outgoing, key),
  );
  if (sent === undefined) return { kind: 'lost' };
  if ('sent' in sent) return followUp(speaking, conversation, batches);
  if ('refused' in sent && sent.refused === 'content' && batches.length > 1) {
    // One order's words must not keep the others from being told: half of them at a time finds which.
    const known = { waitMs: 0, counts: false, unclear: false };
    const put = await speaking.postpone(conversation, deliveries, known);
    if (put.kind === 'lost') return put;
    return sayDigest(speaking, conversation, batches.slice(0, Math.ceil(batches.length / 2)), daily);
  }
  return speaking.failed(conversation, deliveries, sent);
}

/**
 * After a digest: edits the cards that its orders have here, then settles. What can't be edited now keeps the note of the
 * digest's attempt, so that the next holder of the queue finds the digest and goes on with the edits.
 */
export async function followUp(
  speaking: DeliveryActions,
  conversation: SpokenConversation,
  batches: readonly Batch[],
): Promise<Ended> {
  const { queue } = conversation.hold;
  const cards = await speaking.store.queues.cards(
    queue,
    batches.map(({ orderId }) => orderId),
  );
  const done: Readable[] = [];
  const edited: OrderCard[] = [];
  for (const [index, batch] of batches.entries()) {
    const card = cards.get(batch.orderId);
    const found = card && (await lookAt(speaking, batch));
    const shown = card && found && (await speaking.edit(conversation, card, found));
    if (shown !== undefined && !('message' in shown) && !('refused' in shown)) {
      const rest = batches.slice(index).flatMap(({ deliveries }) => deliveries);
      if (done.length > 0) {
        const settled = await speaking.settle(conversation, done, edited);
        if (settled.kind === 'lost') return settled;
      }
      return putOff(speaking, conversation, rest, shown);
    }
    done.push(...batch.deliveries);
    if (shown !== undefined && 'message' in shown) edited.push(shown);
  }
  return speaking.settle(conversation, done, edited);
}

/** The edits wait; once they have failed often enough they are left, since the digest has said all there is. */
async function putOff(
  speaking: DeliveryActions,
  conversation: SpokenConversation,
  deliveries: readonly Readable[],
  failure: Failure,
): Promise<Ended> {
  const asked = 'retryAfterMs' in failure;
  if (!asked && isWornOut(deliveries)) return speaking.settle(conversation, deliveries, []);
  const waitMs = asked ? failure.retryAfterMs : waitAfter(deliveries, speaking.random);
  return speaking.postpone(conversation, deliveries, { waitMs, counts: !asked, unclear: true });
}
