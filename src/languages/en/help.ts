import { grouped } from '../../runtime/grouped.ts';
import { languages } from '../../runtime/language.ts';
import { counted, duration } from './notation.ts';

const tags = languages.join(' or ');

/** What `/help` says. */
export const help = {
  summary: 'What I can do, or how one command works',
  command: { hint: 'a command', expected: 'the name of a command' },
  title: 'What I can do',
  intro:
    'Choose what you want to do. You can also type a command, mention me with it, or write it to me directly.',
  usage: 'Usage',
  examples: 'Examples',
  /** Everyday names of a command. */
  alsoCalled: (names: readonly string[]) => `Also called: ${names.join(', ')}`,
  argumentsTitle: 'Arguments',
  everywhere: 'Every command also works as /shoptalk <command> …',
  allJobs: 'All that I can do',
  /** What people come for: the name on a button, and a few words on it. */
  jobs: {
    find: {
      name: 'Find goods',
      about: 'by words, a picture or a link; compare offers, freight within China',
    },
    buy: { name: 'Order', about: 'see the total, order, pay; your basket and delivery addresses' },
    after: { name: 'After the order', about: 'orders and their parcels, a file of them, money back' },
    talk: { name: 'Talk to the seller', about: 'the Wangwang chat with the seller of an offer' },
    abroad: { name: 'Ship abroad', about: 'what freight out of China costs, and booking it' },
    news: { name: 'Order news', about: 'what this conversation is told of' },
    approvals: { name: 'Approvals', about: 'requests that wait for a decision, and what became of yours' },
    settings: { name: 'Settings', about: 'the language here, whether all is connected, roles' },
  },
  chooseCommand: 'Choose a command',
  noSuchCommand: (name: string) => `There is no command “${name}”`,
};

export type HelpWords = typeof help;

/** A job, as `/help` takes it. */
export type JobId = keyof HelpWords['jobs'];

const partNames: Readonly<Record<string, string>> = { store: 'Store', partner: 'Partner API' };

/** What `/status` says. */
export const status = {
  summary: 'Whether everything is connected',
  title: 'Everything is connected',
  notReady: 'Not everything is connected',
  version: 'Version',
  build: (version: string, schema: string) => `${version}, schema ${schema}`,
  upSince: 'Running for',
  partner: 'Partner API',
  sandbox: 'the sandbox on this machine',
  account: (name: string) => `account “${name}”`,
  accountNotKnown: 'not known which account: /admin key',
  /** Conversations whose watches are on orders of another account. */
  silent: (count: number) =>
    count === 1
      ? '1 conversation watches another account’s'
      : `${grouped(count)} conversations watch another account’s`,
  watches: 'Watches that are silent',
  part: (name: string) => partNames[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  ok: 'connected',
  down: (detail: string | undefined) => (detail === undefined ? 'not connected' : `not connected: ${detail}`),
  duration,
  lastMessage: 'Last message from the partner',
  lastSweep: 'Last look through all changed orders',
  notYet: 'none yet',
  ago: (duration: string) => `${duration} ago`,
  clock: 'Clock of the machine',
  setBack: (by: string, ago: string) => `set back by ${by}, ${ago}: keep it right by NTP`,
  setAhead: (by: string, ago: string) =>
    `set ahead by ${by}, ${ago}, or the machine slept: keep it right by NTP`,
  deliveries: 'Messages to send',
  waiting: (due: number, later: number) =>
    later === 0 ? `${grouped(due)} now` : `${grouped(due)} now, ${grouped(later)} later`,
  parked: (count: number) => `${grouped(count)} could not be said: /watching where they belong`,
};

export type StatusWords = typeof status;

/** What is said when a conversation’s language is chosen. */
export const language = {
  summary: 'Choose the language of this conversation',
  language: { hint: tags, expected: tags },
  set: 'I speak English here from now on',
  setHint: 'For everyone in this conversation. Choose again at any time.',
  /** What the language calls itself. */
  ownName: 'English',
  /** What people may type for it besides its tag. */
  otherNames: ['english', '英文', '英语'] as readonly string[],
};

export type LanguageWords = typeof language;

/** `more`: there are more than are counted. */
const atLeast = (things: string, more: boolean, rest: string) =>
  `${more ? 'At least ' : ''}${things} ${rest}`;

/** What `/home` says, and a greeting. */
export const home = {
  summary: 'What needs you, and where everything is',
  greeted: { hint: 'it answers a greeting', expected: 'yes or no' },
  title: 'Home',
  greeting: 'Hello. What would you like to do?',
  greetingAdvice: 'Paste a product link, type what you look for, or choose:',
  /** What needs the reader. */
  needsYou: 'Needs you',
  nothing: 'Nothing waits for you.',
  unpaid: (count: number, more: boolean) => atLeast(counted(count, 'order'), more, 'to pay'),
  refunds: (count: number, more: boolean) => atLeast(counted(count, 'refund'), more, 'under way'),
  refundsAmong: (count: number) => `Refunds are those of the newest ${counted(count, 'order')}.`,
  toDecide: (count: number, more: boolean) => atLeast(counted(count, 'request'), more, 'to decide'),
  own: (count: number, more: boolean) =>
    atLeast(counted(count, 'request'), more, count === 1 ? 'of yours waits' : 'of yours wait'),
  open: 'Open what needs you',
  request: (title: string) => `Request · ${title}`,
  refund: (title: string) => `Refund · ${title}`,
  basket: 'Basket',
  basketHolds: (count: number) => (count === 0 ? 'empty' : counted(count, 'item')),
  news: 'Order news here',
  watches: (count: number) => (count === 0 ? 'none' : counted(count, 'watch', 'watches')),
  languageHere: 'Language',
  find: 'Find goods',
  orders: 'Your orders',
  help: 'All that I can do',
  jobs: 'Choose what to do',
};

export type HomeWords = typeof home;
