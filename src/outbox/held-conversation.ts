import type { Destination, MessageRef, Outlet, Sent } from '../chat/outlet.ts';
import type { Language } from '../runtime/language.ts';
import type { NotificationSettings } from '../store/contract/settings.ts';
import type { Hold } from './lease-keeper.ts';

/** One conversation while its queue is held. */
export interface HeldConversation {
  readonly hold: Hold;
  readonly platform: string;
  readonly outlet: Outlet;
  readonly to: Destination;
  readonly language: Language;
  /** How the conversation wants its news. */
  readonly settings: NotificationSettings;
}

/** How a step ended. */
export type Ended =
  /** The conversation may hear more from then on. */
  | { readonly kind: 'free'; readonly at: number }
  /** Nothing was sent: the next step may follow at once. */
  | { readonly kind: 'on' }
  /** Another process has the conversation, or the machine stood still too long: nothing more is sent. */
  | { readonly kind: 'lost' }
  /** Nothing can be said in the conversation, or on the whole platform (`dismissed`). */
  | {
      readonly kind: 'refused';
      readonly why: 'gone' | 'not invited' | 'forbidden' | 'dismissed';
      readonly detail: string;
    };

/** What came of a call that said nothing, as far as is known. */
export type Failure = Exclude<Sent, { readonly sent: MessageRef }>;

/** Whether a message can't be edited or replied to any more, so that another one takes over. */
export function isStale(failure: Failure): boolean {
  return 'refused' in failure && (failure.refused === 'message gone' || failure.refused === 'too old');
}

/** What came of an edit. One that may have been made is made again: the same twice is harmless. */
export function failureOfEdit(failure: Failure): Failure {
  return 'unclear' in failure ? { unreachable: failure.unclear } : failure;
}
