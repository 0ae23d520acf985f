/*
 * What the store keeps of what people spend: an amount for each thing, in fen, so that the sum of some hours can be held to
 * a limit. Times are ms since 1970 UTC.
 */

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

export interface Amount {
  readonly fen: number;
  readonly at: number;
}

export type SpendingTaken =
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
  /** Counts one more, unless `most` were counted already: whether it did. `most` is at least 1. */
  take(input: {
    readonly account: string;
    readonly name: string;
    /** Such as `2026-11-25`. */
    readonly day: string;
    readonly most: number;
    readonly at: number;
  }): Promise<boolean>;
}
