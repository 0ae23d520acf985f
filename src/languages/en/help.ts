import { duration } from './amounts.ts';

/** What `/help` says. */
export const help = {
  summary: 'What I can do, or how one command works',
  command: { hint: 'a command', expected: 'the name of a command' },
  title: 'What I can do',
  intro: 'Type a command, mention me with the same words, or write them to me directly.',
  usage: 'Usage',
  examples: 'Examples',
  argumentsTitle: 'Arguments',
  everywhere: 'Every command also works as /shoptalk <command> …',
  allCommands: 'All commands',
  chooseCommand: 'Choose a command',
  noSuchCommand: (name: string) => `There is no command “${name}”`,
};

export type HelpWords = typeof help;

const partNames: Readonly<Record<string, string>> = { store: 'Store', partner: 'Partner API' };

/** What `/status` says. */
export const status = {
  summary: 'Whether everything is connected',
  title: 'Everything is connected',
  notReady: 'Not everything is connected',
  version: 'Version',
  upSince: 'Running for',
  partner: 'Partner API',
  sandbox: 'the sandbox on this machine',
  account: 'account set',
  part: (name: string) => partNames[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  ok: 'connected',
  down: (detail: string | undefined) => (detail === undefined ? 'not connected' : `not connected: ${detail}`),
  duration,
  lastMessage: 'Last message of the partner’s',
  lastSweep: 'Last look through all changed orders',
  notYet: 'none yet',
  ago: (duration: string) => `${duration} ago`,
  deliveries: 'News to be said',
  requests: 'Messages about requests to be said',
  waiting: (due: number, later: number) => (later === 0 ? `${due} now` : `${due} now, ${later} later`),
  parked: (count: number) => `${count} could not be said: /watching where they belong`,
};

export type StatusWords = typeof status;

/** What is said when a conversation’s language is chosen. */
export const language = {
  summary: 'Choose the language of this conversation',
  language: { hint: 'en or zh-CN', expected: 'en or zh-CN' },
  set: 'I speak English here from now on',
  setHint: 'For everyone in this conversation. Choose again at any time.',
  name: { en: 'English', 'zh-CN': '简体中文' },
};

export type LanguageWords = typeof language;

/** What is printed beside the log for the person who started the bot; each is one line. */
export const start = {
  /** `address` holds the token of the local page. */
  page: (address: string) => `The chat page, for you alone: ${address}`,
  /** A token that is made at each start, since no setting gives one. */
  adminToken: (token: string) =>
    `The admin token of this start, for /metrics and /readyz through a proxy (ADMIN_TOKEN sets your own): ${token}`,
};

export type StartWords = typeof start;
