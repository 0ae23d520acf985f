/*
 * What the store keeps of requests that another person has to decide, and of what is still to be said about them. `state`
 * is JSON of the approvals' own, opaque here. Times are ms since 1970 UTC.
 */

export interface StoredRequest {
  readonly organization: string;
  /** Unguessable, and unique over all organizations. */
  readonly id: string;
  readonly kind: string;
  /** What requests for the same thing have in common. */
  readonly subject: string;
  /** `platform:id` of a person. */
  readonly asker: string;
  /** Whether it waits for a decision. */
  readonly open: boolean;
  /** What it has come to, in a word, by which it is looked for. */
  readonly standing: string;
  readonly state: string;
  /** From 1, one more with each change. */
  readonly version: number;
  readonly createdAt: number;
  readonly changedAt: number;
  /** When something is to be done about it without a person's action. */
  readonly dueAt?: number | undefined;
}

/** A message that has to show a request as it now is. */
export interface WantedMessage {
  readonly kind: string;
  readonly place: string;
  /** `platform:id`; of a message to a person where they asked. */
  readonly conversation: string;
  /** `platform:id` of the one who alone may see it. */
  readonly person?: string | undefined;
  readonly dueAt: number;
}

/** A message about a request, held by one process for a while. */
export interface HeldMessage {
  readonly organization: string;
  readonly request: string;
  readonly kind: string;
  readonly holder: string;
  readonly heldUntil: number;
  readonly place: string;
  readonly conversation: string;
  readonly person?: string | undefined;
  /** How it is being sent, where there are several ways. */
  readonly way?: string | undefined;
  /** Where it went, by the platform's own id, once that is known. */
  readonly target?: string | undefined;
  /** The version of the request that it is to show, and the one it shows; 0 while it is nowhere. */
  readonly wanted: number;
  readonly shown: number;
  /** The platform's own name of the message, once it stands there. */
  readonly message?: string | undefined;
  readonly createdAt: number;
  readonly attempts: number;
  /** An attempt whose outcome is not known. */
  readonly attempt?: { readonly key: string; readonly at: number } | undefined;
}

/** A message about a request that was given up. */
export interface ParkedMessage {
  readonly request: string;
  readonly kind: string;
  readonly conversation: string;
  readonly parkedAt: number;
  /** Why, for a person; no secret. */
  readonly reason: string;
}

export interface Requests {
  /**
   * Keeps a request with what is to be said of it, unless the asker has an open one of that kind and subject: then that
   * one is given back, and nothing is kept. Of any number of callers at once one keeps it.
   */
  open(
    request: StoredRequest,
    messages: readonly WantedMessage[],
  ): Promise<{ readonly request: StoredRequest; readonly isNew: boolean }>;
  get(input: { readonly organization: string; readonly id: string }): Promise<StoredRequest | undefined>;
  /** The request of that id if `asker` asked for it, whatever the organization: for those who answer in private. */
  ofAsker(input: { readonly id: string; readonly asker: string }): Promise<StoredRequest | undefined>;
  /** The newest first. */
  list(input: {
    readonly organization: string;
    readonly kind?: string;
    readonly subject?: string;
    readonly asker?: string;
    readonly open?: boolean;
    readonly standing?: string;
    /** Of which something is, or is to be, said for all of this conversation to see. */
    readonly shownIn?: string;
    /** Changed then or later. */
    readonly sinceMs?: number;
    readonly limit: number;
  }): Promise<readonly StoredRequest[]>;
  /** Open ones whose time has come, of any organization. */
  due(input: { readonly now: number; readonly limit: number }): Promise<readonly StoredRequest[]>;
  /**
   * Replaces the request of `version` by its next one, with what is to be said of it, all or none. `false` when it was
   * changed meanwhile: of any number of callers at once with one version, one changes it.
   */
  change(
    request: StoredRequest,
    next: Pick<StoredRequest, 'open' | 'standing' | 'state' | 'changedAt' | 'dueAt'>,
    messages: readonly WantedMessage[],
  ): Promise<boolean>;

  /** Gives `holder` messages that are due and not held, of any organization, for `holdMs`. */
  claim(input: {
    readonly now: number;
    readonly holder: string;
    readonly holdMs: number;
    readonly limit: number;
  }): Promise<readonly HeldMessage[]>;
  /** When the next one is due, over all organizations. */
  nextDueAt(): Promise<number | undefined>;
  /** Notes an attempt before it is made. `false` when it is not held any more: then nothing may be sent. */
  begin(
    held: HeldMessage,
    attempt: { readonly key: string; readonly at: number; readonly target?: string | undefined },
  ): Promise<boolean>;
  /**
   * Gives back what was held: the message stands as `message` and shows `shown`, or is none any more. It is due again at
   * once where the request changed meanwhile.
   */
  settle(
    held: HeldMessage,
    as: { readonly message?: string | undefined; readonly shown: number; readonly at: number },
  ): Promise<boolean>;
  /**
   * Gives back what was held, to be tried again at `dueAt`. `forget`: what was tried is known not to have arrived. `way`:
   * how it is sent from now on.
   */
  postpone(
    held: HeldMessage,
    how: {
      readonly dueAt: number;
      readonly counts: boolean;
      readonly forget: boolean;
      readonly way?: string;
      /** The message is gone: a new one has to be posted. */
      readonly anew?: boolean;
    },
  ): Promise<boolean>;
  /**
   * Gives back what was held, and gives it up: it is kept until a person retries it or the request goes on, and for 30 days
   * once the request is settled. Where the request went on meanwhile it is due again at once instead. `forget` as above:
   * what is not forgotten of an attempt stays known.
   */
  park(
    held: HeldMessage,
    how: { readonly reason: string; readonly at: number; readonly forget: boolean },
  ): Promise<boolean>;
  /** What was given up, the newest first. */
  parked(input: {
    readonly organization: string;
    readonly conversation?: string;
    readonly limit: number;
  }): Promise<readonly ParkedMessage[]>;
  /** Makes what was given up due at `at`, with its attempts counted anew; how many that are. */
  retry(input: {
    readonly organization: string;
    readonly conversation?: string;
    readonly at: number;
  }): Promise<number>;
  /** Over all organizations, for metrics. Reads an index whole. */
  counts(input: { readonly now: number }): Promise<{
    readonly due: number;
    readonly later: number;
    readonly unclear: number;
    readonly parked: number;
  }>;
}
