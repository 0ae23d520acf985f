import { dayAfter } from '../chat/days.ts';
import type { Ended, HeldConversation } from '../outbox/held-conversation.ts';
import { minuteMs } from '../runtime/durations.ts';
import { dayBegin } from './day-times.ts';
import { type OrderActions, readingOf, sendingLetters } from './order-actions.ts';
import type { Readable } from './plan.ts';

const chartDays = 7;

/** The name of the note that says up to which day a conversation has its summaries. */
export function summaryNote(conversation: string): string {
  return `summary:${conversation}`;
}

/** Posts the summary of one day, a day of the conversation's own zone, unless it was posted already. */
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
  const reading = readingOf(conversation);
  const days = Array.from({ length: chartDays }, (_, at) => dayAfter(day, at + 1 - chartDays));
  // Those of a day are what came since it began, without what came since the next one did.
  const since = await Promise.all(
    [...days, dayAfter(day, 1)].map((each) =>
      actions.store.orders.counts({ account, since: dayBegin(each, reading.zone) }),
    ),
  );
  const created = days.map((each, at) => ({
    day: each,
    orders: Math.max(0, (since[at]?.created ?? 0) - (since[at + 1]?.created ?? 0)),
  }));
  const drawn = actions.cards.summary({ day, byPhase: since[0]?.byPhase ?? {}, created, ...reading });
  const { outlet, to } = conversation;
  const outgoing = await actions.outgoing(conversation, drawn);
  const sent = await actions.attempt(
    conversation,
    [delivery],
    { mark: sendingLetters.summary, where: { to } },
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
