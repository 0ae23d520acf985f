/*
 * The accounts at the partner that the store knows, by names of their own. Times are ms since 1970 UTC.
 */

export interface StoredAccount {
  readonly id: string;
  readonly name: string;
  /** Whether a person gave it that name. */
  readonly named: boolean;
  /** `unknown`: of a version that could not tell an account from a sandbox. */
  readonly kind: 'account' | 'sandbox' | 'unknown';
  /** Digests of its access keys. */
  readonly keys: readonly string[];
  /** 0: not known. */
  readonly usedAt: number;
  /** Whether orders, watches or claims stand under it. */
  readonly holds: boolean;
}

/** An account as it is to stand, keys that are its own from now on, and another whose rows become its own. */
export interface StoredAccountChange {
  readonly account: Pick<StoredAccount, 'id' | 'name' | 'named' | 'kind'>;
  readonly keys: readonly string[];
  readonly absorbs?: string;
}

export interface AccountNames {
  all(): Promise<readonly StoredAccount[]>;
  /**
   * Shows `decide` what stands, and makes it as that says, all in one transaction that no other runs beside. `decide` may be
   * called more than once. Gives what `decide` gave.
   */
  settle<Decision>(input: {
    decide(known: readonly StoredAccount[]): {
      readonly decision: Decision;
      readonly change?: StoredAccountChange | undefined;
    };
    /** The account's own user, noted with the account. */
    readonly userId: string;
    readonly at: number;
  }): Promise<Decision>;
  /** The account's own users, as they followed each other. */
  usersOf(account: string): Promise<readonly string[]>;
  /** The conversations that watch orders of other accounts, each once, and in which organization and workspace they are. */
  watchedElsewhere(
    account: string | undefined,
  ): Promise<
    readonly { readonly organization: string; readonly conversation: string; readonly workspace: string }[]
  >;
}
