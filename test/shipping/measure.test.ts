import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printSize, printWeight, readSize, readWeight } from '../../src/shipping/measure.ts';

describe('a weight', () => {
  it.each([
    ['0.5 kg', 500],
    ['1,500g', 1500],
    ['1,500 g', 1500],
    ['1 500 g', 1500],
    ['1\u202f500\u00a0g', 1500],
    ['1，500克', 1500],
    ['１．２ｋｇ', 1200],
    ['1.500 kg', 1500],
    ['1500.250 g', 1501],
    ['1,000 kg', 1_000_000],
    ['999,999.999g', 1_000_000],
    ['0.001 kg', 1],
    ['0.100 g', 1],
    ['1㎏', 1000],
    ['2公斤', 2000],
    ['2 千克', 2000],
    ['3斤', 1500],
    ['1.5 市斤', 750],
    ['3 两', 150],
    ['2 KG', 2000],
    ['2 kilos', 2000],
    ['500 grams', 500],
  ])('%j is %i g', (typed, grams) => {
    expect(readWeight(typed)).toBe(grams);
  });

  it.each([
    ['without a unit', '500'],
    ['of nothing', '0 kg'],
    ['of no number', 'kg'],
    ['with its thousands and its decimals apart in another way', '1.500,5 kg'],
    ['with a comma before decimals', '0,5 kg'],
    ['that is 2 g to some and 1,500 g to others', '1.500 g'],
    ['with its thousands apart in the wrong place', '1,50g'],
    ['with its thousands apart in two ways', '1,500 000 g'],
    ['whose thousands begin with nought', '0,500 kg'],
    ['with a sign', '-5 kg'],
    ['beyond what is carried', '1,000.001 kg'],
    ['in a unit that is none of weight', '5 stone'],
    ['in milligrams', '500 mg'],
    ['in pounds', '1 lb'],
    ['in ounces', '8oz'],
    ['in English pounds', '1 磅'],
    ['in two units', '2斤3两'],
    ['with more decimals than a scale has', '1.2345 kg'],
    ['in notation', '1e3 g'],
    ['with two units', '5 kg kg'],
    ['of two numbers', '5 5 kg'],
  ])('%s is none: %j', (_why, typed) => {
    expect(readWeight(typed)).toBeUndefined();
  });

  const grams = fc.integer({ min: 1, max: 1_000_000 });
  const grouped = (whole: number, sign: string) => String(whole).replaceAll(/\B(?=(?:\d{3})+$)/g, sign);

  it('is read as it is printed, and with its thousands apart', () => {
    fc.assert(
      fc.property(
        grams,
        fc.constantFrom(',', ' ', '，', '\u00a0'),
        fc.constantFrom('', ' '),
        (weight, sign, gap) => {
          expect(readWeight(printWeight(weight))).toBe(weight);
          expect(readWeight(`${grouped(weight, sign)}${gap}g`)).toBe(weight);
        },
      ),
    );
  });

  it('is never less than what was typed, and by less than a gram more, in any unit', () => {
    const units = [
      ['kg', 1000],
      ['斤', 500],
      ['两', 50],
      ['克', 1],
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...units),
        fc.integer({ min: 100, max: 99_999 }),
        ([name, per], hundredths) => {
          const read = readWeight(`${(hundredths / 100).toFixed(2)} ${name}`) ?? Number.NaN;
          const exact = (hundredths * per) / 100;
          expect(read).toBeGreaterThanOrEqual(exact - 1e-6);
          expect(read).toBeLessThan(exact + 1 + 1e-6);
        },
      ),
    );
  });
});

describe('a size', () => {
  it.each([
    ['30x20x12', [30, 20, 12]],
    ['30 x 20 x 12 cm', [30, 20, 12]],
    ['30*20*12厘米', [30, 20, 12]],
    ['３０×２０×１２', [30, 20, 12]],
    ['0.5 × 1 × 500', [0.5, 1, 500]],
  ])('%j is read', (typed, size) => {
    expect(readSize(typed)).toEqual(size);
    expect(readSize(printSize([30, 20, 12]))).toEqual([30, 20, 12]);
  });

  it.each(['30x20', '30x20x12x5', '30 20 12', '0x1x1', '501x1x1', '3,5x2x1', '30x20x12 m'])(
    '%j is none',
    (typed) => {
      expect(readSize(typed)).toBeUndefined();
    },
  );
});
