/*
 * What the store keeps of who may do what, which workspaces are let in, and to which organization each belongs. Workspaces
 * and servers are named `platform:id`. Times are ms since 1970 UTC.
 */

export interface StoredGrant {
  readonly organization: string;
  readonly scope: string;
  readonly subject: string;
  readonly role: string;
  /** What the subject was called when it was granted. */
  readonly name: string;
  /** `platform:id` of a person. */
  readonly grantedBy: string;
  readonly grantedAt: number;
}

/** A role that at least one subject must keep in a scope: what would take it from the last one is not done. */
export interface KeepOne {
  readonly scope: string;
  readonly role: string;
}

/** Who was granted what: one role a subject in each scope. Nothing is remembered: an answer is what stands there now. */
export interface Grants {
  /** Those of the given scopes, or all; by scope, then subject. */
  of(asked: {
    readonly organization: string;
    readonly scopes?: readonly string[];
  }): Promise<readonly StoredGrant[]>;
  /** Sets or replaces it. `last`: it was not, since it would take a kept role from the last one who has it. */
  set(grant: StoredGrant, keepOne?: KeepOne): Promise<'set' | 'last'>;
  remove(
    which: Pick<StoredGrant, 'organization' | 'scope' | 'subject'>,
    keepOne?: KeepOne,
  ): Promise<'removed' | 'absent' | 'last'>;
}

/** What was decided of a workspace; `knocked`: nothing yet, but people have tried the bot there. */
export type AdmissionState = 'admitted' | 'dismissed' | 'knocked';

/** A workspace, and what is known of it. */
export interface StoredAdmission {
  readonly workspace: string;
  readonly state: AdmissionState;
  /** `platform:id` of the person who decided; absent for what a migration let in, and where nothing is decided. */
  readonly changedBy?: string;
  readonly changedAt: number;
  /** When the bot was last tried there while it was not let in. */
  readonly knockedAt?: number;
}

export interface Admissions {
  /** Never an old answer. */
  of(input: { readonly workspace: string }): Promise<AdmissionState | undefined>;
  /** Every workspace that is admitted, in the order of their names. */
  admitted(): Promise<readonly StoredAdmission[]>;
  /** The newest first: workspaces that were tried and are not admitted; dismissed ones too. */
  knocked(input: { readonly limit: number }): Promise<readonly StoredAdmission[]>;
  /** Lets a workspace in, or takes it out; whether that changed anything. */
  set(input: {
    readonly workspace: string;
    readonly state: 'admitted' | 'dismissed';
    readonly by: string;
    readonly at: number;
  }): Promise<boolean>;
  /** Notes that the bot was tried in a workspace that is not admitted. Keeps the newest `keep` of those never decided. */
  knock(input: { readonly workspace: string; readonly at: number; readonly keep: number }): Promise<void>;
  /** Workspaces that are watched, and neither admitted nor dismissed, with the number of their watches. */
  undecided(): Promise<readonly { readonly workspace: string; readonly watches: number }[]>;
}

/** Which organization a workspace or server belongs to, and how it comes to another. */
export interface Organizations extends Joining {
  /**
   * The organization of `workspace`, such as `x:T0123`: the workspace's own name until an admin joins it to another organization.
   * Reads at most; never writes. Never an old answer: by an organization that a workspace was taken out of, no person is held
   * to what was decided of them there.
   */
  of(input: { readonly workspace: string }): Promise<string>;
}

export interface Joining {
  /** Keeps that a person who has the code of `digest` may join a workspace to `organization`, once, until then. */
  offer(code: {
    readonly organization: string;
    readonly digest: string;
    readonly madeBy: string;
    readonly expiresAt: number;
  }): Promise<void>;
  /** The organization that a code joins to; `undefined` when there is none, or it is too old or used up. */
  offered(code: { readonly digest: string }): Promise<string | undefined>;
  /**
   * Joins `workspace`, with every workspace that was joined to it, and uses the code up; all of it or nothing. What the workspace's own
   * organization had comes along: what is set for conversations and people, watches with what is still to be said,
   * requests, kept buttons and links; of grants those of one conversation, and those for everywhere of a role in `roles`.
   * What stands in both stays as the organization joined has it. Its audit log stays its own. What it had set for all of
   * itself ends.
   */
  join(input: {
    readonly workspace: string;
    readonly digest: string;
    readonly roles: readonly string[];
  }): Promise<JoinOutcome>;
}

type JoinOutcome =
  | { readonly state: 'joined'; readonly organization: string }
  | { readonly state: 'no code' }
  /** They are one organization already. */
  | { readonly state: 'same' }
  /** The workspace belongs to another organization than its own by now. */
  | { readonly state: 'elsewhere' };
