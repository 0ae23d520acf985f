/** Where somebody who asked for a seller link was given one. */
export interface LinkPlace {
  readonly organization: string;
  readonly place: string;
  /** `platform:id`, or `direct`. */
  readonly conversation: string;
}

/** A link that is kept while it may be opened. Nobody's name is kept with it. */
export interface KeptLink extends LinkPlace {
  readonly link: string;
  readonly offer: string;
  /** How often it was opened. */
  readonly opens: number;
}

/** Seller links that stand behind a link of the bot's own. */
export interface GuardedLinks {
  /** Keeps a link for `forMs`: the id to open it by, 22 characters `[A-Za-z0-9]`, unguessable. */
  keep(
    input: LinkPlace & { readonly link: string; readonly offer: string; readonly forMs: number },
  ): Promise<{
    readonly id: string;
    /** Ms since 1970 UTC. */
    readonly expiresAt: number;
  }>;
  /** Counts an opening and gives the link; `undefined` once its time is over, or where there is none. */
  open(input: { readonly id: string }): Promise<KeptLink | undefined>;
  /** The key that links of the bot's own are signed with, the same in every process and after every restart. */
  key(): Promise<string>;
}
