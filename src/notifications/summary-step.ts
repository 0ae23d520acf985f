import { dayMs, minuteMs } from '../runtime/durations.ts';
import { type DeliveryActions, type Ended, readingOf, type SpokenConversation } from './delivery-actions.ts';
import { type Readable, summaryMark } from './plan.ts';

const chartDays = 7;

/** The name of the note that says up to which day a conversation has its summaries. */
export function summaryNote(conversation: string): string {
  return `summary:${conversation}`;
}

/** Posts the summary of one day, unless it was posted already. */
export async function saySummary(
  speaking: DeliveryActions,
  conversation: SpokenConversation,
  delivery: Readable,
): Promise<Ended> {
  const { organization, conversation: name } = conversation.hold.queue;
  const day = delivery.orderId.slice(summaryMark.length);
  const said = await speaking.store.turns.note({ organization, name: summaryNote(name) });
  if (said !== undefined && said >= day) return speaking.settle(conversation, [delivery], []);
  const { account } = delivery;
  const now = speaking.clock.now();
  const since = await Promise.all(
    Array.from({ length: chartDays + 1 }, (_, back) =>
      speaking.store.orders.counts({ account, since: now - back * dayMs }),
    ),
  );
  const created = since.slice(1).map((counts, back) => ({
    day: new Date(now - back * dayMs).toISOString().slice(0, 10),
    orders: Math.max(0, counts.created - (since[back]?.created ?? 0)),
  }));
  const drawn = speaking.cards.summary({
    day,
    byPhase: since[0]?.byPhase ?? {},
    created: created.reverse(),
    ...readingOf(conversation),
  });
  const outgoing = await speaking.outgoing(conversation, drawn);
  const sent = await speaking.attempt(conversation, [delivery], 'summary', (key) =>
    conversation.outlet.post(conversation.to, outgoing, key),
  );
  if (sent === undefined) return { kind: 'lost' };
  if (!('sent' in sent)) return speaking.failed(conversation, [delivery], sent);
  return noteSummary(speaking, conversation, delivery);
}

/** Notes that a day's summary was posted, before its delivery is gone: the same day is never asked for twice. */
export async function noteSummary(
  speaking: DeliveryActions,
  conversation: SpokenConversation,
  delivery: Readable,
): Promise<Ended> {
  const { organization, conversation: conversationName, leaseHolder: holder } = conversation.hold.queue;
  const turn = { organization, name: summaryNote(conversationName), holder };
  await speaking.store.turns.take({ ...turn, holdMs: minuteMs });
  await speaking.store.turns.end({ ...turn, note: delivery.orderId.slice(summaryMark.length) });
  return speaking.settle(conversation, [delivery], []);
}
