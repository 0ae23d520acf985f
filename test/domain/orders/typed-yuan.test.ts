import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYuan } from '../../../src/domain/orders/typed-yuan.ts';

describe('an amount of yuan', () => {
  it.each([
    ['100', 10_000],
    ['99.5', 9950],
    ['99.05', 9905],
    ['0', 0],
    ['¥1,234,567.89', 123_456_789],
    ['￥１００', 10_000],
    ['100元', 10_000],
    ['100 CNY', 10_000],
    ['CNY 100', 10_000],
    ['cny100', 10_000],
    ['RMB100', 10_000],
    ['RMB 1,234.50', 123_450],
    ['rmb ¥100', 10_000],
    ['CN¥100', 10_000],
    ['100 yuan', 10_000],
    ['100块', 10_000],
    ['100块钱', 10_000],
    ['100人民币', 10_000],
    ['人民币100元', 10_000],
    ['1万', 1_000_000],
    ['1.5万元', 1_500_000],
    ['1.2345万', 1_234_500],
    ['1.234567万', 1_234_567],
    ['1.5萬', 1_500_000],
    ['１．５万', 1_500_000],
    ['2w', 2_000_000],
    ['3千', 300_000],
    ['5k', 500_000],
    ['2百万', 200_000_000],
    ['1,234.50', 123_450],
    ['+5', 500],
    ['999,999,999.99', 99_999_999_999],
  ])('%s is %i fen', (typed, fen) => {
    expect(readYuan(typed)).toEqual({ fen });
  });

  it.each([
    ['-5', 'negative'],
    ['¥-5', 'negative'],
    ['−5元', 'negative'],
    ['1.234', 'too fine'],
    ['1.2345678万', 'too fine'],
    ['1,234.567', 'too fine'],
    ['9999999999', 'too much'],
    ['10万万', undefined],
    ['100000万', 'too much'],
    ['1,5', 'unclear separators'],
    ['12,34', 'unclear separators'],
    ['1.234,50', 'unclear separators'],
    ['1.234.567', 'unclear separators'],
    ["1'234.50", 'unclear separators'],
    ['1,2345', 'unclear separators'],
  ] as const)('%s is refused: %s', (typed, fault) => {
    expect(readYuan(typed)).toEqual(fault === undefined ? undefined : { fault });
  });

  it.each([
    ['$5', 'USD'],
    ['US$5', 'USD'],
    ['USD 100', 'USD'],
    ['100usd', 'USD'],
    ['100美元', 'USD'],
    ['100 US dollars', 'USD'],
    ['-$5', undefined],
    ['€1,5', 'EUR'],
    ['£5', 'GBP'],
    ['JP¥100', 'JPY'],
    ['100日元', 'JPY'],
    ['HK$100', 'HKD'],
    ['100港币', 'HKD'],
    ['A$5', 'AUD'],
    ['NT$5', 'TWD'],
    ['DEM 5', 'DEM'],
  ])('%s is in another currency: %s', (typed, currency) => {
    expect(readYuan(typed)).toEqual(currency === undefined ? undefined : { currency });
  });

  it.each([
    '',
    '1e3',
    '.5',
    '1.',
    'abc',
    'NaN',
    '¥',
    '元',
    '5 5',
    '1 000',
    '0x10',
    'CNY USD 5',
    '5 for the $ box',
  ])('%j is none', (typed) => {
    expect(readYuan(typed)).toBeUndefined();
  });

  it('is the same in every notation', () => {
    const notations: readonly ((yuan: string, grouped: string) => string)[] = [
      (yuan) => yuan,
      (_yuan, grouped) => grouped,
      (yuan) => `¥${yuan}`,
      (_yuan, grouped) => `CNY ${grouped}`,
      (yuan) => `RMB${yuan}`,
      (yuan) => `${yuan}元`,
      (_yuan, grouped) => `${grouped} yuan`,
      (yuan) =>
        yuan.replaceAll(/[\d.]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999_999 }),
        fc.constantFrom(...notations),
        (fen, write) => {
          const digits = String(fen).padStart(3, '0');
          const [whole, cents] = [digits.slice(0, -2), digits.slice(-2)];
          const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
          expect(readYuan(write(`${whole}.${cents}`, `${grouped}.${cents}`))).toEqual({ fen });
        },
      ),
    );
  });
});
