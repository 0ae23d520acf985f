import {
  candidatesOf,
  type DivisionFault,
  type DivisionOutcome,
  divisionOf,
  longestPart,
  printedPath,
} from './division.ts';
import { areas, cities, type DivisionUnit, unitOfCode } from './divisions.ts';
import { formerDivisions } from './former-divisions.ts';
import { findAreas, findCities, findProvinces, knownSpellings, type Match } from './name-search.ts';
import { mostNamed, startsAt } from './readings.ts';
import { simplified } from './traditional.ts';
import type { TypedPlace } from './typed-place.ts';

/** What a zone that has no code ends in; no other division's name stands before that. */
const zoneName =
  /^[^省市区县旗镇乡街路道]{0,20}?(?:开发区|高新区|经开区|新区|园区|工业园|工业区|保税区|示范区|管理区|度假区|合作区|功能区|产业园|实验区|风景区|名胜区|新城(?![子区]))/u;
/** The same right behind a prefecture's name without its suffix, where another name would go on with it: 成都高新区. */
const zoneKind = /^(?:高新|经开|(?:高新技术|经济技术|经济)(?:产业)?开发)区/u;
const countyName = /^.{1,20}?(?:自治县|自治旗|新区|区|县|旗|市)/u;

/**
 * What can be said of a text that names no county of the table: what was read as far as it goes, and what may be meant. Behind a
 * prefecture, a zone that has no code of its own (高新区, 开发区) is taken as it was typed, and so is a county whose `newCode` is
 * of that prefecture, and not in the table: it is younger than that.
 */
export function readUnlisted(place: TypedPlace, newCode: string | undefined): DivisionOutcome {
  const found = findProvinces(place, 0, undefined);
  const named = [undefined, ...found].flatMap((province) =>
    findCities(place, province?.end ?? 0, province?.unit)
      .filter(({ unit }) => unit.below.length > 0)
      .map((city) => ({ ...city, levels: province === undefined ? 1 : 2 })),
  );
  const best = mostNamed(named);
  const [city] = best;
  const [province] = [...found].sort((one, other) => other.end - one.end);
  // 吉林省 is no 吉林.
  if (city !== undefined && (province === undefined || city.end > province.end)) {
    const units = new Set(best.map(({ unit }) => unit));
    if (units.size > 1) return { fault: { kind: 'ambiguous', candidates: candidatesOf(units) } };
    return behindCity(place, city, newCode);
  }
  if (province !== undefined) return behindProvince(place, province, newCode);
  const former = formerIn(place.text, '');
  return { fault: former ?? 'province unknown' };
}

/** What has to follow a unit that was typed alone. */
export function lackingBelow(unit: DivisionUnit): DivisionOutcome {
  const read = printedPath(unit);
  const [only] = unit.below;
  const isCity = only?.name === unit.name;
  const kind = unit.level === 'province' && !isCity ? 'city missing' : 'area missing';
  return { fault: { kind, read, candidates: candidatesOf(isCity ? only.below : unit.below, read) } };
}

function behindCity(place: TypedPlace, { unit, end, isLoose }: Match, newCode?: string): DivisionOutcome {
  const start = startsAt(place, end).at(-1) ?? end;
  const rest = place.text.slice(start);
  if (rest === '') return lackingBelow(unit);
  const prefix = unit.code.slice(0, 4);
  const former = formerIn(rest, prefix);
  if (former !== undefined) return { fault: former };
  const isNew = newCode?.startsWith(prefix) === true && unitOfCode(newCode) === undefined;
  const taken = (isLoose ? zoneKind : isNew ? countyName : zoneName).exec(rest)?.[0].length;
  if (taken !== undefined && rest.length <= longestPart) {
    const written = place.restFrom(start);
    const division = {
      ...divisionOf(unit),
      area: written.slice(0, taken),
      code: undefined,
      isListed: false,
      codesBegin: prefix,
    };
    const town = written.slice(taken);
    return { division: { ...division, ...(town !== '' && { town }) } };
  }
  // A zone's name, such as 高新区, is one of many prefectures.
  const elsewhere = findAreas(place, start, undefined).filter(
    ({ isShort, unit: each }) => !isShort && !each.isZone,
  );
  const alike = unit.below.filter((each) => isAlike(each, rest));
  const likely = [...elsewhere.map((match) => match.unit), ...alike];
  const read = printedPath(unit);
  const candidates = candidatesOf(likely.length > 0 ? likely : unit.below, read);
  return { fault: { kind: 'area unknown', read, candidates } };
}

function behindProvince(place: TypedPlace, match: Match, newCode?: string): DivisionOutcome {
  const { unit, end } = match;
  const [only] = unit.below;
  if (only !== undefined && only.name === unit.name)
    return behindCity(place, { ...match, unit: only }, newCode);
  const start = startsAt(place, end).at(-1) ?? end;
  const rest = place.text.slice(start);
  if (rest === '') return lackingBelow(unit);
  const former = formerIn(rest, unit.code.slice(0, 2));
  if (former !== undefined) return { fault: former };
  // 江苏省杭州市: known, but of another province.
  const elsewhere = [...findCities(place, start, undefined), ...findAreas(place, start, undefined)]
    .filter(({ isShort, unit: each }) => !isShort || each.level === 'city')
    .map((found) => found.unit);
  const below = [...unit.below, ...unit.below.flatMap((city) => city.below)];
  const likely = [...elsewhere, ...below.filter((each) => isAlike(each, rest))];
  const read = printedPath(unit);
  const candidates = candidatesOf(likely.length > 0 ? likely : unit.below, read);
  return { fault: { kind: 'city unknown', read, candidates } };
}

function formerIn(rest: string, prefix: string): DivisionFault | undefined {
  const found = formerDivisions.filter(
    ({ within, name }) =>
      (within.startsWith(prefix) || prefix.startsWith(within)) && rest.startsWith(simplified(name)),
  );
  const [former] = found;
  if (former === undefined) return undefined;
  const now = [...cities, ...areas].filter(({ name, code }) =>
    found.some((each) => each.now.includes(name) && code.startsWith(each.within)),
  );
  return { kind: 'renamed', former: former.name, candidates: candidatesOf(now) };
}

/** They begin alike: two letters, or one where a name has no more before its suffix; four Latin ones. */
function isAlike(unit: DivisionUnit, rest: string): boolean {
  return knownSpellings(unit).some(({ text, isLatin }) => {
    const compared = isLatin ? 4 : Math.min(2, Math.max(1, text.length - 1));
    return rest.slice(0, compared) === text.slice(0, compared);
  });
}
