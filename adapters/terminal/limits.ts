import { longestLine } from '../../src/chat/line.ts';

/** What a terminal can show and take. Widths are columns: a Chinese character fills two. */
export const terminalLimits = {
  /** Width where none is known: a pipe, a file. */
  usualWidth: 80,
  /** Lines longer than this are hard to read, however wide the window is. */
  widest: 100,
  /** Below this nothing can be laid out; the window wraps what does not fit. */
  narrowest: 24,
  /** Longest title in characters; the rest gives way to an ellipsis. */
  title: 300,
  /** The most columns that the labels of fields take. */
  widestLabel: 22,
  /** One character more than the core accepts: a longer line is cut here, and the core says why it can't do. */
  keptOfLine: longestLine + 1,
  /** How many earlier lines the arrow keys bring back. */
  history: 200,
  /** Digits of the number of a choice; anything longer is a command or an id. */
  choiceDigits: 3,
  /** Choices of a form's field: numbered, on a few screens. */
  formChoices: 99,
  /** Choices that have a number at once; past them the numbers begin anew. */
  mostChoices: 900,
  /** The most columns that a bar of a chart takes. */
  widestBar: 40,
  /** Ms from one unasked message to the next: faster than a person reads. */
  paceMs: 250,
  /** Items of a list, which is printed whole however long it is; more scroll away unread. */
  listItems: 50,
  /** Of how many such messages it is remembered that they were printed. */
  messagesKept: 200,
  /** A button is kept in memory, so its payload may be as long as a call gets. */
  payload: { button: 100_000, option: 100_000 },
} as const;
