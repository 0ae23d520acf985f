import type { AmountWords } from './words.ts';

/** English. */
export const amounts: AmountWords = {
  faults: {
    negative: 'an amount can’t be below nought. Type it without the minus.',
    'too fine': 'yuan have at most two decimals. Type 1234.50 or 1,234.50.',
    'too much': 'the most is ¥999,999,999.99. Type less.',
    'unclear separators':
      'it is not clear what is decimals here. Type a point before decimals and commas between thousands alone: 1234.50 or 1,234.50.',
  },
  notYuan: (currency) => `that is ${currency}, and yuan are needed. Type the amount in yuan: 100 or CNY 100.`,
  withdrawn: (currency, now) =>
    now === undefined
      ? `${currency} is no longer in use. Type a currency that is, such as USD.`
      : `${currency} is no longer in use; ${now} took its place. Type ${now}.`,
};
