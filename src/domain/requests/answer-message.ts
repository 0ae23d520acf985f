import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import type { Destination } from '../../chat/outlet.ts';
import type { DeliveryActions } from '../../outbox/delivery-actions.ts';
import type { Ended, HeldConversation } from '../../outbox/held-conversation.ts';
import type { Clock } from '../../runtime/clock.ts';
import { minuteMs } from '../../runtime/durations.ts';
import { jsonIn } from '../../runtime/json.ts';
import type { Log } from '../../runtime/log.ts';
import { scopedId, splitScopedId } from '../../runtime/scoped-id.ts';
import { within } from '../../runtime/time-limit.ts';
import type { Delivery, StandingCard } from '../../store/contract/deliveries.ts';
import { type DrawnFor, type DueMessage, type RequestDrawings, requestSubject } from './message-plan.ts';
import type { ApprovalRequest } from './request.ts';

/** How long what was approved may take to be had. */
const handOverMs = 25_000;

/** For how long after the decision what was approved is handed over with the answer. */
const usualFreshMs = 5 * minuteMs;

export interface HandOverDeps {
  readonly drawings: Pick<RequestDrawings, 'answer' | 'waits'>;
  /**
   * What was approved, for the asker alone: the link, or what came of spending; or that the approval lapsed, since the asker
   * no longer may do that. Rejects where it can't be had now.
   */
  handOver(
    request: ApprovalRequest,
    signal: AbortSignal,
  ): Promise<Card | { readonly lapsed: ApprovalRequest }>;
  readonly clock: Clock;
  readonly log: Log;
  readonly freshMs?: number;
}

/** An answer that is to be said now. */
interface Answer extends DueMessage {
  readonly conversation: HeldConversation;
  readonly subject: ApprovalRequest;
  readonly here: Destination;
  readonly reading: DrawnFor;
}

/** How an answer is being sent, and where it went, by the platform's own id; as it is kept. */
const progressOf = z.object({
  /** Absent: in a direct message. */
  way: z.enum(['whisper', 'aloud']).optional(),
  target: z.string().optional(),
});
type Progress = z.output<typeof progressOf>;

function readProgress({ progress }: Pick<Delivery, 'progress'>): Progress {
  return progressOf.safeParse(jsonIn(progress ?? '')).data ?? {};
}

/**
 * Tells the asker what came of their request, where only they see it: in a direct message, else to them alone in the
 * conversation where they asked, else by a button there that shows it to them alone. What was approved is handed over with
 * it only for some minutes after the decision; later the message holds a button for it, since an openUid is turned into a
 * link only when a person has just asked.
 */
export async function sendAnswer(
  deps: HandOverDeps,
  actions: DeliveryActions,
  answer: Answer,
  mark: string,
): Promise<Ended> {
  const { conversation, subject, deliveries, here, reading } = answer;
  const { outlet } = conversation;
  const { id: person } = splitScopedId(subject.asker);
  const { way, target } = deliveries[0] === undefined ? {} : readProgress(deliveries[0]);
  const goAnotherWay = () =>
    actions.postpone(conversation, deliveries, {
      waitMs: 0,
      alone: true,
      counts: true,
      unclear: false,
      progress: print({ way: outlet.whisper === undefined || way === 'whisper' ? 'aloud' : 'whisper' }),
    });

  if (way === 'aloud') {
    const outgoing = await actions.outgoing(conversation, deps.drawings.waits(subject, reading));
    const progress = print({ way, target: here.conversation });
    const sent = await actions.attempt(
      conversation,
      deliveries,
      { mark, where: { to: here }, progress },
      (key) => outlet.post(here, outgoing, key),
    );
    if (sent === undefined) return { kind: 'lost' };
    if ('sent' in sent) return actions.settle(conversation, deliveries, [], { supersedes: true });
    return actions.failed(conversation, deliveries, sent, { insists: true });
  }
  const whispered = way === 'whisper';
  const to = whispered || subject.asked.direct ? here : await directly(answer, person, target);
  if (to === undefined) return goAnotherWay();
  const card = await answerFor(deps, answer);
  const outgoing = await actions.outgoing(conversation, card, subject.language);
  const progress = print({ way, target: to.conversation });
  const where = whispered ? 'nowhere' : { to };
  const sent = await actions.attempt(conversation, deliveries, { mark, where, progress }, (key) =>
    whispered && outlet.whisper !== undefined
      ? outlet.whisper(to, person, outgoing)
      : outlet.post(to, outgoing, key),
  );
  if (sent === undefined) return { kind: 'lost' };
  if ('sent' in sent) {
    const stands = { ...cardOf(answer), message: sent.sent, postedAt: actions.clock.now() };
    const cards = whispered ? [] : [inConversation(stands, conversation, to.conversation)];
    return actions.settle(conversation, deliveries, cards, { supersedes: true });
  }
  if ('refused' in sent && sent.refused !== 'dismissed') return goAnotherWay();
  return actions.failed(conversation, deliveries, sent, { alone: true, insists: true });
}

