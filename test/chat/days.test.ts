import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter, readDays } from '../../src/chat/days.ts';

/** A Sunday. */
const today = '2026-11-29';

/** `2026-11-25`, `2026-11-16/2026-11-22`, two of those, or what is wrong; `undefined` for what names no day. */
function shown(typed: string, at = today): string | undefined {
  const read = readDays(typed, at);
  if (read === undefined) return undefined;
  if ('noSuchDay' in read) return 'no such day';
  return ('days' in read ? [read.days] : read.either)
    .map(({ first, last }) => (first === last ? first : `${first}/${last}`))
    .join(' or ');
}

describe('a day', () => {
  it.each([
    ['2026-11-25', '2026-11-25'],
    ['2026/11/01', '2026-11-01'],
    ['2026/5/1', '2026-05-01'],
    ['2026.5.1', '2026-05-01'],
    ['２０２６年５月１日', '2026-05-01'],
    ['2026年11月25日', '2026-11-25'],
    ['2026年 11月 25号', '2026-11-25'],
    ['20261125', '2026-11-25'],
    ['25 Nov 2026', '2026-11-25'],
    ['25th of November 2026', '2026-11-25'],
    ['Nov 25, 2026', '2026-11-25'],
    ['November 25 2026', '2026-11-25'],
    ['25-Nov-2026', '2026-11-25'],
    ['today', today],
    ['今天', today],
    ['Yesterday', '2026-11-28'],
    ['昨天', '2026-11-28'],
    ['前天', '2026-11-27'],
    ['day before yesterday', '2026-11-27'],
    ['大前天', '2026-11-26'],
    ['30d', '2026-10-30'],
    ['30 days ago', '2026-10-30'],
    ['30天前', '2026-10-30'],
    ['三十天前', '2026-10-30'],
    ['2 weeks ago', '2026-11-15'],
    ['2周前', '2026-11-15'],
    ['两个星期前', undefined],
  ])('is read from %s', (typed, day) => {
    expect(shown(typed)).toBe(day);
  });

  it.each([
    ['11月25日', '2026-11-25'],
    ['十一月二十五日', '2026-11-25'],
    ['11月29日', '2026-11-29'],
    ['11月30日', '2025-11-30'],
    ['去年11月25日', '2025-11-25'],
    ['Nov 25', '2026-11-25'],
    ['25 Nov', '2026-11-25'],
    ['Dec 25', '2025-12-25'],
    ['Feb 29', '2024-02-29'],
    ['11/25', '2026-11-25'],
    ['25/11', '2026-11-25'],
    ['12-25', '2025-12-25'],
  ])('without a year, %s, is the latest that has been', (typed, day) => {
    expect(shown(typed)).toBe(day);
  });

  it.each([
    ['11/01/2026', '2026-11-01 or 2026-01-11'],
    ['01/11/2026', '2026-01-11 or 2026-11-01'],
    ['01.11.2026', '2026-01-11 or 2026-11-01'],
    ['01/11', '2026-01-11 or 2026-11-01'],
    ['12/01', '2025-12-01 or 2026-01-12'],
    ['last Monday', '2026-11-23 or 2026-11-16'],
  ])('that may be another, %s, gives both', (typed, days) => {
    expect(shown(typed)).toBe(days);
  });

  it.each([
    ['11/11/2026', '2026-11-11'],
    ['25/11/2026', '2026-11-25'],
    ['11/25/2026', '2026-11-25'],
    ['25-11-2026', '2026-11-25'],
  ])('that can be read in one way, %s, is that one', (typed, day) => {
    expect(shown(typed)).toBe(day);
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '20261131',
    '31 Nov 2026',
    'Feb 30',
    '2月30日',
    '13/13/2026',
    '2025-02-29',
    '2026-13',
    '0000-01-01',
  ])('that no calendar has, %s, is told from what is no day', (typed) => {
    expect(shown(typed)).toBe('no such day');
  });

  it.each([
    '',
    'soon',
    '99999d',
    '25',
    '11/01/26',
    '2026-11-25 10:00',
    'Q5',
    '第五季度',
    'Nov 2x',
    '3h',
    '下周',
    '-',
  ])('is not “%s”', (typed) => {
    expect(shown(typed)).toBeUndefined();
  });
});

describe('a weekday', () => {
  it.each([
    ['Monday', '2026-11-23'],
    ['周一', '2026-11-23'],
    ['星期天', '2026-11-29'],
    ['礼拜日', '2026-11-29'],
    ['sunday', '2026-11-29'],
    ['上周一', '2026-11-16'],
    ['上星期三', '2026-11-18'],
    ['上个礼拜五', '2026-11-20'],
    ['本周一', '2026-11-23'],
    ['last Sunday', '2026-11-22'],
  ])('is read from %s', (typed, day) => {
    expect(shown(typed)).toBe(day);
  });

  it('is the latest, and last week’s where this week’s is still to come', () => {
    expect(shown('Friday', '2026-11-25')).toBe('2026-11-20');
    expect(shown('周三', '2026-11-25')).toBe('2026-11-25');
    expect(shown('last Friday', '2026-11-25')).toBe('2026-11-20');
    expect(shown('last Monday', '2026-11-23')).toBe('2026-11-16');
  });
});

