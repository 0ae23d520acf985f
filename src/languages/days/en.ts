import type { DayWords } from './words.ts';

/** English. */
export const days: DayWords = {
  expected:
    'a day or days: 2026-11-25, 25 Nov, yesterday, last Monday, last week, this month, Q3, 2026-11, or 30d for thirty days ago',
  which: (typed) => `Which day is “${typed}”?`,
  whichAdvice: (one, other) =>
    `It may be ${one} or ${other}. Choose one, or type the day with its year first: ${one}.`,
  noSuchDay: (typed) => `There is no day “${typed}”`,
  noSuchDayAdvice: (today) =>
    `The calendar has no such day. Check month and day, and type the year first, as in ${today}.`,
  backwards: 'The last day is before the first',
  backwardsAdvice: (from, to) =>
    `No order can be placed from ${from} to ${to}. Type the earlier day as --from and the later as --to.`,
  since: (day, zone) => `since ${day} (${zone})`,
  named: (name, first, last) => (first === last ? `${name} · ${first}` : `${name} · ${first} to ${last}`),
  names: [
    'today',
    'yesterday',
    '7d',
    '30d',
    'this week',
    'last week',
    'this month',
    'last month',
    'this quarter',
    'last quarter',
    'this year',
    'last year',
  ],
};
