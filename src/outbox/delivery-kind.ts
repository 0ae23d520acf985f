import type { Destination, MessageRef, Sent } from '../chat/outlet.ts';
import type { ConversationQueue, Delivery, Subjects } from '../store/contract/deliveries.ts';
import type { DeliveryActions } from './delivery-actions.ts';
import type { Ended, HeldConversation } from './held-conversation.ts';

/** The next thing to say of what is due of one kind. */
export interface DeliveryStep {
  /** For the log. */
  readonly name: string;
  readonly deliveries: readonly Delivery[];
  /** It says all that waits of these: of a long backlog it is planned once more with that. */
  readonly subjects?: Subjects;
  run(): Promise<Ended>;
}

/** An attempt whose outcome is not known, with what it was to say. */
export interface Attempted {
  readonly key: string;
  /** When it was noted. */
  readonly at: number;
  readonly deliveries: readonly Delivery[];
}

/** Sends a message that is drawn, under its key. */
export type SendCall = (key: string) => Promise<Sent>;

/**
 * What is specific to deliveries about some kinds of subject: what is said next, and how. It speaks through the
 * {@link DeliveryActions} alone, so that the process may die after any line of it.
 */
export interface DeliveryKind {
  readonly subjectKinds: readonly string[];
  /** What becomes of what is due in a workspace that is not let in. */
  readonly whenNotServed: 'forget' | 'park';
  /** The next step for what is `due`, the oldest first; each delivery is in one step sooner or later. */
  plan(conversation: HeldConversation, due: readonly Delivery[]): Promise<DeliveryStep | undefined>;
  /** Where an attempt stands if it arrived; `nowhere` where no message of it can be found. */
  whereToFind(
    conversation: HeldConversation,
    attempted: Attempted,
  ): Promise<{ readonly to: Destination; readonly under?: MessageRef | undefined } | 'nowhere'>;
  /**
   * The call that makes the attempt once more, drawn as things stand now; absent, or `undefined`, where it can't be told what
   * that was.
   */
  callAgain?(conversation: HeldConversation, attempted: Attempted): Promise<SendCall | undefined>;
  /** The attempt arrived, as the message `ref`, with what it was to show when it was begun. */
  found(conversation: HeldConversation, attempted: Attempted, ref: MessageRef): Promise<Ended>;
  /** The attempt may have arrived, and can't be looked up. */
  notFindable(conversation: HeldConversation, attempted: Attempted): Promise<Ended>;
  /** Nothing can be said in the conversation; what was due there is parked. Must not reject. */
  refused(queue: ConversationQueue, why: 'gone' | 'not invited' | 'forbidden'): Promise<void>;
}

/** Makes a kind that speaks through `actions`. */
export type MakeDeliveryKind = (actions: DeliveryActions) => DeliveryKind;
