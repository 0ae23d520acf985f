import type { Card } from '../../chat/card.ts';
import type { Destination } from '../../chat/outlet.ts';
import type { DeliveryActions } from '../../outbox/delivery-actions.ts';
import type { DeliveryKind, MakeDeliveryKind, SendCall } from '../../outbox/delivery-kind.ts';
import { type Ended, failureOfEdit, type HeldConversation, isStale } from '../../outbox/held-conversation.ts';
import type { Requests } from '../../store/contract/requests.ts';
import { answerCardAt, answerPlace, type HandOverDeps, sendAnswer } from './answer-message.ts';
import {
  type DrawnFor,
  type DueMessage,
  nextMessage,
  type RequestDrawings,
  requestSubject,
} from './message-plan.ts';
import { type ApprovalRequest, isOpen, requestOf } from './request.ts';
import type { RequestService } from './request-service.ts';

const earlierShown = 3;

/** What begins the key of every attempt to send a message about a request. */
const mark = 'r';

export interface RequestKindDeps extends HandOverDeps {
  readonly requests: Pick<Requests, 'get'>;
  readonly service: Pick<RequestService, 'earlier'>;
  readonly drawings: RequestDrawings;
}

/** A message about a request that is to be said now. */
interface SpokenMessage extends DueMessage {
  readonly conversation: HeldConversation;
  readonly subject: ApprovalRequest;
  /** The request's version as it is here. */
  readonly shown: number;
  /** Where it belongs. */
  readonly here: Destination;
  readonly reading: DrawnFor;
}

/**
 * Messages about requests, as the outbox says them: the card where those who decide are, which is edited as the request goes
 * on; the answer to the asker; a reminder; and that what was approved was not done.
 */
export function createRequestKind(deps: RequestKindDeps): MakeDeliveryKind {
  return (actions): DeliveryKind => ({
    subjectKinds: [requestSubject],
    whenNotServed: 'park',
    async plan(conversation, due) {
      const message = nextMessage(due);
      if (message === undefined) {
        const run = () => actions.park(conversation, due, 'this version does not know the message');
        return { name: 'unknown', deliveries: due, run };
      }
      return {
        name: message.part,
        deliveries: message.deliveries,
        subjects: { subjectKind: requestSubject, subjectIds: [message.request] },
        run: () => say(deps, actions, conversation, message),
      };
    },
    async whereToFind({ to }, { deliveries: [first] }) {
      return first === undefined ? { to } : answerPlace(first, { ...to, workspace: first.workspace });
    },
    async callAgain(conversation, { deliveries }) {
      const message = nextMessage(deliveries);
      const spoken = message && (await spokenOf(deps, conversation, message));
      return spoken && callAgain(deps, actions, spoken);
    },
    found(conversation, { at, deliveries }, ref) {
      const message = nextMessage(deliveries);
      if (message === undefined) return actions.drop(conversation, deliveries);
      return settled(actions, { conversation, ...message }, { ref, at });
    },
    // What only one person was shown stands nowhere to be looked for: the rest is said where it does.
    notFindable: (conversation, { deliveries }) =>
      actions.postpone(conversation, deliveries, {
        waitMs: 0,
        alone: true,
        counts: false,
        unclear: false,
        progress: JSON.stringify({ way: 'aloud' }),
      }),
    // Those who decide, and the asker, have no other conversation to be told in.
    refused: async () => undefined,
  });
}

/** What is known of a message that is to be said; `undefined` where its request can't be read. */
async function spokenOf(
  deps: RequestKindDeps,
  conversation: HeldConversation,
  message: DueMessage,
): Promise<SpokenMessage | undefined> {
  const { organization } = conversation.hold.queue;
  const stored = await deps.requests.get({ organization, id: message.request });
  const subject = stored && requestOf(stored);
  if (stored === undefined || subject === undefined) return undefined;
  const { platform, language, settings, to } = conversation;
  const [first] = message.deliveries;
  return {
    ...message,
    conversation,
    subject,
    shown: stored.version,
    here: { ...to, workspace: first?.workspace ?? to.workspace },
    reading: { language, platform, zone: settings.zone },
  };
}

