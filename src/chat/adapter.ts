import type { Language, Localized } from '../runtime/language.ts';
import type { ReadyCard } from './card.ts';
import type { Conversation, Handle, Person } from './invocation.ts';
import type { CommandMenu } from './menu.ts';
import type { Outlet } from './outlet.ts';
import type { PayloadLimits } from './payload.ts';
import type { Affiliation, Membership } from './role.ts';

/** A chat platform, as the rest of the bot sees it. */
export interface ChatAdapter {
  readonly platform: string;
  /** Connects and begins to hand invocations to `core`. Rejects with a reason a person can act on. */
  start(core: Core): Promise<void>;
  /** For what the bot says unasked. Usable between `start` and `stop`. */
  readonly outlet: Outlet;
  /**
   * Of the groups `among`, those that the person is in, all by the platform's own ids; `undefined` where that can't be told
   * now, none where the platform has no groups. Absent where its payloads name a person's groups. Never rejects.
   */
  groupsOf?(asked: {
    readonly workspace: string;
    readonly person: string;
    readonly among: readonly string[];
  }): Promise<readonly string[] | undefined>;
  /** The workspaces that are the bot's own by its token; known from `start` on. Absent: none is. */
  homes?(): readonly string[];
  /**
   * How a person who speaks in `workspace` belongs to it. Absent where only a workspace's own people can speak in it. Never rejects,
   * and answers within {@link lookUpWithinMs}: what can't be told by then is told as the least that could be.
   */
  affiliationOf?(asked: { readonly workspace: string; readonly person: Person }): Promise<Affiliation>;
  /**
   * Of the workspaces `among`, those that the person is a member of, with the person's groups in each; `undefined` where that
   * can't be told of all of them. For people who speak outside of any workspace. Never rejects; within {@link lookUpWithinMs}.
   */
  membershipsOf?(asked: {
    readonly person: string;
    readonly among: readonly string[];
  }): Promise<readonly Membership[] | undefined>;
  /**
   * Whether a conversation is a person's own with the bot, in a workspace that others are in too: what is told there is told to
   * that person alone. Absent where such conversations are in no workspace, or there are none.
   */
  isOwn?(conversation: string): boolean;
  /**
   * The channel that a conversation is a thread of, where its payload did not say: `null` where it is none, `undefined` where
   * that can't be told now. Absent where threads are no conversations of their own. Never rejects; within {@link lookUpWithinMs}.
   */
  channelOf?(asked: {
    readonly workspace: string;
    readonly conversation: string;
  }): Promise<string | null | undefined>;
  /**
   * Whether people of other companies read a conversation; `undefined` where that can't be told. Absent where there is no
   * such thing. Never rejects.
   */
  isReadByOthers?(asked: {
    readonly workspace: string;
    readonly conversation: string;
  }): Promise<boolean | undefined>;
  /** Whether the platform reaches the bot now; cheap, asked by /readyz. */
  readiness(): Readiness;
  /**
   * Takes no new invocation from the call on, lets those under way be answered, then disconnects. The core
   * ends what is under way in time; this only waits for it.
   */
  stop(): Promise<void>;
}

export interface Readiness {
  readonly ok: boolean;
  /** What is not ready, for the operator. */
  readonly detail?: string;
  /** When the platform last gave a sign of life, by the clock’s `elapsed`; for connections that can go silent. */
  readonly lastFrameAt?: number;
}

/** What an adapter is given at its start. */
export interface Core {
  readonly handle: Handle;
  readonly suggest: Suggest;
  /** For platforms that tell of links which people post and let a card be put beside them. */
  readonly unfurl?: Unfurl;
  readonly menu: readonly CommandMenu[];
  readonly words: { readonly [L in Language]: AdapterWords };
  /** What people have to know of all that is shown, such as that data are invented; absent: nothing. */
  readonly notice?: Localized;
}

/** Values for an argument while a person types it: at most 25, the best first. Never rejects. */
export type Suggest = (question: {
  readonly platform: string;
  readonly workspace: string;
  readonly conversation: Conversation;
  readonly person: Person;
  readonly command: string;
  readonly argument: string;
  /** What is typed so far, possibly empty. */
  readonly typed: string;
}) => Promise<readonly Suggestion[]>;

export interface Suggestion {
  readonly value: string;
  readonly label: string;
}

/**
 * Cards for the links of one message, as `link` was given; none where previews are not wanted. A second call for the same
 * message gives none either. Never rejects.
 */
export type Unfurl = (posted: {
  readonly platform: string;
  readonly workspace: string;
  /** The platform's id of the conversation. */
  readonly conversation: string;
  /** Who posted them: links of a person who may do nothing at all get no card. */
  readonly person: Person;
  readonly links: readonly string[];
  readonly payloadLimits: PayloadLimits;
}) => Promise<readonly Unfurled[]>;

export interface Unfurled {
  readonly link: string;
  readonly card: ReadyCard;
  readonly language: Language;
  /** To be told when the card certainly was not shown: the next link to the same gets one. Never rejects. */
  notShown(): Promise<void>;
}

/** The few sentences that adapters say by themselves. */
export interface AdapterWords {
  /** The answer went to the person as a direct message. */
  readonly sentPrivately: string;
  /** The answer is for the asker alone, and direct messages are closed. `command`: how to ask again. */
  directMessagesClosed(command: string): string;
  /** The picture needs a permission that the app lacks. */
  missingPermission(permission: string): string;
  /** A file of the answer is a direct message of its own. */
  fileSentPrivately(name: string): string;
  /** It is a message of its own in the same conversation. */
  fileSentHere(name: string): string;
  /** It could not be sent; for want of a permission, where one is named. */
  fileNotSent(name: string, permission: string | undefined): string;
  /** Alternative text and name of a QR code picture. */
  readonly qrCode: string;
  /** While an answer is being made, where a platform shows words for that. */
  readonly working: string;
}
