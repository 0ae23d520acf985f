import { grouped } from '../../runtime/grouped.ts';
import type { AmountWords, PunctuationWords } from '../en/notation.ts';

export const amounts: AmountWords = {
  faults: {
    negative: '金额不能小于零，请去掉负号。',
    'too fine': '人民币最多两位小数，请输入 1234.50 或 1,234.50。',
    'too much': '最多 ¥999,999,999.99，请输入更小的金额。',
    'unclear separators': '看不出哪部分是小数。小数点请用“.”，逗号只用来分隔千位：1234.50 或 1,234.50。',
  },
  notYuan: (currency) => `这是 ${currency}，这里需要人民币。请输入人民币金额：100 或 CNY 100。`,
  withdrawn: (currency, now) =>
    now === undefined
      ? `${currency} 已停用，请改用仍在流通的货币，例如 USD。`
      : `${currency} 已停用，由 ${now} 取代，请输入 ${now}。`,
};

/** How many of an offer, in the seller's unit where the partner names it. */
export const pieces = (quantity: number, unit = '件'): string => `${grouped(quantity)} ${unit}`;

/** `ms` in the largest unit that fits. */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 120) return `${grouped(seconds)} 秒`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${grouped(minutes)} 分钟`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${grouped(hours)} 小时` : `${Math.round(hours / 24)} 天`;
}

export const punctuation: PunctuationWords = {
  list: (items) => items.join('、'),
  phrases: (parts) => parts.join('，'),
  clauses: (parts) => parts.join('；'),
  sentences: (parts) => parts.join(''),
  aside: (words, added) => `${words}（${added}）`,
  label: (words) => `${words}：`,
};