async function say(
  deps: RequestKindDeps,
  actions: DeliveryActions,
  conversation: HeldConversation,
  message: DueMessage,
): Promise<Ended> {
  const spoken = await spokenOf(deps, conversation, message);
  if (spoken === undefined) {
    return actions.park(conversation, message.deliveries, 'the request can not be read');
  }
  switch (message.part) {
    case 'card':
      return sayCard(deps, actions, spoken);
    case 'reminder':
      return isOpen(spoken.subject.status)
        ? sayHere(actions, spoken, deps.drawings.reminder(spoken.subject, spoken.reading))
        : actions.drop(conversation, message.deliveries, { supersedes: true });
    case 'notice':
      return sayHere(actions, spoken, deps.drawings.notice(spoken.subject, spoken.reading));
    case 'answer':
      return sendAnswer(deps, actions, spoken, mark);
  }
}

/** What says the message again; `undefined` for an answer, of which only a look tells which way it was sent. */
async function callAgain(
  deps: RequestKindDeps,
  actions: DeliveryActions,
  spoken: SpokenMessage,
): Promise<SendCall | undefined> {
  const { part, subject, reading } = spoken;
  switch (part) {
    case 'card':
      return hereCall(actions, spoken, await drawnCard(deps, spoken));
    case 'reminder':
      return hereCall(actions, spoken, deps.drawings.reminder(subject, reading));
    case 'notice':
      return hereCall(actions, spoken, deps.drawings.notice(subject, reading));
    case 'answer':
      return undefined;
  }
}

async function drawnCard(deps: RequestKindDeps, { subject, reading }: SpokenMessage): Promise<Card> {
  const earlier = isOpen(subject.status) ? await deps.service.earlier(subject, earlierShown) : [];
  return deps.drawings.card(subject, earlier, reading);
}

async function sayCard(
  deps: RequestKindDeps,
  actions: DeliveryActions,
  spoken: SpokenMessage,
): Promise<Ended> {
  const { conversation, request, deliveries, version, shown, here } = spoken;
  const { hold } = conversation;
  const cards = await actions.queues.cards(hold.queue, {
    subjectKind: requestSubject,
    part: 'card',
    subjectIds: [request],
  });
  const card = cards.get(request);
  if (card !== undefined && card.version >= version) {
    return actions.drop(conversation, deliveries, { supersedes: true });
  }
  const drawn = await drawnCard(deps, spoken);
  if (card === undefined) return sayHere(actions, spoken, drawn);
  const outgoing = await actions.outgoing(conversation, drawn);
  const there = { ...conversation, to: here };
  const sent = await actions.edit(there, card.message, outgoing);
  actions.log.info({ request, edited: 'sent' in sent }, 'a request’s card was edited');
  if ('sent' in sent) {
    const edited = { ...card, message: sent.sent, version: shown };
    return actions.settle(there, deliveries, [edited], { supersedes: true });
  }
  if (isStale(sent)) return sayHere(actions, { ...spoken, conversation: there }, drawn);
  return actions.failed(there, deliveries, failureOfEdit(sent), { insists: true });
}

/** What posts it where it belongs. */
async function hereCall(
  actions: DeliveryActions,
  { conversation, here }: SpokenMessage,
  drawn: Card,
): Promise<SendCall> {
  const outgoing = await actions.outgoing(conversation, drawn);
  return (key) => conversation.outlet.post(here, outgoing, key);
}

async function sayHere(actions: DeliveryActions, spoken: SpokenMessage, drawn: Card): Promise<Ended> {
  const { conversation, deliveries, here } = spoken;
  const post = await hereCall(actions, spoken, drawn);
  const sent = await actions.attempt(conversation, deliveries, { mark, where: { to: here } }, post);
  if (sent === undefined) return { kind: 'lost' };
  if ('sent' in sent) return settled(actions, spoken, { ref: sent.sent, at: actions.clock.now() });
  return actions.failed(conversation, deliveries, sent, { insists: true });
}

/** It stands as `ref`. */
function settled(
  actions: DeliveryActions,
  message: DueMessage & { readonly conversation: HeldConversation; readonly shown?: number },
  { ref, at }: { readonly ref: string; readonly at: number },
): Promise<Ended> {
  const { conversation, request, part, deliveries, version, shown = version } = message;
  const subject = { subjectKind: requestSubject, subjectId: request, part };
  const stands = { ...subject, message: ref, postedAt: at, version: shown };
  const cards = part === 'card' ? [stands] : part === 'answer' ? answerCardAt(stands, message) : [];
  return actions.settle(conversation, deliveries, cards, { supersedes: true });
}
