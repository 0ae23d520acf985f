/** What is said of a day that a person named. */
export const days = {
  /** Completes "… must be": a day, or several of which the first or the last is meant. */
  expected:
    'a day or days: 2026-11-25, 25 Nov, yesterday, last Monday, last week, this month, Q3, 2026-11, or 30d for thirty days ago',
  /** It may be one day or another. */
  which: (typed: string) => `Which day is “${typed}”?`,
  whichAdvice: (one: string, other: string) =>
    `It may be ${one} or ${other}. Choose one, or type the day with its year first: ${one}.`,
  noSuchDay: (typed: string) => `There is no day “${typed}”`,
  /** `today`: the day that it is there, as `2026-11-29`. */
  noSuchDayAdvice: (today: string) =>
    `The calendar has no such day. Check month and day, and type the year first, as in ${today}.`,
  /** The last day that was named lies before the first, both as `2026-11-29`. */
  backwards: 'The last day is before the first',
  backwardsAdvice: (from: string, to: string) =>
    `No order can be placed from ${from} to ${to}. Give the earlier day as the first and the later one as the last.`,
  /** From which day, or time of one, on something is shown, and of which zone that is. */
  since: (day: string, zone: string) => `since ${day} (${zone})`,
  /** A name for days, which {@link readDays} reads, with its days. */
  named: (name: string, first: string, last: string) =>
    first === last ? `${name} · ${first}` : `${name} · ${first} to ${last}`,
  /** Names that are suggested before anything is typed, each as it is typed. */
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
export type DayWords = typeof days;
