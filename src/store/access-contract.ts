/*
 * What the store keeps of who may do what. `scope` is the name of a conversation (`x:C0123`), or `everywhere`; `subject`
 * is whom it is about, in the words of whoever sets it.
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

/** A role that may not be left to nobody in a scope: what would take it from the last one is not done. */
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
