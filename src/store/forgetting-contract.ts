/** Takes a person out of what the store knows. */
export interface Forgetting {
  /**
   * Takes a person, `platform:id`, out of every row of `organization`, and everything out of their own direct messages with
   * the bot: all of it or, where that fails, nothing.
   *
   * A person's direct messages are theirs, whichever organization asks: where they are an organization of their own, no other
   * has anything in it, so that all of it goes. Its audit trail keeps its records without their values, as any other does.
   */
  forget(input: {
    readonly organization: string;
    readonly person: string;
    /** The place that the person's direct messages are where those are in no workspace, as `platform:place`. */
    readonly ownPlace: string;
    /**
     * Of the organization's conversations, those between the person and the bot alone, as `platform:id`; `undefined` where
     * that could not be found out.
     */
    readonly directs: readonly string[] | undefined;
    readonly without: Without;
  }): Promise<Forgotten>;
  /** The places whose rows a forgetting for `organization` reaches: its own, and those that were joined to it. */
  places(input: { readonly organization: string }): Promise<readonly string[]>;
}

/** What is left of what the store itself can't read; `id` is the platform's own of the person. */
export interface Without {
  /** Of a watch's rule. */
  rule(rule: string, id: string): string;
  /** Of a delivery's content. */
  content(content: string, id: string): string;
  /** Of a request that others asked for. */
  request(state: string, person: string): string;
  /** The conversation between its asker and the bot alone in which a request was asked, if it was in one. */
  askedDirectly(state: string): string | undefined;
  /** In place of a card that named the person. */
  readonly card: string;
}

/** In how many rows a person was forgotten. */
export interface Forgotten {
  /** Of audit trails. */
  readonly records: number;
  readonly watches: number;
  readonly others: number;
  /** What of them could not be reached. */
  readonly stays: readonly Stays[];
}

/**
 * `spending`: what they spent within 24 hours, which a limit still counts; it ends by itself.
 * `chain`: their direct messages have an audit trail, whose name holds their id, and its hashes cover that.
 * `rule`: requests are still sent to their direct messages, by a rule of the organization.
 * `directs`: their direct messages could not be found.
 */
export type Stays = 'spending' | 'chain' | 'rule' | 'directs';
