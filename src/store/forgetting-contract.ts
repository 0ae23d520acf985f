/** Takes somebody out of what the store knows. */
export interface Forgetting {
  /**
   * Takes a person, `platform:id`, out of everything that the organization's rows say: all of it or, where that fails,
   * nothing. `without` says what is left of what the store itself can't read, for the platform's own `id` of the person:
   * of a watch's rule, of a delivery's content, and a card for where one was kept that named them.
   */
  forget(input: {
    readonly organization: string;
    readonly person: string;
    readonly without: {
      rule(rule: string, id: string): string;
      content(content: string, id: string): string;
      readonly card: string;
    };
  }): Promise<Forgotten>;
}

/** In how many rows somebody was forgotten. */
export interface Forgotten {
  /** Of the audit trail. */
  readonly records: number;
  readonly watches: number;
  readonly deliveries: number;
  /** Buttons and answers that were kept. */
  readonly answers: number;
}
