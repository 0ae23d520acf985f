import { isWornOut, waitAfter } from '../outbox/attempts.ts';
import type { SendCall } from '../outbox/delivery-kind.ts';
import type { Ended, Failure, HeldConversation } from '../outbox/held-conversation.ts';
import type { StandingCard } from '../store/contract/deliveries.ts';
import { newsOf, unknownOrder } from './card-steps.ts';
import { type OrderActions, readingOf, sendingLetters } from './order-actions.ts';
import type { Batch, Readable } from './plan.ts';

/** Tells of many orders in one message; the cards that some of them have are edited after it. */
export async function sayDigest(
  actions: OrderActions,
  conversation: HeldConversation,
  batches: readonly Batch[],
  daily: boolean,
): Promise<Ended> {
  const drawn = await digestCall(actions, conversation, batches, daily);
  if ('unknown' in drawn) return actions.park(conversation, drawn.unknown, unknownOrder);
  const deliveries = batches.flatMap((batch) => batch.deliveries);
  const { post } = drawn;
  const where = { to: conversation.to };
  const sent = await actions.attempt(conversation, deliveries, { mark: sendingLetters.digest, where }, post);
  if (sent === undefined) return { kind: 'lost' };
  if ('sent' in sent) return followUp(actions, conversation, batches);
  if ('refused' in sent && sent.refused === 'content' && batches.length > 1) {
    // One order's words must not keep the others from being told: half of them at a time finds which.
    const known = { waitMs: 0, alone: false, counts: false, unclear: false };
    const put = await actions.postpone(conversation, deliveries, known);
    if (put.kind === 'lost') return put;
    return sayDigest(actions, conversation, batches.slice(0, Math.ceil(batches.length / 2)), daily);
  }
  return actions.failed(conversation, deliveries, sent);
}

/** What tells of many orders in one message; or the deliveries whose order is not known. */
export async function digestCall(
  actions: OrderActions,
  conversation: HeldConversation,
  batches: readonly Batch[],
  daily: boolean,
): Promise<{ readonly post: SendCall } | { readonly unknown: readonly Readable[] }> {
  const looked = await Promise.all(
    batches.map(async (batch) => ({ batch, found: await actions.look(batch) })),
  );
  const unknown = looked.flatMap(({ batch, found }) => (found === undefined ? batch.deliveries : []));
  if (unknown.length > 0) return { unknown };

  const orders = looked.flatMap(({ batch, found }) =>
    found === undefined ? [] : [{ order: found.order, news: newsOf(batch.deliveries).news }],
  );
  const { mentions } = newsOf(batches.flatMap(({ deliveries }) => deliveries));
  const { outlet, to } = conversation;
  const outgoing = await actions.outgoing(
    conversation,
    actions.cards.digest({ orders, mentions, daily, ...readingOf(conversation) }),
  );
  return { post: (key) => outlet.post(to, outgoing, key) };
}

/**
 * After a digest: edits the cards that its orders have here, then settles. What can't be edited now keeps the note of the
 * digest's attempt, so that the next holder of the queue finds the digest and goes on with the edits.
 */
export async function followUp(
  actions: OrderActions,
  conversation: HeldConversation,
  batches: readonly Batch[],
): Promise<Ended> {
  const cards = await actions.cardsOf(
    conversation,
    batches.map(({ orderId }) => orderId),
  );
  const done: Readable[] = [];
  const edited: StandingCard[] = [];
  for (const [index, batch] of batches.entries()) {
    const card = cards.get(batch.orderId);
    const found = card && (await actions.look(batch));
    const shown = card && found && (await actions.editCard(conversation, card, found));
    if (shown !== undefined && !('message' in shown) && !('refused' in shown)) {
      const rest = batches.slice(index).flatMap(({ deliveries }) => deliveries);
      if (done.length > 0) {
        const settled = await actions.settle(conversation, done, edited);
        if (settled.kind === 'lost') return settled;
      }
      return putOff(actions, conversation, rest, shown);
    }
    done.push(...batch.deliveries);
    if (shown !== undefined && 'message' in shown) edited.push(shown);
  }
  return actions.settle(conversation, done, edited);
}

/** The edits wait; once they have failed often enough they are left, since the digest has said all there is. */
async function putOff(
  actions: OrderActions,
  conversation: HeldConversation,
  deliveries: readonly Readable[],
  failure: Failure,
): Promise<Ended> {
  const asked = 'retryAfterMs' in failure;
  if (!asked && isWornOut(deliveries)) return actions.settle(conversation, deliveries, []);
  const waitMs = asked ? failure.retryAfterMs : waitAfter(deliveries, actions.random);
  return actions.postpone(conversation, deliveries, { waitMs, alone: !asked, counts: !asked, unclear: true });
}
