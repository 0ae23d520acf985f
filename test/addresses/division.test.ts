import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Division } from '../../src/addresses/address.ts';
import { isCodeOf, printDivision, readDistrictCode, readDivision } from '../../src/addresses/division.ts';
import { provinceNamed, provinces } from '../../src/addresses/provinces.ts';

const binjiang: Division = { province: '浙江省', city: '杭州市', area: '滨江区' };
const chaoyang: Division = { province: '北京市', city: '北京市', area: '朝阳区' };

describe('a division', () => {
  it.each<[string, Division]>([
    ['浙江省 杭州市 滨江区', binjiang],
    ['浙江,杭州市,滨江区', binjiang],
    ['浙江省／杭州市／滨江区', binjiang],
    ['Zhejiang 杭州市 滨江区', binjiang],
    ['浙江省杭州市滨江区', binjiang],
    ['浙江省 杭州市 滨江区 长河街道', { ...binjiang, town: '长河街道' }],
    ['浙江省杭州市滨江区长河街道', { ...binjiang, town: '长河街道' }],
    ['内蒙古自治区呼和浩特市新城区', { province: '内蒙古自治区', city: '呼和浩特市', area: '新城区' }],
    ['Inner Mongolia 呼和浩特市 新城区', { province: '内蒙古自治区', city: '呼和浩特市', area: '新城区' }],
    [
      '云南省大理白族自治州漾濞彝族自治县',
      { province: '云南省', city: '大理白族自治州', area: '漾濞彝族自治县' },
    ],
    ['北京市 朝阳区', chaoyang],
    ['北京 北京市 朝阳区', chaoyang],
    ['北京市 市辖区 朝阳区', chaoyang],
    ['北京市朝阳区', chaoyang],
    ['北京市北京市朝阳区', chaoyang],
    ['上海浦东新区', { province: '上海市', city: '上海市', area: '浦东新区' }],
  ])('is read from “%s”', (typed, division) => {
    expect(readDivision(typed)).toEqual({ division });
  });

  it.each([
    ['', 'division missing'],
    [' ,、', 'division missing'],
    ['Bavaria 杭州市 滨江区', 'province unknown'],
    ['杭州市 滨江区', 'province unknown'],
    ['浙江省', 'city missing'],
    ['浙江省 杭州市', 'area missing'],
    ['北京市', 'area missing'],
    [`浙江省 杭州市 ${'区'.repeat(41)}`, 'area missing'],
  ])('is not read from “%.20s”: %s', (typed, fault) => {
    expect(readDivision(typed)).toEqual({ fault });
  });

  it('reads back what it prints, in every province', () => {
    const name = fc.stringMatching(/^[一-龟]{2,8}$/);
    fc.assert(
      fc.property(
        fc.constantFrom(...provinces),
        name,
        name,
        fc.option(name, { nil: undefined }),
        (province, city, area, town) => {
          const division = {
            province: province.name,
            city: province.isCity ? province.name : `${city}市`,
            area: `${area}区`,
            ...(town !== undefined && { town: `${town}街道` }),
          };
          expect(readDivision(printDivision(division))).toEqual({ division });
        },
      ),
    );
  });

  it('reads any words to a division or a reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const read = readDivision(typed);
        if ('division' in read) expect(provinceNamed(read.division.province)).toBeDefined();
        else expect(read.fault).toMatch(/missing|unknown/);
      }),
    );
  });
});

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
