import { type DivisionOutcome, longestPart } from './division.ts';
import { isUncharted } from './divisions.ts';
import { type Province, provinces } from './provinces.ts';
import { simplified } from './traditional.ts';

/**
 * A division in Taiwan, Hong Kong or Macau, whose counties are not in the table: taken by their suffixes, or as the parts stand
 * apart. `undefined` for what lies in another province.
 */
export function readUncharted(typed: string): DivisionOutcome | undefined {
  const text = typed.normalize('NFKC').trim();
  const plain = simplified(text).toLowerCase();
  for (const province of provinces.filter(isUncharted)) {
    const { name, short, english } = province;
    const said = [name, `${short}省`, short, english.toLowerCase()].find((each) => plain.startsWith(each));
    if (said !== undefined) return behind(text.slice(said.length), province);
  }
  return undefined;
}

function behind(typed: string, { name, short, code, isCity }: Province): DivisionOutcome {
  const parts = partsOf(typed);
  const below = isCity && [name, short].includes(parts[0] ?? '') ? parts.slice(1) : parts;
  const [city, area, ...town] = isCity ? [name, ...below] : below;
  if (city === undefined) return { fault: { kind: 'city missing', read: name, candidates: [] } };
  if (area === undefined) return { fault: { kind: 'area missing', read: name, candidates: [] } };
  if (below.some((part) => part.length > longestPart)) return { fault: 'part too long' };
  const division = { province: name, city, area, code: undefined, isListed: false, codesBegin: code };
  return { division: town.length === 0 ? division : { ...division, town: town.join('') } };
}

function partsOf(typed: string): readonly string[] {
  const parts = typed.split(/[\s,，、/|>-]+/).filter((part) => part !== '');
  const [only = ''] = parts;
  const joined = /^(.{2,}?[市縣县])?(.{1,}?[區区縣县市鄉乡鎮镇])(.*)$/u.exec(only);
  if (parts.length !== 1 || joined === null) return parts;
  return joined.slice(1).filter((part) => part !== undefined && part !== '');
}
