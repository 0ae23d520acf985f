import { longestLine } from '../../src/chat/line.ts';
import { mostPictureBytes } from '../../src/pictures/read-picture.ts';

const bodyBytes = 256 * 1024;

/** What the page can carry. */
export const pageLimits = {
  /** Bytes of a request: a pasted line that is far too long still reaches the core, which says so. */
  bodyBytes,
  /** Bytes of a request that brings a picture: one that is a little too large still reaches the core, which says so. */
  pictureBodyBytes: bodyBytes + mostPictureBytes,
  /** Characters of a line that is sent on; the core accepts one less. */
  line: longestLine + 1,
  /** Characters of the name of a form's field. */
  fieldName: 100,
  /** Choices of a form's field: a list that a person still scrolls through. */
  choices: 500,
  /** Characters of a locale, as browsers give it. */
  locale: 60,
  /** Characters of a time zone's name. */
  zone: 60,
  /** A button stays on the page, so its payload may be as long as a call gets. */
  payload: { button: 100_000, option: 100_000 },
  /** The last answers can be seen as other platforms draw them. */
  cardsKept: 200,
  /** Questions with their answers, for a page that is opened again. */
  exchangesKept: 200,
  /** Characters of a question as it reads on the page. */
  shown: 300,
  /** Messages that the bot sent by itself, for pages that are opened or come back later. */
  messagesKept: 200,
  /** Ms from one of them to the next: faster than a person reads. */
  paceMs: 250,
  /** Items of a list, which the page shows whole however many they are. */
  listItems: 100,
  /** Characters of a position in what is followed. */
  position: 60,
} as const;
