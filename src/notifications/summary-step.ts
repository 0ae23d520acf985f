import type { Ended, HeldConversation } from '../outbox/held-conversation.ts';
import { dayMs, minuteMs } from '../runtime/durations.ts';
import { type OrderActions, readingOf, sendingMarks } from './order-actions.ts';
import type { Readable } from './plan.ts';

const chartDays = 7;

/** The name of the note that says up to which day a conversation has its summaries. */
export function summaryNote(conversation: string): string {
  return `summary:${conversation}`;
}

/** Posts the summary of one day, unless it was posted already. */
export async function saySummary(
  actions: OrderActions,
  conversation: HeldConversation,
  delivery: Readable,
): Promise<Ended> {
  const { organization, conversation: name } = conversation.hold.queue;
  const day = delivery.subjectId;
  const said = await actions.store.turns.note({ organization, name: summaryNote(name) });
  if (said !== undefined && said >= day) return actions.settle(conversation, [delivery], []);
  const { account = '' } = delivery;
  const now = actions.clock.now();
  const since = await Promise.all(
    Array.from({ length: chartDays + 1 }, (_, back) =>
      actions.store.orders.counts({ account, since: now - back * dayMs }),
    ),
  );
  const created = since.slice(1).map((counts, back) => ({
    day: new Date(now - back * dayMs).toISOString().slice(0, 10),
    orders: Math.max(0, counts.created - (since[back]?.created ?? 0)),
  }));
  const drawn = actions.cards.summary({
    day,
    byPhase: since[0]?.byPhase ?? {},
    created: created.reverse(),
    ...readingOf(conversation),
  });
  const { outlet, to } = conversation;
  const outgoing = await actions.outgoing(conversation, drawn);
  const sent = await actions.attempt(
    conversation,
    [delivery],
    { mark: sendingMarks.summary, where: { to } },
    (key) => outlet.post(to, outgoing, key),
  );
  if (sent === undefined) return { kind: 'lost' };
  if (!('sent' in sent)) return actions.failed(conversation, [delivery], sent);
  return noteSummary(actions, conversation, delivery);
}

/** Notes that a day's summary was posted, before its delivery is gone: the same day is never asked for twice. */
export async function noteSummary(
  actions: OrderActions,
  conversation: HeldConversation,
  delivery: Readable,
): Promise<Ended> {
  const { organization, conversation: conversationName, leaseHolder: holder } = conversation.hold.queue;
  const turn = { organization, name: summaryNote(conversationName), holder };
  await actions.store.turns.take({ ...turn, holdMs: minuteMs });
  await actions.store.turns.end({ ...turn, note: delivery.subjectId });
  return actions.settle(conversation, [delivery], []);
}
