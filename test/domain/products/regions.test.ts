import { describe, expect, it } from 'vitest';
import { areas, chart, cities, pathOf } from '../../../src/domain/places/divisions.ts';
import { provinceNamed } from '../../../src/domain/places/provinces.ts';
import { stemOf } from '../../../src/domain/places/unit-names.ts';
import {
  regionNamed,
  regionOfCode,
  regions,
  regionsBegun,
  usualRegion,
} from '../../../src/domain/products/regions.ts';

describe('a place', () => {
  it.each([
    ['Zhejiang', '330108'],
    ['yiwu', '330782'],
    ['义乌市', '330782'],
    ['Yiwu, Zhejiang', '330782'],
    ['浙江省', '330108'],
    ['广东深圳', '440305'],
    ["Xi'an", '610103'],
    ['内蒙古自治区', '150105'],
    ['新疆维吾尔自治区', '650102'],
    ['上海市', '310101'],
    ['吉林市', '220202'],
    ['吉林省', '220102'],
    ['Jilin City', '220202'],
    ['昆山', '320583'],
    ['東莞市', '441900'],
    ['仙桃', '429004'],
    ['长沙', '430102'],
    ['220200', '220202'],
    ['440000', '440106'],
  ])('is found by “%s”', async (typed, district) => {
    expect(await regionNamed(typed)).toMatchObject({ region: { district, name: expect.anything() } });
  });

  it.each([
    ['44', '440106'],
    ['4403', '440305'],
    ['440000', '440106'],
    ['４４０３０５', '440305'],
  ])('is found by the code %s', (code, district) => {
    expect(regionOfCode(code)).toMatchObject({ district, name: expect.anything() });
  });

  it('is any district of a province, also one without a name here', () => {
    expect(regionOfCode('441900')).toEqual({ province: '440000', city: '441900', district: '441900' });
    expect(regionOfCode('330106')).toEqual({ province: '330000', city: '330100', district: '330106' });
  });

  it.each(['', ' ', 'Atlantis', '000000', '990101', '3', '3301081', '-1', '省', '市'])(
    'is not found by “%s”',
    async (typed) => {
      expect(await regionNamed(typed)).toEqual({ candidates: [] });
      expect(regionOfCode(typed)).toBeUndefined();
    },
  );

  it.each([
    ['吉林', ['220102', '220202']],
    ['Suzhou', ['320505', '341302']],
    ['鼓楼区', ['320106', '320302', '350102', '410204']],
  ])('is asked for where “%s” means several', async (typed, districts) => {
    const found = await regionNamed(typed);
    expect('candidates' in found && found.candidates.map(({ district }) => district)).toEqual(districts);
  });

  it('says which others have its name', async () => {
    const found = await regionNamed('朝阳');
    expect(found).toMatchObject({ region: { city: '211300' } });
    expect('others' in found && found.others.map(({ district }) => district)).toEqual(['110105', '220104']);
  });

  it('is every prefecture by its name and its code, and every county by its path', async () => {
    expect(cities.filter(({ code }) => code.endsWith('00'))).toHaveLength(337);
    const short = { right: 0, asked: 0 };
    for (const city of cities) {
      const city4 = city.code.slice(0, 4);
      for (const typed of [
        city.name,
        pathOf(city)
          .map(({ name }) => name)
          .join(''),
        city.code,
      ]) {
        const found = await regionNamed(typed);
        expect('region' in found && found.region.district.slice(0, 4), typed).toBe(city4);
      }
      const found = await regionNamed(stemOf(city));
      if ('candidates' in found) short.asked += 1;
      else if (found.region.district.startsWith(city4)) short.right += 1;
      // 海南 is the province before it is the prefecture of 青海.
      else expect([...chart.map(({ name }) => provinceNamed(name)?.short)]).toContain(stemOf(city));
    }
    expect(short).toEqual({ right: 367, asked: 1 });
    for (const area of areas.filter(({ isZone }) => !isZone)) {
      const typed = pathOf(area)
        .map(({ name }) => name)
        .join('');
      expect(await regionNamed(typed), typed).toMatchObject({ region: { district: area.code }, others: [] });
    }
  });

  it('is suggested from its beginning, in any script', async () => {
    for (const begun of ['昆山', 'Kunsh', 'kunshan']) {
      expect((await regionsBegun(begun, 25)).map(({ district }) => district)).toContain('320583');
    }
    expect((await regionsBegun('', 25))[0]).toEqual(usualRegion);
    for (const begun of ['吉', 'j', '海', 'h', '北', 'chong', '天']) {
      const codes = (await regionsBegun(begun, 25)).map(({ district }) => district);
      expect(codes, begun).toEqual([...new Set(codes)]);
    }
    expect(await regionsBegun('县', 25)).toEqual([]);
  });

  it('has codes that belong together, and is found again by each of its names', async () => {
    expect(new Set(regions.map(({ province }) => province)).size).toBe(31);
    expect(new Set(regions.map(({ district }) => district)).size).toBe(regions.length);
    expect(regions[0]).toEqual(usualRegion);
    for (const region of regions) {
      expect(region.city.slice(0, 2)).toBe(region.province.slice(0, 2));
      expect(region.district.slice(0, 4)).toBe(region.city.slice(0, 4));
      expect(regionOfCode(region.district)).toEqual(region);
      for (const name of Object.values(region.name)) {
        expect(await regionNamed(name)).toMatchObject({ region: { district: region.district } });
      }
    }
  });
});
