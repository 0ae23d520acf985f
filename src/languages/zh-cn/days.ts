import type { DayWords } from '../en/days.ts';

export const days: DayWords = {
  expected:
    '一个日期或一段时间：2026-11-25、11月25日、昨天、上周一、上周、本月、第三季度、2026-11，或 30d 表示三十天前',
  which: (typed) => `“${typed}”是哪一天？`,
  whichAdvice: (one, other) =>
    `可能是 ${one}，也可能是 ${other}。请选择一个，或把年份写在最前面再输入：${one}。`,
  noSuchDay: (typed) => `没有“${typed}”这一天`,
  noSuchDayAdvice: (today) => `日历上没有这一天。请检查月和日，并把年份写在最前面，如 ${today}。`,
  backwards: '结束日期早于开始日期',
  backwardsAdvice: (from, to) =>
    `${from} 至 ${to} 之间不可能有订单。请把较早的日期作为开始，较晚的日期作为结束。`,
  since: (day, zone) => `自 ${day} 起（${zone}）`,
  named: (name, first, last) => (first === last ? `${name} · ${first}` : `${name} · ${first} 至 ${last}`),
  names: [
    '今天',
    '昨天',
    '前天',
    '7天前',
    '30天前',
    '本周',
    '上周',
    '本月',
    '上月',
    '本季度',
    '上季度',
    '今年',
    '去年',
  ],
};
