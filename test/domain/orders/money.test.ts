import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFen, readFen, unitOf } from '../../../src/domain/orders/money.ts';

describe('money as it is shown', () => {
  test.each([
    [10000, '¥100.00'],
    [0, '¥0.00'],
    [5, '¥0.05'],
    [-5, '-¥0.05'],
    [99_999, '¥999.99'],
    [100_000, '¥1,000.00'],
    [12_500_000, '¥125,000.00'],
    [-123_456_789, '-¥1,234,567.89'],
    [9_007_199_254_740_991, '¥90,071,992,547,409.91'],
  ])('%i fen is %s', (fen, shown) => {
    expect(formatFen(fen)).toBe(shown);
  });

  test('has every digit, and is read back exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (fen) => {
        const shown = formatFen(fen);
        expect(shown).toMatch(/^¥\d{1,3}(?:,\d{3})*\.\d\d$/);
        expect(readFen(shown.slice(1).replaceAll(',', ''), 'yuan')).toBe(fen);
        if (fen > 0) expect(formatFen(-fen)).toBe(`-${shown}`);
      }),
    );
  });

  test('is whole fen or nothing', () => {
    for (const fen of [0.5, Number.NaN, 2 ** 53]) expect(() => formatFen(fen)).toThrow(RangeError);
  });
});

describe('money as it is given', () => {
  test.each([
    ['12.5', 'yuan', 1250],
    ['12', 'yuan', 1200],
    ['0.07', 'yuan', 7],
    ['12.345', 'yuan', 1235],
    ['12.344', 'yuan', 1234],
    ['1250', 'fen', 1250],
    ['1250.00', 'fen', 1250],
    ['-1', 'fen', undefined],
    ['90071992547409.92', 'yuan', undefined],
    ['much', 'yuan', undefined],
    ['', 'fen', undefined],
  ] as const)('%j in %s is %j fen', (given, unit, fen) => {
    expect(readFen(given, unit)).toBe(fen);
  });

  test.each([
    ['an equal total in fen', { total: '10000', prices: [] }, 10000, 'fen', false],
    ['an equal total in yuan', { total: '100', prices: [] }, 10000, 'yuan', false],
    ['a decimal point', { total: '98', prices: ['9.80'] }, 10000, 'yuan', false],
    ['a decimal point alone', { total: '98.0', prices: [] }, undefined, 'yuan', false],
    ['nothing but noughts', { total: '0', shipping: '0.00', prices: [] }, undefined, 'fen', false],
    ['the nearer reading', { total: '98', prices: [] }, 10000, 'yuan', true],
    ['the nearer reading in fen', { total: '9800', prices: [] }, 10000, 'fen', true],
    ['nothing', { total: '9800', prices: [] }, undefined, 'fen', true],
  ] as const)('%s decides on its unit', (_why, amounts, known, unit, unsure) => {
    expect(unitOf(amounts, known)).toEqual({ unit, unsure });
  });
});