/** Where an attempt to answer, or to say any other message about a request `here`, can be found. */
export function answerPlace(delivery: Delivery, here: Destination): { readonly to: Destination } | 'nowhere' {
  const { way, target } = readProgress(delivery);
  if (way === 'whisper') return 'nowhere';
  return { to: target === undefined ? here : { ...here, conversation: target } };
}

/** The platform's own id of the asker's direct messages, where an answer whose progress is kept as that went there. */
export function answeredDirectly(progress: string): string | undefined {
  const { way, target } = readProgress({ progress });
  return way === undefined ? target : undefined;
}

/** The answer as it stands in the asker's direct messages, for as long as the request is kept; of no other is anything kept. */
export function answerCardAt(
  stands: StandingCard,
  { conversation, deliveries: [first] }: Pick<Answer, 'conversation' | 'deliveries'>,
): readonly StandingCard[] {
  const { way, target } = first === undefined ? {} : readProgress(first);
  return way !== undefined || target === undefined ? [] : [inConversation(stands, conversation, target)];
}

function inConversation(stands: StandingCard, { platform }: HeldConversation, target: string): StandingCard {
  return { ...stands, conversation: scopedId(platform, target) };
}

function cardOf({ request, part, version }: Answer) {
  return { subjectKind: requestSubject, subjectId: request, part, version };
}

function print(progress: Progress): string {
  return JSON.stringify(progress);
}

async function directly(
  { conversation: { outlet }, here }: Answer,
  person: string,
  target: string | undefined,
): Promise<Destination | undefined> {
  if (target !== undefined) return { ...here, conversation: target };
  return outlet.direct?.(here.workspace, person);
}

/** The answer itself, with what was approved where that can be handed over now. */
async function answerFor(deps: HandOverDeps, { subject, reading }: Answer): Promise<Card> {
  const { drawings, freshMs = usualFreshMs } = deps;
  const readByAsker = { ...reading, language: subject.language };
  const plain = drawings.answer(subject, readByAsker);
  if (!isFresh(subject, deps.clock.now(), freshMs)) return plain;
  const late = new AbortController();
  try {
    const card = await within(deps.clock, handOverMs, deps.handOver(subject, late.signal));
    if (card === undefined) return plain;
    if ('lapsed' in card) return drawings.answer(card.lapsed, readByAsker);
    // What can't be had now can be asked for again.
    return card.tone === 'warning' || card.tone === 'bad'
      ? { ...card, actions: [...card.actions, ...plain.actions] }
      : card;
  } catch (thrown) {
    deps.log.warn({ err: thrown, request: subject.id }, 'what was approved could not be handed over at once');
    return plain;
  } finally {
    late.abort('done');
  }
}

function isFresh({ status }: ApprovalRequest, now: number, freshMs: number): boolean {
  return status.is === 'approved' && now - status.at <= freshMs && now >= status.at;
}
