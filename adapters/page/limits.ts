import { longestLine } from '../../src/chat/line.ts';

/** What the page can carry. */
export const limits = {
  /** Bytes of a request: a pasted line that is far too long still reaches the core, which says so. */
  bodyBytes: 256 * 1024,
  /** Characters of a line that is sent on; the core accepts one less. */
  line: longestLine + 1,
  /** Characters of a locale, as browsers give it. */
  locale: 60,
  /** A button stays on the page, so its payload may be as long as a call gets. */
  payload: { button: 100_000, option: 100_000 },
  /** The last answers can be seen as other platforms draw them. */
  cardsKept: 200,
} as const;
