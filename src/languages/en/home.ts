import { counted } from './amounts.ts';

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
