import { type Argument, unreadable } from '../chat/argument.ts';
import { yuanDigits } from '../domain/orders/money.ts';
import { readYuan } from '../domain/orders/typed-yuan.ts';
import { decimalsOf, withdrawnCurrency } from '../domain/shipping/currency.ts';
import { inEach, type Words } from '../languages/index.ts';
import type { Localized } from '../runtime/language.ts';

/** An amount of yuan, as integer fen; at most 999,999,999.99. A refusal says what the text was taken for. */
export function amountArgument(
  words: Localized<Words>,
  about: { readonly hint: Localized; readonly expected: Localized },
): Argument<number> {
  return {
    position: 'word',
    required: true,
    absent: () => unreadable,
    ...about,
    example: '500',
    maxLength: 30,
    takes: { kind: 'amount' },
    spaced: true,
    parse(typed) {
      const read = readYuan(typed);
      return read !== undefined && 'fen' in read ? read.fen : unreadable;
    },
    why(typed) {
      const read = readYuan(typed);
      if (read === undefined || 'fen' in read) return undefined;
      if ('fault' in read) return inEach(words, ({ amounts }) => amounts.faults[read.fault]);
      const { currency } = read;
      const isKnown = decimalsOf(currency) !== undefined || withdrawnCurrency(currency) !== undefined;
      return isKnown ? inEach(words, ({ amounts }) => amounts.notYuan(currency)) : undefined;
    },
    print(fen) {
      return yuanDigits(fen).replace(/\.00$/, '');
    },
  };
}

/** The sentence that a currency was withdrawn and which one took its place; `undefined` for any other currency. */
export function withdrawnSentence(words: Localized<Words>, currency: string): Localized | undefined {
  const found = withdrawnCurrency(currency);
  return found && inEach(words, ({ amounts }) => amounts.withdrawn(currency, found.now));
}
