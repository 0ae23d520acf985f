/* What commands, buttons and links leave in the store for the next invocation to find. */

/**
 * Runs something once, however often it is asked for: the caller that begins a key first runs it and keeps the outcome; a
 * later caller is given that.
 *
 * A key is held for `holdMs`. When its holder neither finishes nor releases it in that time (it died), the
 * next `begin` gets the key as `new`, with a later `since`. So `holdMs` must be longer than the run can
 * take, and a run that may have been cut short must look before it acts again. With `endsWithProcess` the hold ends before
 * that once the holder's process is known to be over, which a process cut off from the database can be while it still runs.
 */
export interface Claims {
  /** Exactly one of any number of callers at once gets `new`. `holdMs` is at least 1. */
  begin(input: {
    readonly organization: string;
    readonly key: string;
    readonly holdMs: number;
    readonly endsWithProcess?: boolean;
  }): Promise<ClaimState>;
  /**
   * Keeps `outcome`, a short JSON text, for days. The first outcome of a key stays: a later one, of a holder
   * that was taken for dead, changes nothing.
   */
  finish(input: {
    readonly organization: string;
    readonly key: string;
    readonly outcome: string;
  }): Promise<void>;
  /**
   * Gives the key back, for a run that failed before it changed anything; it can be begun again at once. `since` is what
   * `begin` gave: a key that another caller began later is left alone, as is a finished one.
   */
  release(input: {
    readonly organization: string;
    readonly key: string;
    readonly since: number;
  }): Promise<void>;
}

/** How far the run of a key has come. `since`: when it was begun. */
export type ClaimState =
  | { readonly state: 'new'; readonly since: number }
  | { readonly state: 'running'; readonly since: number }
  | { readonly state: 'done'; readonly outcome: string };

/** Keeps what is too long for a platform's button, and gives it back. */
export interface Buttons {
  /**
   * An unguessable key of at most 22 characters `[A-Za-z0-9]`, good for at least `forMs`. The same payload of
   * the same organization gets the same key for as long as it lives.
   */
  keep(input: {
    readonly organization: string;
    readonly payload: string;
    readonly forMs: number;
  }): Promise<string>;
  /** `undefined` when the key is unknown, expired, or another organization's. */
  recall(input: { readonly organization: string; readonly key: string }): Promise<string | undefined>;
}

/** A seller link that is kept while it may be opened. No person's name is kept with it. */
export interface StoredLink {
  readonly organization: string;
  /** Where it was handed out; as the audit log has it: `direct` for the person's own direct messages. */
  readonly workspace: string;
  /** `platform:id`, or `direct`. */
  readonly conversation: string;
  readonly offer: string;
  readonly link: string;
  /** How often it was opened. */
  readonly opens: number;
}

/** Seller links that stand behind a link of the bot's own. */
export interface StoredLinks {
  /** Keeps a link for `forMs`: the id to open it by, 22 characters `[A-Za-z0-9]`, unguessable. */
  keep(input: Omit<StoredLink, 'opens'> & { readonly forMs: number }): Promise<{
    readonly id: string;
    /** Ms since 1970 UTC. */
    readonly expiresAt: number;
  }>;
  /** Counts an opening and gives the link; `undefined` once its time is over, or where there is none. */
  open(input: { readonly id: string }): Promise<StoredLink | undefined>;
  /** The key that links of the bot's own are signed with, the same in every process and after every restart. */
  key(): Promise<string>;
}

/**
 * Keys that the bot makes for itself the first time they are asked for: 43 characters `[A-Za-z0-9]`, unguessable, the same
 * in every process on the store and after every restart. No key says anything of another.
 */
export interface SecretKeys {
  /** The key for what `name` says, such as `links`. */
  of(name: string): Promise<string>;
}
