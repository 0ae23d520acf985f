/** How words that code puts beside each other are joined: each language has its own signs for that. */
export const punctuation = {
  /** Things of one kind: `shipped, refund`. */
  list: (items: readonly string[]): string => items.join(', '),
  /** Parts of one statement: `5 units, in lots of 5 units`. */
  phrases: (parts: readonly string[]): string => parts.join(', '),
  /** Statements that may hold commas. */
  clauses: (parts: readonly string[]): string => parts.join('; '),
  /** Whole sentences. */
  sentences: (parts: readonly string[]): string => parts.join(' '),
  /** `words`, and what is added to them in brackets. */
  aside: (words: string, added: string): string => `${words} (${added})`,
  /** What stands before a value. */
  label: (words: string): string => `${words}: `,
};

export type PunctuationWords = typeof punctuation;
