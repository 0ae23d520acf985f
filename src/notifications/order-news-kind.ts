import type {
  Attempted,
  DeliveryKind,
  DeliveryStep,
  MakeDeliveryKind,
  SendCall,
} from '../outbox/delivery-kind.ts';
import type { HeldConversation } from '../outbox/held-conversation.ts';
import type { Delivery, StandingCard } from '../store/contract/deliveries.ts';
import { cardCall, lineCall, orderCardOf, sayCard, sayLine } from './card-steps.ts';
import { digestCall, followUp, sayDigest } from './digest-step.ts';
import {
  createOrderActions,
  type OrderActions,
  type OrderNewsDeps,
  type Sending,
  sendingOf,
} from './order-actions.ts';
import {
  type Batch,
  batchesOf,
  isDaily,
  type NewsStep,
  orderSubject,
  planNext,
  readableOf,
  summarySubject,
} from './plan.ts';
import { noteSummary, saySummary } from './summary-step.ts';

/**
 * Order news, as the outbox says them: an order's card and lines under it, a digest of many orders, a day's summary.
 * `tellRefused` tells the people who set a conversation's watches that nothing can be said in it, and must not reject.
 */
export function createOrderNewsKind(
  deps: OrderNewsDeps & { readonly tellRefused: DeliveryKind['refused'] },
): MakeDeliveryKind {
  return (delivering) => {
    const actions = createOrderActions(delivering, deps);
    return {
      subjectKinds: [orderSubject, summarySubject],
      // Watches stay, and begin anew with the workspace.
      whenNotServed: 'forget',
      async plan(conversation, due) {
        const { settings, outlet } = conversation;
        const cards = await actions.cardsOf(conversation, ordersOf(due));
        const step = planNext({ due, cards, settings, now: actions.clock.now(), outlet });
        return step && stepOf(actions, conversation, step);
      },
      async whereToFind(conversation, { key, deliveries }) {
        const card =
          sendingOf(key) === 'line' ? await firstCard(actions, conversation, deliveries) : undefined;
        return { to: conversation.to, under: card?.message };
      },
      callAgain: (conversation, attempted) => callAgain(actions, conversation, attempted),
      found: (conversation, attempted, ref) => settleFound(actions, conversation, attempted, ref),
      // Every message of order news has a key.
      notFindable: (conversation, { deliveries }) =>
        actions.park(conversation, deliveries, 'it can not be looked up'),
      refused: deps.tellRefused,
    };
  };
}

function stepOf(actions: OrderActions, conversation: HeldConversation, step: NewsStep): DeliveryStep {
  const { kind: name } = step;
  switch (step.kind) {
    case 'hold': {
      const { deliveries, until } = step;
      return { name, deliveries, run: () => actions.holdBack(conversation, deliveries, until) };
    }
    case 'skip': {
      const { deliveries } = step;
      return { name, deliveries, run: () => actions.drop(conversation, deliveries) };
    }
    case 'summary': {
      const { delivery } = step;
      return { name, deliveries: [delivery], run: () => saySummary(actions, conversation, delivery) };
    }
    case 'card':
      return saidOf(name, [step.batch], () => sayCard(actions, conversation, step.batch, step.replaces));
    case 'line':
      return saidOf(name, [step.batch], () => sayLine(actions, conversation, step.batch, step.card));
    case 'digest':
      return saidOf(name, step.batches, () => sayDigest(actions, conversation, step.batches, step.daily));
  }
}

function saidOf(name: string, batches: readonly Batch[], run: DeliveryStep['run']): DeliveryStep {
  return {
    name,
    deliveries: batches.flatMap(({ deliveries }) => deliveries),
    subjects: { subjectKind: orderSubject, subjectIds: batches.map(({ orderId }) => orderId) },
    run,
  };
}

async function callAgain(
  actions: OrderActions,
  conversation: HeldConversation,
  { key, deliveries }: Attempted,
): Promise<SendCall | undefined> {
  const batches = batchesOf(readableOf(deliveries));
  const sending = sendingOf(key);
  if (sending === 'digest') {
    const drawn = await digestCall(actions, conversation, batches, batches.every(isDaily));
    return 'post' in drawn ? drawn.post : undefined;
  }
  const [batch] = batches;
  if (sending === 'summary' || batch === undefined) return undefined;
  const found = await actions.look(batch);
  if (found === undefined) return undefined;
  const card = await firstCard(actions, conversation, deliveries);
  if (sending === 'card') return cardCall(actions, conversation, batch, found.order, card);
  return card && lineCall(actions, conversation, batch, found.order, card.message);
}

async function settleFound(
  actions: OrderActions,
  conversation: HeldConversation,
  { key, at, deliveries }: Attempted,
  ref: string,
) {
  const readable = readableOf(deliveries);
  const sending: Sending = sendingOf(key);
  const [first] = readable;
  if (sending === 'digest' || first === undefined) {
    return followUp(actions, conversation, batchesOf(readable));
  }
  if (sending === 'summary') return noteSummary(actions, conversation, first);
  // A message that tells of all of them shows at least the highest version.
  const version = Math.max(...deliveries.map((delivery) => delivery.version));
  if (sending === 'card') {
    const card = { ...orderCardOf(first.subjectId), message: ref, postedAt: at, version };
    return actions.settle(conversation, deliveries, [card]);
  }
  // The card was edited before its line was begun.
  const card = await firstCard(actions, conversation, deliveries);
  const shown = card === undefined ? [] : [{ ...card, version: Math.max(card.version, version) }];
  return actions.settle(conversation, deliveries, shown);
}

/** The card of the first order of `deliveries`. */
async function firstCard(
  actions: OrderActions,
  conversation: HeldConversation,
  deliveries: readonly Delivery[],
): Promise<StandingCard | undefined> {
  const cards = await actions.cardsOf(conversation, ordersOf(deliveries));
  return cards.get(deliveries[0]?.subjectId ?? '');
}

function ordersOf(deliveries: readonly Delivery[]): readonly string[] {
  const ids = deliveries.flatMap(({ subjectKind, subjectId }) =>
    subjectKind === orderSubject ? subjectId : [],
  );
  return [...new Set(ids)];
}
