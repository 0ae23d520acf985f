import { describe, expect, it } from 'vitest';
import { isCodeOf, readDistrictCode } from '../../../src/domain/addresses/address.ts';
import { provinces } from '../../../src/domain/places/provinces.ts';

describe('a district code', () => {
  it.each(['330108', ' ３３０１０８ ', '441900'])('is %s', (typed) => {
    expect(readDistrictCode(typed)).toMatch(/^\d{6}$/);
  });

  it.each(['', '33010', '3301080', '33010x', '330000'])('is not “%s”', (typed) => {
    expect(readDistrictCode(typed)).toBeUndefined();
  });

  it('is of one province alone', () => {
    expect(provinces).toHaveLength(34);
    expect(new Set(provinces.map(({ code }) => code)).size).toBe(34);
    for (const province of provinces) {
      const of = provinces.filter(({ name }) => isCodeOf(`${province.code}0108`, name));
      expect(of).toEqual([province]);
    }
    expect(isCodeOf('330108', '杭州市')).toBe(false);
  });
});
