import type { Language } from '../runtime/language.ts';
import type { ReadyCard } from './card.ts';
import type { FieldFault, Form } from './form.ts';
import type { PayloadLimits } from './payload.ts';
import type { AttachedPicture } from './picture.ts';

/**
 * What stands for the workspace of a person's direct messages where those are in no workspace or server, by the platform's id of the person:
 * an organization of the person's own. Every adapter names it so.
 */
export function directWorkspaceOf(person: string): string {
  return `${directPrefix}${person}`;
}

/** Whether it stands for a person's own direct messages, and is no workspace. */
export function isDirectWorkspace(workspace: string): boolean {
  return workspace.startsWith(directPrefix);
}

/** Whose direct messages it stands for; `undefined` for a workspace or server. */
export function personOfDirectWorkspace(workspace: string): string | undefined {
  return isDirectWorkspace(workspace) ? workspace.slice(directPrefix.length) : undefined;
}

/** No platform's id of a workspace or server has a colon in it. */
const directPrefix = 'dm:';

/** A person asks the bot for something: typed, clicked, or chosen. */
export interface Invocation {
  /**
   * The same for every delivery of the same asking, different for any other on this platform: what tells a
   * redelivery from a second asking. Made of the object (message, trigger), not of the delivery.
   */
  readonly id: string;
  /** The adapter's `platform`. */
  readonly platform: string;
  /** The workspace or server on its platform, which belongs to one organization. */
  readonly workspace: string;
  readonly conversation: Conversation;
  readonly person: Person;
  readonly input: Input;
  /** Pictures that came with it, or that the message holds which it is about. */
  readonly pictures?: readonly AttachedPicture[];
  /** It was said in a message, to which the platform expects no answer. */
  readonly inMessage?: boolean;
  /** When it reached the bot, ms since 1970 UTC. */
  readonly receivedAt: number;
}

export interface Conversation {
  /** The platform's id of the channel or direct message. */
  readonly id: string;
  /** Only the person and the bot are in it. */
  readonly direct: boolean;
  /** It is in no workspace or server: `workspace` is {@link directWorkspaceOf} the person then, and has no rules. */
  readonly outside?: boolean;
  /** The platform's id of the channel that it is a thread of; `null`: it is none; absent: the payload does not say. */
  readonly channel?: string | null | undefined;
}

export interface Person {
  /** The platform's id. */
  readonly id: string;
  /** The locale that the platform's payload, or a look-up made earlier, gives for the person. */
  readonly locale?: string | undefined;
  /** The IANA name of the time zone that the platform, or the person's machine, gives for the person. */
  readonly zone?: string | undefined;
  /** The platform's ids of the person's groups or roles in this workspace, where the payload names them. */
  readonly groups?: readonly string[] | undefined;
  /** The platform's id of the workspace that the person belongs to, where the payload names it. */
  readonly ownWorkspace?: string | undefined;
  /** The payload says that the account is a restricted one in this workspace. */
  readonly guest?: boolean;
}

export type Input =
  /** A line as a person typed it, unwrapped from the platform's own markup, with or without a slash. */
  | { readonly kind: 'text'; readonly text: string }
  /** A command with typed options; `options` by argument name, upper and lower case alike. */
  | { readonly kind: 'options'; readonly command: string; readonly options: Readonly<Record<string, string>> }
  /** A command of a message's own menu ({@link CommandMenu.fromMessage}), and the words of that message. */
  | { readonly kind: 'message'; readonly command: string; readonly text: string }
  /** A button or a choice of a card: what the core packed, as it came back. */
  | { readonly kind: 'payload'; readonly payload: string }
  /**
   * A submitted form: its payload, as it was, and what was filled in, by argument name. What is empty may be left out: by
   * its payload the core knows which fields the form has.
   */
  | { readonly kind: 'form'; readonly payload: string; readonly values: Readonly<Record<string, string>> };

/** Who sees an answer. Known before the command runs, since some platforms fix it when they defer. */
export type Visibility = 'asker' | 'conversation';

/** One answer, ready to be drawn. */
export interface Answer {
  readonly card: ReadyCard;
  readonly visibility: Visibility;
  /** It takes the place of the card whose button was clicked. Only ever true for a `payload`. */
  readonly replace: boolean;
  readonly language: Language;
}

/**
 * How an adapter sends one invocation's answer. The core calls either `answer` once, or `ask` or `mend` once, or `defer` once
 * and then `deliver` once, or, for a redelivery that was already dealt with, nothing at all: when the handling ends
 * without a call the adapter acknowledges silently. Each may reject when the platform could not be reached;
 * an adapter tries its own fall-backs first (an expired answer URL, a closed direct message) and never shows
 * to the conversation what is meant for the asker.
 */
export interface ReplyTransport {
  /** What the platform's buttons can carry. */
  readonly payloadLimits: PayloadLimits;
  /** How many choices a field of its forms shows; 25 where it does not say. */
  readonly mostChoices?: number;
  /** The platform shows {@link Core.notice} all the time, so that no card has to. */
  readonly showsNotice?: boolean;
  /** The direct answer, in one round trip where the platform can. */
  answer(answer: Answer): Promise<void>;
  /** Opens a form, whose words are in `language`, as the first answer; only ever for a `payload`. Absent where the platform has none. */
  ask?(form: Form, language: Language): Promise<void>;
  /**
   * Says at its fields what is wrong with a submitted form, which stays as it was filled in, as the first answer; only ever
   * for a `form`. Absent where that can't be done: then a card says it, and opens the form again.
   */
  mend?(faults: readonly FieldFault[]): Promise<void>;
  /** Tells the platform, and where possible the person, that the answer is being made. */
  defer(visibility: Visibility, replace: boolean): Promise<void>;
  /**
   * The answer that follows a deferral, with the same `visibility`. Its `replace` may be false although the
   * deferral's was true: an error never takes the place of the card whose button was clicked, and is for the
   * asker alone.
   */
  deliver(answer: Answer): Promise<void>;
}

/** The core's one door for adapters. Never rejects; resolves once the invocation is answered. */
export type Handle = (invocation: Invocation, transport: ReplyTransport) => Promise<void>;
