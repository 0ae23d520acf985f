import { describe, expect, it } from 'vitest';
import { regionNamed, regions, usualRegion } from '../../src/products/regions.ts';

describe('a place', () => {
  it.each([
    ['Zhejiang', '330108'],
    ['yiwu', '330782'],
    ['义乌市', '330782'],
    ['浙江省', '330108'],
    ['广东深圳', '440305'],
    ["Xi'an", '610103'],
    ['内蒙古自治区', '150105'],
    ['新疆维吾尔自治区', '650102'],
    ['上海市', '310101'],
    ['44', '440106'],
    ['4403', '440305'],
    ['440000', '440106'],
    ['４４０３０５', '440305'],
  ])('is found by “%s”', (typed, district) => {
    expect(regionNamed(typed)).toMatchObject({ district, name: expect.anything() });
  });

  it('is any district of a province, also one without a name here', () => {
    expect(regionNamed('441900')).toEqual({ province: '440000', city: '441900', district: '441900' });
    expect(regionNamed('330106')).toEqual({ province: '330000', city: '330100', district: '330106' });
  });

  it.each(['', ' ', 'Atlantis', '000000', '990101', '3', '3301081', '-1', '省', '市'])(
    'is not found by “%s”',
    (typed) => {
      expect(regionNamed(typed)).toBeUndefined();
    },
  );

  it('has codes that belong together, and is found again by each of its names', () => {
    expect(new Set(regions.map(({ province }) => province)).size).toBe(31);
    expect(new Set(regions.map(({ district }) => district)).size).toBe(regions.length);
    expect(regions[0]).toEqual(usualRegion);
    for (const region of regions) {
      expect(region.city.slice(0, 2)).toBe(region.province.slice(0, 2));
      expect(region.district.slice(0, 4)).toBe(region.city.slice(0, 4));
      for (const name of [...Object.values(region.name), region.district]) {
        expect(regionNamed(name)).toEqual(region);
      }
    }
  });
});
