import type { Card } from '../../chat/card.ts';
import type { Language } from '../../runtime/language.ts';
import type { Delivery } from '../../store/contract/deliveries.ts';
import { type ApprovalRequest, isOpen } from './request.ts';
import type { Event } from './transitions.ts';

/**
 * What is said about a request: the `card` where those who decide are, which is edited as it goes on; once an `answer` to
 * the asker; once a `reminder`; and once a `notice` to those who decide that what they approved was not done.
 */
export const messageKinds = ['card', 'answer', 'reminder', 'notice'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** What has to be said now that `request` came to be what it is by `event`, or was asked for. */
export function messagesAfter(request: ApprovalRequest, event?: Event): readonly MessageKind[] {
  if (event?.what === 'remind') return ['reminder'];
  // The command that spends tells what came of it.
  if (event?.what === 'use') return [];
  // The asker is told at once by what finds it out.
  if (event?.what === 'lapse') return ['card', 'notice'];
  if (isOpen(request.status) || event?.what === 'withdraw') return ['card'];
  return ['card', 'answer'];
}

/** What a delivery about a request is about. */
export const requestSubject = 'request';

/** All that is due of one message about one request: a later version of it takes the place of those before. */
export interface DueMessage {
  readonly request: string;
  readonly part: MessageKind;
  readonly deliveries: readonly Delivery[];
  /** The highest version that they are to show. */
  readonly version: number;
}

/** The order in which messages that are due together go: an asker is answered once the card of the request is true. */
const ranks: Readonly<Record<MessageKind, number>> = { card: 0, notice: 1, reminder: 2, answer: 3 };

/** The next message about a request, of those that are due, the oldest first; `undefined` where none can be read. */
export function nextMessage(due: readonly Delivery[]): DueMessage | undefined {
  const readable = due.flatMap((delivery) => {
    const part = messageKinds.find((each) => each === delivery.part);
    return part === undefined ? [] : [{ delivery, part }];
  });
  const [first] = readable.toSorted((one, other) => ranks[one.part] - ranks[other.part]);
  if (first === undefined) return undefined;
  const { subjectId: request } = first.delivery;
  const deliveries = readable
    .filter(({ delivery, part }) => delivery.subjectId === request && part === first.part)
    .map(({ delivery }) => delivery);
  const version = Math.max(...deliveries.map((delivery) => delivery.version));
  return { request, part: first.part, deliveries, version };
}

/** What is drawn of a request, for a conversation or for one person. */
export interface RequestDrawings {
  card(request: ApprovalRequest, earlier: readonly ApprovalRequest[], reading: DrawnFor): Card;
  answer(request: ApprovalRequest, reading: DrawnFor): Card;
  reminder(request: ApprovalRequest, reading: DrawnFor): Card;
  waits(request: ApprovalRequest, reading: DrawnFor): Card;
  notice(request: ApprovalRequest, reading: DrawnFor): Card;
}

export interface DrawnFor {
  readonly language: Language;
  readonly platform: string;
  readonly zone?: string | undefined;
}
