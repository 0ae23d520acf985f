/*
 * What the store keeps of requests that another person has to decide. What is said about them waits in the outbox. `state` is
 * JSON of the approvals' own, opaque here. Times are ms since 1970 UTC.
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
  readonly status: string;
  readonly state: string;
  /** From 1, one more with each change. */
  readonly version: number;
  readonly createdAt: number;
  readonly changedAt: number;
  /** When something is to be done about it without a person's action. */
  readonly dueAt?: number | undefined;
  /** The conversation, `platform:id`, where those who decide see it. */
  readonly shownIn?: string | undefined;
}

/** A message that has to show a request as it now is; it waits in the outbox. */
export interface WantedMessage {
  /** Which of the messages about the request it is. */
  readonly part: string;
  readonly workspace: string;
  /** `platform:id`; of a message to a person where they asked. */
  readonly conversation: string;
  readonly dueAt: number;
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
    readonly status?: string;
    /** Which all of this conversation may see. */
    readonly shownIn?: string;
    /** Changed then or later. */
    readonly sinceMs?: number;
    readonly limit: number;
  }): Promise<readonly StoredRequest[]>;
  /** Open ones whose time has come, of any organization. */
  due(input: { readonly now: number; readonly limit: number }): Promise<readonly StoredRequest[]>;
  /**
   * Replaces the request of `version` by its next one, with what is to be said of it, all or none. `false` when it was
   * changed meanwhile: of any number of callers at once with one version, one changes it. Of a message that is wanted again,
   * what was parked is due again with it.
   */
  change(
    request: StoredRequest,
    next: Pick<StoredRequest, 'open' | 'status' | 'state' | 'changedAt' | 'dueAt'>,
    messages: readonly WantedMessage[],
  ): Promise<boolean>;
}
