import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isVariantId,
  readVariant,
  variantMeant,
  variantsMeant,
} from '../../../src/domain/products/variants.ts';

const spec = (digit: string) => digit.repeat(32);

const variant = (id: string, ...values: readonly (readonly [string, string])[]) => ({
  skuId: `10${id}`,
  specId: spec(id),
  skuAttributes: values.map(([value, valueTrans]) => ({ value, valueTrans })),
});

const black = ['黑色', 'Black'] as const;
const white = ['白色', 'White'] as const;
const wood = ['原木色', 'Natural wood'] as const;
const variants = [
  variant('1', black, ['L', 'L']),
  variant('2', black, ['XL', 'XL']),
  variant('3', white, ['L', 'L']),
  variant('4', wood, ['36', '36']),
  variant('5', ['深蓝色 绒面', 'Deep blue suede'], ['37', '37']),
];

const meant = (typed: string) => variantsMeant(variants, typed).map(({ skuId }) => skuId);

describe('the variants that a person means', () => {
  it.each([
    ['103', ['103']],
    [spec('2'), ['102']],
    ['黑色', ['101', '102']],
    ['black', ['101', '102']],
    ['黑色 XL', ['102']],
    ['黑色XL', ['102']],
    ['XL 黑色', ['102']],
    ['Black / L', ['101']],
    ['Ｂｌａｃｋ · L', ['101']],
    ['白色，L', ['103']],
    ['natural wood 36', ['104']],
    ['原木色', ['104']],
    // A size that looks like an id.
    ['36', ['104']],
    // What is not a whole value, where nothing is called so.
    ['suede', ['105']],
    ['蓝', ['105']],
    ['L', ['101', '103']],
    ['red', []],
    ['black red', []],
    ['·', []],
    // Half a word or half a number is none, and the order of the values none either.
    ['blac', []],
    ['6', []],
    ['wood', ['104']],
    ['深藍色', ['105']],
    ['blue 37', ['105']],
  ])('by %s', (typed, expected) => {
    expect(meant(typed)).toEqual(expected);
  });

  it('are found by all of their values, in either language and any order, whatever stands between them', () => {
    const between = fc.constantFrom(' ', '', ' · ', '、', '/', ', ');
    fc.assert(
      fc.property(
        fc.constantFrom(...variants),
        fc.boolean(),
        fc.boolean(),
        between,
        (one, inChinese, turned, by) => {
          const values = one.skuAttributes.map(({ value, valueTrans }) => (inChinese ? value : valueTrans));
          const typed = (turned ? values.toReversed() : values).join(by);
          expect(variantsMeant(variants, readVariant(typed) ?? '')).toEqual([one]);
        },
      ),
    );
  });

  it.each([
    ['L', []],
    ['XL', []],
    ['2XL', ['101']],
    ['10', []],
    ['100', ['104']],
    ['100ml', ['103']],
    ['5L', []],
    ['2', ['106']],
    ['2件裝', ['106']],
    ['12件装', []],
    ['black M', ['107']],
    ['M black', ['107']],
    ['M', ['107']],
  ])('are none by a part of a longer word or number: %s', (typed, expected) => {
    const one = (id: string, ...values: readonly string[]) =>
      variant(id, ...values.map((value) => [value, value] as const));
    const offered = [
      one('1', '2XL'),
      one('3', '100ml'),
      one('4', '100 × 20 cm'),
      one('5', '1.5L'),
      one('6', '2件装'),
      one('7', 'M', 'Black'),
    ];
    expect(variantsMeant(offered, typed).map(({ skuId }) => skuId)).toEqual(expected);
  });

  it('is one of an offer whose variants are not all read only by its id or its whole name', () => {
    const some = variants.slice(0, 2);
    const one = (typed: string, more: number) => variantMeant(some, typed, more)?.skuId;
    expect([one('XL', 0), one('XL', 1)]).toEqual(['102', undefined]);
    expect([one('Black XL', 1), one('XL黑色', 1), one('102', 1), one(spec('2'), 1)]).toEqual(
      Array(4).fill('102'),
    );
    expect([one('black', 0), one('red', 0)]).toEqual([undefined, undefined]);
  });

  it('are none of an offer without any, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (typed) => variantsMeant([], typed).length === 0));
  });
});

describe('what is typed for a variant', () => {
  it.each([
    ['  黑色 ', '黑色'],
    [spec('A'), spec('a')],
    ['１２３', '123'],
    ['Black L', 'Black L'],
    ['   ', undefined],
  ])('%s', (typed, expected) => {
    expect(readVariant(typed)).toBe(expected);
  });

  it('is an id or a name', () => {
    expect([spec('a'), '5736673805656'].map(isVariantId)).toEqual([true, true]);
    expect(['黑色', 'g'.repeat(32), '36L'].map(isVariantId)).toEqual([false, false, false]);
  });
});
