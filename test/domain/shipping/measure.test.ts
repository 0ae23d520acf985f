import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  measureSize,
  measureWeight,
  printSize,
  printWeight,
  readSize,
  readWeight,
  wordsOfWeight,
} from '../../../src/domain/shipping/measure.ts';

/** What is asked about, reading by reading. */
function askedIn<T>(
  measured: { readonly value: T } | { readonly asked: readonly { value: T }[] } | undefined,
) {
  return measured !== undefined && 'asked' in measured ? measured.asked.map(({ value }) => value) : undefined;
}

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
    ['2 kgs', 2000],
    ['1,5kg', 1500],
    ['0,25 kg', 250],
    ['.5kg', 500],
    ['1.500,5 g', 1501],
    ['1 lb', 454],
    ['2.5 lbs.', 1134],
    ['3磅', 1361],
    ['3 pounds', 1361],
    ['8oz', 227],
    ['8 盎司', 227],
    ['0.5吨', 500_000],
    ['1t', 1_000_000],
    ['1 metric ton', 1_000_000],
    ['500公克', 500],
  ])('%j is %i g', (typed, grams) => {
    expect(readWeight(typed)).toBe(grams);
  });

  it.each([
    ['without a unit', '500'],
    ['of nothing', '0 kg'],
    ['of no number', 'kg'],
    ['with its thousands and its decimals apart in another way', '1.500,5 kg'],
    ['that is 2 g to some and 1,500 g to others', '1.500 g'],
    ['with its thousands apart in the wrong place', '1,50,0g'],
    ['in ounces of a liquid', '8 fl oz'],
    ['with a fraction', '1 1/2 kg'],
    ['with a fraction in one letter', '2½ kg'],
    ['with its thousands apart in two ways', '1,500 000 g'],
    ['whose thousands begin with nought', '0,500 kg'],
    ['with a sign', '-5 kg'],
    ['beyond what is carried', '1,000.001 kg'],
    ['in a unit that is none of weight', '5 stone'],
    ['in milligrams', '500 mg'],
    ['in tons, of which there are three', '0.9 ton'],
    ['in 斤 of Taiwan', '2台斤'],
    ['in 斤 of Hong Kong', '2司马斤'],
    ['with a comma that can only stand before decimals', '1,500 kg'],
    ['in two units', '2斤3两'],
    ['with more decimals than a scale has', '1.2345 kg'],
    ['in notation', '1e3 g'],
    ['with two units', '5 kg kg'],
    ['of two numbers', '5 5 kg'],
  ])('%s is none: %j', (_why, typed) => {
    expect(readWeight(typed)).toBeUndefined();
  });

  it.each([
    ['0.5 ton', [500_000, 453_593, 508_024]],
    ['1 ton', [1_000_000, 907_185]],
    ['2台斤', [1200, 1000]],
    ['2司马斤', [1210, 1000]],
    ['1.500 g', [1500, 2]],
    ['1.500 oz', [42_525, 43]],
    ['1,500 kg', [1500]],
    ['0,500 kg', [500]],
  ])('%j is asked about, each reading a choice', (typed, readings) => {
    expect(askedIn(measureWeight(typed))).toEqual(readings);
  });

  it.each([
    ['0.5 kg 30 x 20 x 12', 2],
    ['1 500 g 30x20x12', 3],
    ['1.2kg 30x20x12', 1],
    ['5 stone', 2],
    ['500 30x20x12', 1],
    ['1 metric ton', 3],
    ['kg 5', 1],
    ['', 1],
  ])('of the words %j takes %i', (line, count) => {
    expect(wordsOfWeight(line.split(' '))).toBe(count);
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
      ['lb', 453.59237],
      ['磅', 453.59237],
      ['oz', 28.349523125],
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...units),
        fc.integer({ min: 100, max: 99_999 }),
        fc.constantFrom('.', ','),
        ([name, per], hundredths, sign) => {
          const amount = (hundredths / 100).toFixed(2).replace('.', sign);
          const read = readWeight(`${amount} ${name}`) ?? Number.NaN;
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
    ['30cm*20cm*12cm', [30, 20, 12]],
    ['300毫米*200毫米*120毫米', [30, 20, 12]],
    ['300x200x120mm', [30, 20, 12]],
    ['0.3m x 0.2m x 0.12m', [30, 20, 12]],
    ['0.3*0.2*0.12米', [30, 20, 12]],
    ['30cm x 200mm x 0.12m', [30, 20, 12]],
    ['12"x8"x6"', [30.5, 20.4, 15.3]],
    ['12” x 8” x 6”', [30.5, 20.4, 15.3]],
    ['12in x 8in x 6in', [30.5, 20.4, 15.3]],
    ['12 x 8 x 6 inches', [30.5, 20.4, 15.3]],
    ['12*8*6英寸', [30.5, 20.4, 15.3]],
    ["1' x 1' x 6''", [30.5, 30.5, 15.3]],
    ['3市寸x3市寸x3市寸', [10, 10, 10]],
    ['L30 W20 H12', [30, 20, 12]],
    ['长30宽20高12', [30, 20, 12]],
    ['高12cm，长30cm，宽20cm', [30, 20, 12]],
    ['30L x 20W x 12H', [30, 20, 12]],
    ['(30x20x12)cm', [30, 20, 12]],
    ['30.5x20,5x12', [30.5, 20.5, 12]],
    ['30.55x20x12', [30.6, 20, 12]],
    ['2x2x1cm', [2, 2, 1]],
  ])('%j is read', (typed, size) => {
    expect(readSize(typed)).toEqual(size);
    expect(readSize(printSize([30, 20, 12]))).toEqual([30, 20, 12]);
  });

  it.each([
    '30x20',
    '30x20x12x5',
    '30 20 12',
    '0x1x1',
    '501x1x1',
    '30x20x12 m',
    '1,200x800x600',
    '30cm x 20 x 12in',
    'L30 L20 H12',
    'L30 x 20 x H12',
    '30x20x12 stone',
  ])('%j is none', (typed) => {
    expect(measureSize(typed)).toBeUndefined();
  });

  it.each([
    [
      '0.3*0.2*0.1',
      [
        [30, 20, 10],
        [0.3, 0.2, 0.1],
      ],
    ],
    [
      '2.9x2x1',
      [
        [290, 200, 100],
        [2.9, 2, 1],
      ],
    ],
    [
      '300x200x120',
      [
        [30, 20, 12],
        [300, 200, 120],
      ],
    ],
    ['600x400x300', [[60, 40, 30]]],
    [
      '12寸*8寸*6寸',
      [
        [30.5, 20.4, 15.3],
        [40, 26.7, 20],
      ],
    ],
    [
      '1尺*1尺*1尺',
      [
        [30.5, 30.5, 30.5],
        [33.4, 33.4, 33.4],
      ],
    ],
  ])('%j is asked about, each reading a choice that is read as it is printed', (typed, readings) => {
    expect(askedIn(measureSize(typed))).toEqual(readings);
    for (const each of askedIn(measureSize(typed)) ?? []) expect(readSize(printSize(each))).toEqual(each);
  });

  it('is the same in any unit and notation, and rounded up by less than a millimetre', () => {
    const units = [
      ['cm', 10],
      ['厘米', 10],
      ['mm', 1],
      ['m', 1000],
      ['in', 25.4],
      ['"', 25.4],
      ['英寸', 25.4],
      ['ft', 304.8],
    ] as const;
    const written = [
      ([l, w, h]: readonly string[], unit: string) => `${l}x${w}x${h}${unit}`,
      ([l, w, h]: readonly string[], unit: string) => `${l} ${unit} * ${w} ${unit} * ${h} ${unit}`,
      ([l, w, h]: readonly string[], unit: string) => `${l}${unit}×${w}${unit}×${h}${unit}`,
      ([l, w, h]: readonly string[], unit: string) => `长${l}${unit}宽${w}${unit}高${h}${unit}`,
      ([l, w, h]: readonly string[], unit: string) => `H ${h} L ${l} W ${w} ${unit}`,
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...units),
        fc.constantFrom(...written),
        fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 5000 }))),
        ([unit, millimetres], write, sides) => {
          const amounts = sides.map((side) => Math.floor((side * 1000) / millimetres) / 1000);
          fc.pre(amounts.every((amount) => amount > 0 && amount <= 9999));
          const read = readSize(write(amounts.map(String), unit));
          for (const [at, side] of (read ?? []).entries()) {
            const exact = ((amounts[at] ?? 0) * millimetres) / 10;
            expect(side).toBeGreaterThanOrEqual(exact - 1e-6);
            expect(side).toBeLessThan(exact + 0.1 + 1e-6);
          }
          expect(read).toHaveLength(3);
          expect(readSize(printSize(read ?? [0, 0, 0]))).toEqual(read);
        },
      ),
    );
  });
});
