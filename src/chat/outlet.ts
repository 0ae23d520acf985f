import type { Language } from '../runtime/language.ts';
import type { ReadyCard } from './card.ts';
import type { PayloadLimits } from './payload.ts';
import type { SafeUrl } from './safe-url.ts';

/**
 * How the bot speaks in a conversation without an invocation. Nothing in here waits for a rate limit or tries twice by
 * itself: the caller has a queue, and is told. No call rejects.
 */
export interface Outlet {
  readonly payloadLimits: PayloadLimits;
  /** The platform shows `Core.notice` all the time, so that no card has to. */
  readonly showsNotice?: boolean;
  /** The pace that the platform permits for good in one conversation: ms from one message to the next. */
  readonly paceMs: number;
  /** How many list items of 200 characters one card shows whole; at least 20. */
  readonly listItems: number;
  /** How long a message can be edited without a limit, ms; later a new one takes over. */
  readonly editableMs: number;
  /**
   * For how long, ms since a message was sent, the platform gives that message back instead of making a second one of the same
   * key; absent where it makes both. No longer than the platform promises.
   */
  readonly oneOfKeyMs?: number;
  /** Posts a card. `key` is kept with the message on the platform, so that {@link find} can tell it. */
  post(to: Destination, message: Outgoing, key: string): Promise<Sent>;
  /**
   * Says something short under the message `under`: in its thread, or as a reply to it where there are no threads.
   * `broadcast`: everyone in the conversation sees it, not only those who look into the thread.
   */
  reply(
    to: Destination,
    under: MessageRef,
    message: Outgoing,
    broadcast: boolean,
    key: string,
  ): Promise<Sent>;
  /** Gives a message of the bot's another content. The same edit twice is harmless. */
  edit(to: Destination, message: MessageRef, outgoing: Outgoing): Promise<Sent>;
  /**
   * Looks on the platform for the message that was sent with `key` at `sinceMs` (ms since 1970 UTC) or later, under
   * `under` if that is where it was meant to be.
   */
  find(to: Destination, key: string, sinceMs: number, under?: MessageRef): Promise<Found>;
  /** A link that opens the message, if the platform has such. */
  linkTo(to: Destination, message: MessageRef): Promise<SafeUrl | undefined>;
  /** Where to write to a person alone, by the platform's own id; absent, or `undefined`, where that can't be. */
  direct?(workspace: string, person: string): Promise<Destination | undefined>;
  /**
   * Says something in a conversation that one person alone sees, by the platform's own id; absent where that can't be. It
   * has no key and can't be found, edited or replied to, and a person who is not there may miss it.
   */
  whisper?(to: Destination, person: string, message: Outgoing): Promise<Sent>;
}

/** A conversation to speak in. */
export interface Destination {
  /** The workspace or server, as `Invocation.workspace` names it. */
  readonly workspace: string;
  /** The platform's id of the channel or direct message. */
  readonly conversation: string;
}

export interface Outgoing {
  readonly card: ReadyCard;
  readonly language: Language;
}

/** One message of the bot's as its adapter finds it again: text without white space, at most 200 characters. */
export type MessageRef = string;

/** What became of one attempt. */
export type Sent =
  | { readonly sent: MessageRef }
  /** The platform asks to wait, and nothing was sent. */
  | { readonly retryAfterMs: number }
  /** It said no: nothing was sent, and the same again will be refused again. */
  | { readonly refused: Refused; readonly detail: string }
  /** It could not be reached at all: nothing was sent. */
  | { readonly unreachable: string }
  /** No answer came: it may have been sent or not. {@link Outlet.find} tells. */
  | { readonly unclear: string };

export type Refused =
  /** There is no such conversation, or it is archived. */
  | 'gone'
  /** The bot is not in the conversation; a member has to invite it. */
  | 'not invited'
  /** The bot may not write there. */
  | 'forbidden'
  /** The platform does not accept the bot's token any more. */
  | 'dismissed'
  /** The message to edit or to reply to is gone. */
  | 'message gone'
  /** The message can't be edited any more. */
  | 'too old'
  /** The platform does not take this content. */
  | 'content';

export type Found =
  | { readonly found: MessageRef }
  | { readonly absent: true }
  /** It could not be looked up now. */
  | { readonly unknown: string; readonly retryAfterMs?: number };

/** Whether a conversation may be told anything; `not known` where the platform does not say who a person is. */
export type Served = 'yes' | 'no' | 'not known';

/** Asked before anything is said unasked. */
export type IsServed = (told: {
  readonly organization: string;
  /** As `Invocation.workspace` names it. */
  readonly workspace: string;
  /** `platform:id`. */
  readonly conversation: string;
}) => Promise<Served>;
