import type { OrderCard } from '../store/contract/deliveries.ts';
import { ageOf, isWornOut, lookSince, type Sending, sendingOf, waitAfter } from './attempts.ts';
import type { DeliveryActions, Ended, SpokenConversation } from './delivery-actions.ts';
import { followUp } from './digest-step.ts';
import type { Batch, DeliveryStep, Readable } from './plan.ts';
import { noteSummary } from './summary-step.ts';

/**
 * Finds out what became of an attempt whose outcome is not known. What is found is settled, as it would have been. Its
 * absence counts only once `doubtfulMs` have gone by since it began, for certain; then it may be sent again.
 */
export async function lookUp(
  speaking: DeliveryActions,
  conversation: SpokenConversation,
  { key, at, deliveries }: Extract<DeliveryStep, { readonly kind: 'look' }>,
  { doubtfulMs, steadySince }: { readonly doubtfulMs: number; readonly steadySince: number },
): Promise<Ended> {
  const { outlet, to, hold, platform } = conversation;
  const { store, clock, log } = speaking;
  const sending = sendingOf(key);
  const batches = [...Map.groupBy(deliveries, ({ orderId }) => orderId)].map(
    ([orderId, together]): Batch => ({ orderId, deliveries: together }),
  );
  const cards = await store.queues.cards(
    hold.queue,
    batches.map(({ orderId }) => orderId),
  );
  const card = sending === 'line' ? cards.get(batches[0]?.orderId ?? '') : undefined;
  const now = clock.now();
  const age = ageOf(at, now, steadySince);
  const sure = age >= doubtfulMs;
  const found = await outlet.find(to, key, lookSince(at, now, sure), card?.message);
  const outcome = 'found' in found ? 'found' : 'absent' in found ? 'absent' : 'unknown';
  speaking.measure({ platform, outcome });
  const traces = deliveries.map(({ trace }) => trace);
  log.info({ conversation: hold.queue.conversation, key, traces, outcome }, 'an attempt was looked up');

  if ('found' in found)
    return settleFound(speaking, conversation, { sending, batches, card, at, ref: found.found });
  if ('unknown' in found) {
    const asked = found.retryAfterMs;
    if (asked === undefined && isWornOut(deliveries)) {
      return speaking.park(conversation, deliveries, `could not be looked up: ${found.unknown}`);
    }
    const waitMs = asked ?? waitAfter(deliveries, speaking.random);
    return speaking.postpone(conversation, deliveries, {
      waitMs,
      counts: asked === undefined,
      unclear: true,
    });
  }
  const waitMs = sure ? 0 : doubtfulMs - age;
  const put = await speaking.postpone(conversation, deliveries, { waitMs, counts: false, unclear: !sure });
  return sure && put.kind === 'free' ? { kind: 'on' } : put;
}

function settleFound(
  speaking: DeliveryActions,
  conversation: SpokenConversation,
  {
    sending,
    batches,
    card,
    at,
    ref,
  }: {
    readonly sending: Sending;
    readonly batches: readonly Batch[];
    readonly card: OrderCard | undefined;
    readonly at: number;
    readonly ref: string;
  },
): Promise<Ended> {
  const deliveries = batches.flatMap((batch) => batch.deliveries);
  const [first] = batches;
  if (sending === 'digest' || first === undefined) return followUp(speaking, conversation, batches);
  const { orderId } = first;
  const version = latestOf(deliveries);
  switch (sending) {
    case 'summary': {
      const [delivery] = deliveries;
      return delivery === undefined
        ? speaking.settle(conversation, deliveries, [])
        : noteSummary(speaking, conversation, delivery);
    }
    case 'card':
      return speaking.settle(conversation, deliveries, [{ orderId, message: ref, postedAt: at, version }]);
    case 'line':
      // The card was edited before its line was begun.
      return speaking.settle(
        conversation,
        deliveries,
        card === undefined ? [] : [{ ...card, version: Math.max(card.version, version) }],
      );
  }
}

/** The highest version among `deliveries`: a message that tells of all of them shows at least that. */
function latestOf(deliveries: readonly Readable[]): number {
  return Math.max(...deliveries.map(({ version }) => version));
}
