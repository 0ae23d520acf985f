import { grouped } from '../../runtime/grouped.ts';
import { counted } from './notation.ts';

/** What is printed beside the log for the person who started the bot; each is one line. */
export const start = {
  /** What looks like a setting in the environment; `meant`: the setting that it may stand for. */
  unknownSetting: (name: string, meant: string | undefined) =>
    meant === undefined
      ? `${name}: no setting has this name, so it does nothing (docs/settings.md has them all).`
      : `${name}: no setting has this name, so it does nothing. Is ${meant} meant?`,
  /** What the bot talks to. `partner`: its host, or undefined for the sandbox. */
  runsWith: (partner: string | undefined, platforms: readonly string[], store: string) =>
    [
      `Partner: ${partner ?? 'the sandbox, with invented data (no account is set)'}`,
      `Platforms: ${platforms.join(', ') || 'none'}`,
      `Store: ${store}`,
    ].join(' · '),
  localPage: 'the local page',
  terminal: 'this terminal',
  /** A database that ends with the process. */
  inMemory: 'in memory, gone when the bot stops',
  /** `address` holds the token of the local page. */
  page: (address: string) => `The chat page, for you alone: ${address}`,
  /** A token that is made at each start, since no setting gives one. */
  adminToken: (token: string) =>
    `The admin token of this start, for /metrics and /readyz through a proxy (ADMIN_TOKEN sets your own): ${token}`,
};

export type StartWords = typeof start;

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
