import type { Delivery } from '../../store/contract/deliveries.ts';
import { type MessageKind, messageKinds } from './message-plan.ts';

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
