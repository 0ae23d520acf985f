/* What is set for a conversation, a person and an organization. */

import type { Language } from '../../runtime/language.ts';

/** What can be set for a conversation; an absent member is not set. */
export interface ConversationSettings {
  readonly language?: Language | undefined;
  /** Whether links to offers that people post get a card. */
  readonly unfurl?: boolean | undefined;
  /** How order news comes. */
  readonly notifications?: NotificationSettings | undefined;
}

/** How order news comes in a conversation. Minutes are of the day, 0 to 1439. */
export interface NotificationSettings {
  /** Kinds of news that are also shown in the conversation itself, not only in the thread of their card. */
  readonly broadcast?: readonly string[] | undefined;
  /** Minutes between which only what is urgent comes; over midnight where `from` is the later. */
  readonly quiet?: { readonly from: number; readonly to: number } | undefined;
  /** The minute at which the daily digest comes, and the summary where one is wanted. */
  readonly dailyAt?: number | undefined;
  readonly summary?: boolean | undefined;
  /** IANA name of the time zone that the minutes are of, such as `Asia/Shanghai`. */
  readonly zone?: string | undefined;
  /** What news are said in where no language is set for the conversation: that of the first card of its last watch. */
  readonly language?: Language | undefined;
}

/** What people set for a conversation, by its platform's name and id (`x:C0123`). */
export interface Conversations {
  /**
   * Only what was set. What this version does not know, or finds malformed, is left out. Remembered for some seconds:
   * that is how long a process may take to notice what another one changed.
   */
  settings(input: {
    readonly organization: string;
    readonly conversation: string;
  }): Promise<ConversationSettings>;
  /** Sets the members of `change`, all or none; `null` unsets one; members left out stay as they are. */
  change(input: {
    readonly organization: string;
    readonly conversation: string;
    readonly change: { readonly [K in keyof ConversationSettings]: ConversationSettings[K] | null };
  }): Promise<void>;
  /**
   * Sets how order news comes by what is set at that moment, whoever set it; `update` is asked again where another change came
   * first, so that none is lost. What is set now.
   */
  updateNotifications(input: {
    readonly organization: string;
    readonly conversation: string;
    readonly update: (current: NotificationSettings | undefined) => NotificationSettings;
  }): Promise<NotificationSettings>;
}

/**
 * What is remembered of one person (`x:U0123`) within an organization: short texts by name, opaque here. Each stands by
 * itself, so that two changes at once never undo each other.
 */
export interface People {
  /** By name, in the order of their names. */
  remembered(input: {
    readonly organization: string;
    readonly person: string;
  }): Promise<ReadonlyMap<string, string>>;
  /** Keeps `value` under `name`, in the place of what is there. */
  remember(input: {
    readonly organization: string;
    readonly person: string;
    readonly name: string;
    readonly value: string;
  }): Promise<void>;
  /**
   * Keeps `to` under `name` where `from` stands there still, `undefined` being nothing; whether it did. Of any number of
   * callers at once with one `from`, one does.
   */
  replace(input: {
    readonly organization: string;
    readonly person: string;
    readonly name: string;
    readonly from: string | undefined;
    readonly to: string | undefined;
  }): Promise<boolean>;
  forget(input: {
    readonly organization: string;
    readonly person: string;
    readonly names: readonly string[];
  }): Promise<void>;
}

/** Settings of a whole organization: a short text by a name. Remembered nowhere: read each time. */
export interface OrganizationSettings {
  get(input: { readonly organization: string; readonly name: string }): Promise<string | undefined>;
  /** Those whose names begin so, by name. */
  named(input: {
    readonly organization: string;
    readonly beginning: string;
  }): Promise<ReadonlyMap<string, string>>;
  /** `undefined` unsets it. */
  set(input: {
    readonly organization: string;
    readonly name: string;
    readonly value: string | undefined;
  }): Promise<void>;
}

/** What a person asked and was answered, as an adapter whose platform keeps nothing shows it again: opaque texts. */
export interface Exchanges {
  /** Keeps `body` under `id`, in the place of what is there, and no more than the person's last `most`. */
  keep(input: {
    readonly organization: string;
    readonly person: string;
    readonly id: string;
    readonly body: string;
    readonly at: number;
    readonly most: number;
  }): Promise<void>;
  /** Those that are not older than `since`, the oldest first. */
  since(input: {
    readonly organization: string;
    readonly person: string;
    readonly since: number;
  }): Promise<readonly { readonly id: string; readonly at: number; readonly body: string }[]>;
  forget(input: {
    readonly organization: string;
    readonly person: string;
    readonly id: string;
  }): Promise<void>;
}
