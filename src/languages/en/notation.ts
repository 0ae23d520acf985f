import type { YuanFault } from '../../domain/orders/typed-yuan.ts';
import { grouped } from '../../runtime/grouped.ts';

/** What is said of amounts and currencies that are not read. */
export const amounts = {
  faults: {
    negative: 'an amount can’t be below nought. Type it without the minus.',
    'too fine': 'yuan have at most two decimals. Type 1234.50 or 1,234.50.',
    'too much': 'the most is ¥999,999,999.99. Type less.',
    'unclear separators':
      'it is not clear what is decimals here. Type a point before decimals and commas between thousands alone: 1234.50 or 1,234.50.',
  } satisfies Record<YuanFault, string>,
  /** `currency`: the ISO 4217 code of what was typed. */
  notYuan: (currency: string) =>
    `that is ${currency}, and yuan are needed. Type the amount in yuan: 100 or CNY 100.`,
  /** `now`: the code of the currency that took its place, where that is one. */
  withdrawn: (currency: string, now: string | undefined) =>
    now === undefined
      ? `${currency} is no longer in use. Type a currency that is, such as USD.`
      : `${currency} is no longer in use; ${now} took its place. Type ${now}.`,
};

export type AmountWords = typeof amounts;

/** So many of one thing: `1 order`, `1,500 orders`. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  count === 1 ? `1 ${one}` : `${grouped(count)} ${several}`;

/** How many of an offer: "1 piece", "1,500 pieces"; in the seller's unit where the partner names it. */
export const pieces = (quantity: number, unit = 'piece'): string =>
  `${grouped(quantity)} ${quantity === 1 ? unit : severalOf(unit)}`;

/** Units come as a translation left them, mostly in the singular. */
function severalOf(unit: string): string {
  if (!/^[a-z]+[a-rt-z]$/i.test(unit)) return unit;
  return /(?:x|z|ch|sh)$/i.test(unit) ? `${unit}es` : `${unit}s`;
}

/** `ms` in the largest unit that fits. */
export function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 120) return seconds === 1 ? '1 second' : `${grouped(seconds)} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${grouped(minutes)} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${grouped(hours)} hours` : `${Math.round(hours / 24)} days`;
}

/** How words that code puts beside each other are joined: each language has its own signs for that. */
export const punctuation = {
  /** Things of one kind: `shipped, refund`. */
  list: (items: readonly string[]): string => items.join(', '),
  /** Parts of one statement: `5 units, in lots of 5 units`. */
  phrases: (parts: readonly string[]): string => parts.join(', '),
  /** Statements that may hold commas. */
  clauses: (parts: readonly string[]): string => parts.join('; '),
  /** Whole sentences. */
  sentences: (parts: readonly string[]): string => parts.join(' '),
  /** `words`, and what is added to them in brackets. */
  aside: (words: string, added: string): string => `${words} (${added})`,
  /** What stands before a value. */
  label: (words: string): string => `${words}: `,
};

export type PunctuationWords = typeof punctuation;
