/** What a check of the bot's surroundings found, for the operator. */
export interface Finding {
  /** `unsure`: it could not be checked, or only partly. */
  readonly verdict: 'good' | 'bad' | 'unsure';
  /** What was looked at, and what was seen. Never a secret. */
  readonly what: string;
  /** What to do about it. */
  readonly advice?: string;
}

export const good = (what: string): Finding => ({ verdict: 'good', what });
export const bad = (what: string, advice: string): Finding => ({ verdict: 'bad', what, advice });
export const unsure = (what: string, advice: string): Finding => ({ verdict: 'unsure', what, advice });
