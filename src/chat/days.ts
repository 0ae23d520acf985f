import { dayMs } from '../runtime/durations.ts';

/** Days from `first` to `last`, both included, as `2026-11-25`. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** What a text names: days; one of two, where it is read in two ways; or a day that no calendar has. */
export type DaysRead =
  | { readonly days: Days }
  | { readonly either: readonly [Days, Days] }
  | { readonly noSuchDay: true };

/** Longer texts name no day. */
const longest = 40;

/**
 * The day or days that a text names, in English or Chinese: `2026-11-25`, `2026/11/25`, `20261125`, `2026年11月25日`, `25 Nov
 * 2026`, `11月25日`, `last week`, `上周一`, `Q3`, `2026-11`, `2025`, `30d`. Where no year is named it is the latest such days
 * that have begun by `today`, as `2026-11-29`. Weeks begin on Mondays. `undefined` for what names none.
 */
export function readDays(typed: string, today: string): DaysRead | undefined {
  if (typed.length > longest) return undefined;
  const text = plain(typed);
  for (const read of [readDate, readEnglishDate, readRange, readAgo, readWeekday]) {
    const found = read(text, today);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The day that lies `days` after `day`, both as `2026-11-25`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toJSON().slice(0, 10);
}

/** Full-width signs and Chinese numbers before a unit as plain ones, and `today`'s words in one spelling. */
function plain(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/號/g, '号')
    .replaceAll(/(?:週|礼拜|禮拜|星期)/g, '周')
    .replaceAll(/[一二三四五六七八九十]{1,3}(?=个?[月日号天季周])/g, (number) =>
      String(chineseNumber(number)),
    );
}

const chineseDigits = '零一二三四五六七八九';

/** Up to 99. */
function chineseNumber(text: string): number {
  const at = text.indexOf('十');
  if (at === -1) return chineseDigits.indexOf(text.at(-1) ?? '');
  const tens = at === 0 ? 1 : chineseDigits.indexOf(text[at - 1] ?? '');
  return tens * 10 + Math.max(0, chineseDigits.indexOf(text[at + 1] ?? '零'));
}

const noSuchDay = { noSuchDay: true } as const;
const yearsOf: ReadonlyMap<string, number> = new Map([
  ['今年', 0],
  ['去年', -1],
  ['前年', -2],
]);

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

/** A year in digits, or as `去年`. */
function yearNamed(text: string | undefined, today: string): number | undefined {
  if (text === undefined || text === '') return undefined;
  const from = yearsOf.get(text);
  return from === undefined ? Number(text) : yearOf(today) + from;
}

/** Of the years that are ever meant. */
function dayOf(year: number, month: number, day: number): Days | undefined {
  if (year < 1900 || year > 2999) return undefined;
  const two = (value: number) => String(value).padStart(2, '0');
  const text = `${year}-${two(month)}-${two(day)}`;
  // What the calendar does not have becomes another date, or none.
  const ms = Date.parse(`${text}T00:00:00Z`);
  return new Date(ms).toJSON()?.slice(0, 10) === text ? { first: text, last: text } : undefined;
}

/** The whole months from `month` on, as many as `count`. */
function monthsOf(year: number, month: number, count = 1): Days | undefined {
  const begin = dayOf(year, month, 1);
  const next = month + count > 12 ? dayOf(year + 1, month + count - 12, 1) : dayOf(year, month + count, 1);
  return begin && next && { first: begin.first, last: dayAfter(next.first, -1) };
}

const quarterOf = (year: number, quarter: number) => monthsOf(year, quarter * 3 - 2, 3);

/** Of the year that was named; else of the latest year in which such days have begun by `today`. */
function inYear(
  year: number | undefined,
  today: string,
  daysIn: (year: number) => Days | undefined,
): Days | undefined {
  if (year !== undefined) return daysIn(year);
  // The 29th of February is at most eight years back.
  for (let back = 0; back <= 8; back += 1) {
    const days = daysIn(yearOf(today) - back);
    if (days !== undefined && days.first <= today) return days;
  }
  return undefined;
}

const known = (days: Days | undefined): DaysRead => (days === undefined ? noSuchDay : { days });

