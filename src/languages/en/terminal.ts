import { grouped } from '../../runtime/grouped.ts';
import { counted } from './amounts.ts';

/** The sentences of the prompt itself, where the bot is spoken to in a terminal. */
export const terminal = {
  greeting: [
    'shoptalk — type a command and press Enter.',
    'Tab completes it, the up arrow brings back an earlier one, Ctrl-D ends. For example:',
  ],
  picture: 'Picture',
  choose: 'Type a number to choose.',
  noSuchChoice: (given: number, count: number) =>
    count === 0
      ? `The answer above has no choice ${grouped(given)}. Type a command, such as /help.`
      : `There is no choice ${grouped(given)} above. Type a number from 1 to ${grouped(count)}, or a command.`,
  tooNarrow: (columns: number) => `The QR code needs a window of ${counted(columns, 'column')}.`,
  onGround: { dark: 'In a dark window, scan this one:', light: 'In a light window, scan this one:' },
  changed: 'Changed:',
  leaveForm: 'One line for each question; a command (/…) leaves the form.',
  formLeft: 'The form was left; nothing was sent.',
  keeps: (initial: string) => `An empty line keeps ${initial}; - leaves it out.`,
  keepsNeeded: (initial: string) => `An empty line keeps ${initial}.`,
  leavesOut: (example: string) => `An empty line leaves it out. Example: ${example}`,
  example: (example: string) => `Example: ${example}`,
  several: 'Several at once: numbers or names, joined by commas.',
  needed: 'This is needed.',
  tooLong: (longest: number) => `That is too long: at most ${counted(longest, 'character')}.`,
  noneOfThese: (count: number) => `Type a number from 1 to ${grouped(count)}, or a name from the list.`,
};

export type TerminalSentences = typeof terminal;
