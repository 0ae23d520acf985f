/** What an attempt was to send. Its key's first character says so to the process that finds it after a crash. */
export type Sending = 'card' | 'line' | 'digest' | 'summary';

/** The letter for each. */
export const sendingMarks = { card: 'c', line: 'l', digest: 'd', summary: 's' } as const satisfies Record<
  Sending,
  string
>;

/** What an attempt of `key` was made for; a digest, which stands alone, for a key of another version's. */
export function sendingOf(key: string): Sending {
  switch (key.charAt(0)) {
    case sendingMarks.card:
      return 'card';
    case sendingMarks.line:
      return 'line';
    case sendingMarks.summary:
      return 'summary';
    default:
      return 'digest';
  }
}
