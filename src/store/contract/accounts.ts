/*
 * What the store keeps of accounts at the partner: for which of an account's users (sub-accounts) calls are made and orders
 * were placed, and what people spend there, in fen, so that the sum of some hours can be held to a limit. Times are ms since
 * 1970 UTC.
 */

import type { Claims } from './interactions.ts';

interface StoredUserChoice {
  readonly organization: string;
  /** What it is for, in the caller's own terms. */
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

/** What was paid for at an account: an order by its id, or freight by the key under which it is booked. */
export type SpentOn = { readonly order: string } | { readonly freight: string };

/** Whose amount it is. */
export interface SpendingKey {
  readonly organization: string;
  /** `platform:id`. */
  readonly person: string;
  /** The account at the partner. */
  readonly account: string;
  readonly on: SpentOn;
}

interface Amount {
  readonly fen: number;
  readonly at: number;
}

type SpendingTaken =
  /** It counts now. `before`: what was counted for the same thing until then. */
  | { readonly taken: true; readonly before?: Amount }
  /** Nothing changed; `spentFen` was spent on other things. */
  | { readonly taken: false; readonly spentFen: number };

/** What one person spends in one organization, at whatever account. An amount for a thing replaces the earlier one for it. */
export interface Spending {
  /**
   * Counts an amount, unless that and what the person spent on other things later than `since` are more than `mostFen`
   * together. Of any number of callers at once, in any number of processes, each sees what those before it took.
   */
  take(
    input: SpendingKey & Amount & { readonly since: number; readonly mostFen?: number | undefined },
  ): Promise<SpendingTaken>;
  /**
   * Undoes what was taken at `at`, and restores `before` if that was given. Does nothing where the amount was replaced or
   * ended meanwhile.
   */
  giveBack(input: SpendingKey & { readonly at: number; readonly before?: Amount | undefined }): Promise<void>;
  /** What the person spent on other things later than `since`, fen. */
  onOthers(input: SpendingKey & { readonly since: number }): Promise<number>;
}

/** How often something was done with an account on a day, for all processes together. */
export interface DailyCounts {
  /**
   * Counts `wanted` more; one more where so many would be more than `most`; none where `most` were counted already. How many
   * it counted. Both are at least 1.
   */
  take(input: {
    readonly account: string;
    readonly name: string;
    /** Such as `2026-11-25`. */
    readonly day: string;
    readonly most: number;
    readonly wanted: number;
    readonly at: number;
  }): Promise<number>;
}

/** `Table` of which `Name` is given: each of its functions is called without it. */
export type Bound<Table, Name extends string> = {
  readonly [Each in keyof Table]: Table[Each] extends (input: infer Input) => infer Result
    ? (input: Omit<Input, Name>) => Result
    : never;
};

/**
 * What was begun at one account, and what came of it. The account is one for all organizations, so that what two of them
 * want at once is still done once.
 */
export type AccountClaims = Bound<Claims, 'organization'> & {
  /**
   * When the store was last made of a copy: what was begun before then, and after the copy was made, is not known. Absent where
   * it never was.
   */
  readonly restoredAt?: number | undefined;
};

/** What people of every organization spend at one account. */
export type AccountSpending = Bound<Spending, 'account'>;
