import type { Division } from './address.ts';
import { type Province, provinceNamed, provinces } from './provinces.ts';

export type DivisionFault = 'division missing' | 'province unknown' | 'city missing' | 'area missing';

const longestPart = 40;

/** What a city, and what ranks with one, ends in. */
const city = /^(.{2,}?(?:自治州|地区|盟|市))(.*)$/u;
/** What a district, and what ranks with one, ends in. */
const area = /^(.{1,}?(?:自治县|自治旗|新区|区|县|旗|市))(.*)$/u;

/**
 * Province, city, district and perhaps the town, from the largest down, as people type them: apart
 * (`浙江 杭州市 滨江区 长河街道`, `Zhejiang, 杭州市, 滨江区`) or in one (`浙江省杭州市滨江区长河街道`). In a province that is
 * a city too, the city may be left out.
 */
export function readDivision(
  typed: string,
): { readonly division: Division } | { readonly fault: DivisionFault } {
  const parts = partsOf(typed.normalize('NFKC').trim());
  const [first, ...below] = parts;
  if (first === undefined) return { fault: 'division missing' };
  const province = provinceNamed(first);
  if (province === undefined) return { fault: 'province unknown' };
  const named = province.isCity && !isNamedAgain(below[0], province) ? [province.name, ...below] : below;
  const [cityName, areaName, ...town] = named;
  if (cityName === undefined) return { fault: 'city missing' };
  if (areaName === undefined || [...named].some((part) => part.length > longestPart)) {
    return { fault: 'area missing' };
  }
  const division = {
    province: province.name,
    city: province.isCity ? province.name : cityName,
    area: areaName,
  };
  return { division: town.length === 0 ? division : { ...division, town: town.join('') } };
}

/** As {@link readDivision} reads it back. */
export function printDivision({ province, city, area, town }: Division): string {
  return [province, city, area, town].filter((part) => part !== undefined && part !== '').join(' ');
}

/** 6 digits of a district code, full-width ones too; `undefined` for anything else, and for a whole province. */
export function readDistrictCode(typed: string): string | undefined {
  const code = typed.normalize('NFKC').trim();
  return /^\d{6}$/.test(code) && !code.endsWith('0000') ? code : undefined;
}

/** Whether the district of that code lies in the province of that name. */
export function isCodeOf(code: string, province: string): boolean {
  const found = provinceNamed(province);
  return found !== undefined && code.startsWith(found.code);
}

/** Also by “市辖区”, which is what the tables of codes say where a city has no level of its own. */
function isNamedAgain(part: string | undefined, { name, short }: Province): boolean {
  return part !== undefined && [name, short, '市辖区'].includes(part);
}

function partsOf(text: string): readonly string[] {
  const english = provinces.find((each) => text.toLowerCase().startsWith(each.english.toLowerCase()));
  const head = english === undefined ? '' : text.slice(0, english.english.length);
  const parts = text
    .slice(head.length)
    .split(/[\s,，、/|>-]+/)
    .filter((part) => part !== '');
  if (head !== '') return [head, ...parts];
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? takenApart(only) : parts;
}

/** Names in one, as they are written on a parcel. */
function takenApart(text: string): readonly string[] {
  const province = provinces.find(({ short }) => text.startsWith(short));
  if (province === undefined) return [text];
  const head = [province.name, `${province.short}省`, `${province.short}市`, province.short].find((name) =>
    text.startsWith(name),
  );
  const rest = text.slice(head?.length ?? 0);
  const [, cityName = '', below = rest] = (province.isCity ? null : city.exec(rest)) ?? [];
  // 北京市北京市朝阳区 names its city again.
  const again = province.name;
  const within = province.isCity && below.startsWith(again) ? below.slice(again.length) : below;
  const [, areaName = within, town = ''] = area.exec(within) ?? [];
  return [province.name, cityName, areaName, town].filter((part) => part !== '');
}
