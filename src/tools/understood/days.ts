import { readDays } from '../../chat/days.ts';
import { en } from '../../languages/en/index.ts';
import type { Understood } from './understood.ts';

/** The day on which the table is read: a Sunday. */
const today = '2026-11-29';

/** Days, as they are typed wherever one is asked. */
export async function understoodDays(): Promise<Understood> {
  const rows = [
    '2026/11/01',
    '20261125',
    '2026年11月25日',
    '25 Nov 2026',
    'Nov 25',
    '12月25日',
    'yesterday',
    '前天',
    '30d',
    'Monday',
    'last Monday',
    '上周一',
    'last week',
    '本月',
    'Q3',
    'Q3 2025',
    '第三季度',
    '2026-11',
    '去年',
    '11/01/2026',
    '25/11/2026',
    '2026-02-30',
  ].map((typed) => {
    const read = readDays(typed, today);
    if (read === undefined) return { typed, read: `must be ${en.days.expected}` };
    if ('noSuchDay' in read) return { typed, read: `${en.days.noSuchDay(typed)}.` };
    if ('either' in read) {
      const [one, other] = read.either;
      return { typed, read: `${en.days.which(typed)} ${en.days.whichAdvice(one.first, other.first)}` };
    }
    const { first, last } = read.days;
    return { typed, read: first === last ? first : `${first} to ${last}` };
  });
  return {
    title: `Days, as read on ${today}`,
    where:
      'As `--from` and `--to` of `/order list` and `/order export`, and as `--since` of `/admin audit`: days of the conversation’s zone. Of several days `--from` and `--since` take the first, `--to` the last.',
    rows,
  };
}
