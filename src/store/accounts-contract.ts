/*
 * What the store keeps of the users (sub-accounts) that an account at the partner has: for which of them an organization's
 * calls are made, and for which of them orders were placed.
 */

export interface StoredUserChoice {
  readonly organization: string;
  /** What it is for, in the words of whoever sets it. */
  readonly subject: string;
  readonly userId: string;
  /** `platform:id` of a person. */
  readonly setBy: string;
  readonly setAt: number;
}

/** One choice a subject. Nothing is remembered: an answer is what stands there now. */
export interface UserChoices {
  /** Those of the given subjects, or all; by subject. */
  of(asked: {
    readonly organization: string;
    readonly subjects?: readonly string[];
  }): Promise<readonly StoredUserChoice[]>;
  /** Sets or replaces it. */
  set(choice: StoredUserChoice): Promise<void>;
  /** Whether there was one. */
  remove(which: Pick<StoredUserChoice, 'organization' | 'subject'>): Promise<boolean>;
}

/** For which of an account's users its orders were placed. The first that is noted of an order stays. */
export interface StoredOrderUsers {
  /** `undefined`: nothing was noted. A `userId` that is absent is the account's own. */
  of(asked: {
    readonly account: string;
    readonly orderId: string;
  }): Promise<{ readonly userId: string | undefined } | undefined>;
  note(what: {
    readonly account: string;
    readonly orderId: string;
    readonly userId: string | undefined;
  }): Promise<void>;
}
