/** An account at the partner API, as its console shows it. */
export interface Account {
  /** Names the account; sent with every call. 32 hex digits where seen. */
  readonly accessKey: string;
  /** Signs every call; never sent and never logged. */
  readonly accessSecret: string;
  /** The sub-account that calls; sent, but not part of the documented signature. 13 digits where seen. */
  readonly userId: string;
}