function oneOf(one: Days | undefined, other: Days | undefined): DaysRead {
  if (one === undefined || other === undefined) return known(one ?? other);
  return one.first === other.first ? { days: one } : { either: [one, other] };
}

/** Dates in digits. Where the year does not stand first, month and day may stand in either order. */
function readDate(text: string, today: string): DaysRead | undefined {
  const whole =
    /^(\d{4})[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})[日号]?$/.exec(text) ??
    /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  if (whole !== null) return known(dayOf(Number(whole[1]), Number(whole[2]), Number(whole[3])));
  const [, year, month, day] = /^(今年|去年|前年|)(\d{1,2})月 ?(\d{1,2})[日号]?$/.exec(text) ?? [];
  if (month !== undefined) {
    return known(inYear(yearNamed(year, today), today, (in_) => dayOf(in_, Number(month), Number(day))));
  }
  const [, one, other, after] = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}))?$/.exec(text) ?? [];
  if (one === undefined) return undefined;
  const [first, second] = [Number(one), Number(other)];
  const at = (monthAt: number, dayAt: number) =>
    inYear(yearNamed(after, today), today, (in_) => dayOf(in_, monthAt, dayAt));
  return oneOf(at(first, second), at(second, first));
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const dayFirst = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[ -]?(?:of )?${monthName}(?:,? ?-?(\\d{4}))?$`);
const monthFirst = new RegExp(`^${monthName}[ -]?(\\d{1,2})(?:st|nd|rd|th)?(?:,? ?-?(\\d{4}))?$`);
const monthAlone = new RegExp(`^${monthName}(?:,? ?-?(\\d{4}))?$`);

/** Dates and months with the month's English name. */
function readEnglishDate(text: string, today: string): DaysRead | undefined {
  const month = (name: string | undefined) => months.indexOf((name ?? '').slice(0, 3)) + 1;
  const alone = monthAlone.exec(text);
  if (alone !== null) {
    return known(inYear(yearNamed(alone[2], today), today, (in_) => monthsOf(in_, month(alone[1]))));
  }
  const [, day, name, year] = dayFirst.exec(text) ?? [];
  const [, named = name, on = day, in_ = year] = monthFirst.exec(text) ?? [];
  if (named === undefined) return undefined;
  return known(inYear(yearNamed(in_, today), today, (y) => dayOf(y, month(named), Number(on))));
}

/** A month, a quarter or a year; and the week, month, quarter or year of today, or the one before. */
function readRange(text: string, today: string): DaysRead | undefined {
  const [, yearTyped, monthTyped] =
    /^(\d{4})[-/.] ?(\d{1,2})$/.exec(text) ?? /^(\d{4}年|今年|去年|前年|) ?(\d{1,2})月份?$/.exec(text) ?? [];
  if (monthTyped !== undefined) {
    const year = yearNamed(unYeared(yearTyped), today);
    return known(inYear(year, today, (in_) => monthsOf(in_, Number(monthTyped))));
  }
  const quarter =
    /^(?<q>)(?<year>\d{4}年?|今年|去年|前年|) ?第?(?<cn>[1-4])季度?$/.exec(text)?.groups ??
    /^q(?<q>[1-4])(?:[ /,-]? ?(?<year>\d{4}))?$/.exec(text)?.groups ??
    /^(?<year>\d{4})[ /-]?q(?<q>[1-4])$/.exec(text)?.groups;
  if (quarter !== undefined) {
    const number = Number(quarter['q'] || quarter['cn']);
    return known(inYear(yearNamed(unYeared(quarter['year']), today), today, (in_) => quarterOf(in_, number)));
  }
  const year = yearsOf.has(text)
    ? yearNamed(text, today)
    : Number(/^((?:19|20)\d{2})年?$/.exec(text)?.[1] ?? 0);
  if (year !== undefined && year > 0) return known(monthsOf(year, 1, 12));
  return readNamedRange(text, today);
}

/** `2025年` as `2025`; `去年` stays. */
function unYeared(text: string | undefined): string | undefined {
  return text === undefined ? undefined : text.replace(/^(\d{4})年$/, '$1');
}

const units: ReadonlyMap<string, 'week' | 'month' | 'quarter' | 'year'> = new Map([
  ['周', 'week'],
  ['月', 'month'],
  ['月份', 'month'],
  ['季', 'quarter'],
  ['季度', 'quarter'],
  ['week', 'week'],
  ['month', 'month'],
  ['quarter', 'quarter'],
  ['year', 'year'],
]);

function readNamedRange(text: string, today: string): DaysRead | undefined {
  const [, which, unitTyped] =
    /^(this|current|last|previous) (week|month|quarter|year)$/.exec(text) ??
    /^(本|这|这个|上|上个|上1个)(周|月|月份|季度?)$/.exec(text) ??
    [];
  const unit = units.get(unitTyped ?? '');
  if (unit === undefined || which === undefined) return readLastDays(text, today);
  const back = /^(?:last|previous|上)/.test(which) ? 1 : 0;
  const [year, month] = [yearOf(today), Number(today.slice(5, 7))];
  switch (unit) {
    case 'week': {
      const first = dayAfter(mondayOf(today), -7 * back);
      return { days: { first, last: dayAfter(first, 6) } };
    }
    case 'month':
      return known(month > back ? monthsOf(year, month - back) : monthsOf(year - 1, 12));
    case 'quarter': {
      const quarter = Math.ceil(month / 3) - back;
      return known(quarter > 0 ? quarterOf(year, quarter) : quarterOf(year - 1, 4));
    }
    case 'year':
      return known(monthsOf(year - back, 1, 12));
  }
}

/** `last 7 days`: today is the last of them. */
function readLastDays(text: string, today: string): DaysRead | undefined {
  const [, count] =
    /^(?:last|past) (\d{1,3}) days$/.exec(text) ?? /^(?:最近|近|过去) ?(\d{1,3}) ?[天日]$/.exec(text) ?? [];
  if (count === undefined || Number(count) === 0) return undefined;
  return { days: { first: dayAfter(today, 1 - Number(count)), last: today } };
}

const daysAgo: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['今天', 0],
  ['今日', 0],
  ['yesterday', 1],
  ['昨天', 1],
  ['昨日', 1],
  ['day before yesterday', 2],
  ['the day before yesterday', 2],
  ['前天', 2],
  ['大前天', 3],
]);

/** One day, so many days or weeks before today. */
function readAgo(text: string, today: string): DaysRead | undefined {
  const [, count, unit] =
    /^(\d{1,4}) ?(d|days?|天|w|weeks?|个?周)(?: ?(?:ago|以前|之前|前))?$/.exec(text) ??
    /^(\d{1,4}) ?(日)前$/.exec(text) ??
    [];
  const ago = count === undefined ? daysAgo.get(text) : Number(count) * (/^[d天日]/.test(unit ?? '') ? 1 : 7);
  if (ago === undefined) return undefined;
  const day = dayAfter(today, -ago);
  return { days: { first: day, last: day } };
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekdayName =
  /^(?:(this|last) )?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\.?$/;

/** The latest such weekday, today included; of this week or of the last where that is said. */
function readWeekday(text: string, today: string): DaysRead | undefined {
  const english = weekdayName.exec(text);
  const chinese = /^(本|这个?|上个?|)周([一二三四五六日天])$/.exec(text);
  if (english === null && chinese === null) return undefined;
  const at =
    english === null
      ? '一二三四五六日'.indexOf((chinese?.[2] ?? '').replace('天', '日'))
      : weekdays.indexOf(english[2] ?? '');
  const which = english?.[1] ?? chinese?.[1]?.slice(0, 1) ?? '';
  const ofThisWeek = one(dayAfter(mondayOf(today), at));
  const ofLastWeek = one(dayAfter(ofThisWeek.first, -7));
  if (which === 'this' || which === '本' || which === '这') return { days: ofThisWeek };
  if (which === '上') return { days: ofLastWeek };
  if (which === '') return { days: ofThisWeek.first <= today ? ofThisWeek : ofLastWeek };
  // "Last Monday" is for some the one that was last, and for others the one of last week.
  return ofThisWeek.first < today ? { either: [ofThisWeek, ofLastWeek] } : { days: ofLastWeek };
}

const one = (day: string): Days => ({ first: day, last: day });

function mondayOf(day: string): string {
  const weekday = new Date(Date.parse(`${day}T00:00:00Z`)).getUTCDay();
  return dayAfter(day, -((weekday + 6) % 7));
}