describe('several days', () => {
  it.each([
    ['this week', '2026-11-23/2026-11-29'],
    ['本周', '2026-11-23/2026-11-29'],
    ['last week', '2026-11-16/2026-11-22'],
    ['上周', '2026-11-16/2026-11-22'],
    ['上个星期', '2026-11-16/2026-11-22'],
    ['this month', '2026-11-01/2026-11-30'],
    ['本月', '2026-11-01/2026-11-30'],
    ['last month', '2026-10-01/2026-10-31'],
    ['上个月', '2026-10-01/2026-10-31'],
    ['this quarter', '2026-10-01/2026-12-31'],
    ['last quarter', '2026-07-01/2026-09-30'],
    ['上季度', '2026-07-01/2026-09-30'],
    ['this year', '2026-01-01/2026-12-31'],
    ['last year', '2025-01-01/2025-12-31'],
    ['去年', '2025-01-01/2025-12-31'],
    ['今年', '2026-01-01/2026-12-31'],
    ['2025', '2025-01-01/2025-12-31'],
    ['2025年', '2025-01-01/2025-12-31'],
    ['2026-11', '2026-11-01/2026-11-30'],
    ['2024-02', '2024-02-01/2024-02-29'],
    ['2026年2月', '2026-02-01/2026-02-28'],
    ['12月', '2025-12-01/2025-12-31'],
    ['去年12月', '2025-12-01/2025-12-31'],
    ['十一月', '2026-11-01/2026-11-30'],
    ['Nov 2026', '2026-11-01/2026-11-30'],
    ['December', '2025-12-01/2025-12-31'],
    ['Q3', '2026-07-01/2026-09-30'],
    ['Q3 2025', '2025-07-01/2025-09-30'],
    ['2025Q3', '2025-07-01/2025-09-30'],
    ['2025-Q4', '2025-10-01/2025-12-31'],
    ['第三季度', '2026-07-01/2026-09-30'],
    ['2025年第三季度', '2025-07-01/2025-09-30'],
    ['去年第4季度', '2025-10-01/2025-12-31'],
    ['last 7 days', '2026-11-23/2026-11-29'],
    ['最近7天', '2026-11-23/2026-11-29'],
  ])('are read from %s', (typed, days) => {
    expect(shown(typed)).toBe(days);
  });

  it('are the latest that have begun, and go over the end of a year', () => {
    expect(shown('Q3', '2026-05-01')).toBe('2025-07-01/2025-09-30');
    expect(shown('last month', '2026-01-05')).toBe('2025-12-01/2025-12-31');
    expect(shown('last quarter', '2026-02-05')).toBe('2025-10-01/2025-12-31');
    expect(shown('last week', '2026-01-02')).toBe('2025-12-22/2025-12-28');
    expect(shown('周日', '2026-01-02')).toBe('2025-12-28');
  });
});

const anyDay = fc.integer({ min: -20_000, max: 47_000 }).map((days) => dayAfter('1970-01-01', days));
const name = (day: string, style: Intl.DateTimeFormatOptions['month']) =>
  new Intl.DateTimeFormat('en', { month: style, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

it('is the same in every notation that names its year first or its month', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (day, at) => {
      const [year = '', month = '', on = ''] = day.split('-');
      const [short, number] = [Number(month), Number(on)];
      for (const typed of [
        day,
        `${year}/${month}/${on}`,
        `${year}.${short}.${number}`,
        `${year}年${short}月${number}日`,
        `${year}${month}${on}`,
        `${number} ${name(day, 'short')} ${year}`,
        `${name(day, 'long')} ${number}, ${year}`,
      ]) {
        expect(readDays(typed, at), typed).toEqual({ days: { first: day, last: day } });
      }
    }),
  );
});

it('without a year is never after today, and has the month and day that were typed', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (day, at) => {
      const typed = `${name(day, 'short')} ${Number(day.slice(8))}`;
      const read = readDays(typed, at);
      if (read === undefined || !('days' in read)) throw new Error(typed);
      expect(read.days.first <= at).toBe(true);
      expect(read.days.first.slice(5)).toBe(day.slice(5));
    }),
  );
});

it('gives days in their order, which are days, whatever is typed', () => {
  const part = fc.constantFrom(
    '2026',
    '11',
    '1',
    '31',
    '-',
    '/',
    '年',
    '月',
    '日',
    ' ',
    'q',
    'nov',
    'last',
    'week',
    '上',
    '周',
    '三',
    'd',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), anyDay, (parts, at) => {
      const read = readDays(parts.join(''), at);
      if (read === undefined || 'noSuchDay' in read) return;
      for (const { first, last } of 'days' in read ? [read.days] : read.either) {
        expect(dayAfter(first, 0)).toBe(first);
        expect(dayAfter(last, 0)).toBe(last);
        expect(first <= last).toBe(true);
      }
    }),
  );
});
