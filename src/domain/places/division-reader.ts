import { candidatesOf, type DivisionOutcome, divisionOf, longestPart, printedPath } from './division.ts';
import { type DivisionUnit, unitOfCode } from './divisions.ts';
import { findAreas, findCities, findProvinces } from './name-search.ts';
import { isTorn, mostNamed, type PlaceReading, readings } from './readings.ts';
import { simplified } from './traditional.ts';
import { type TypedPlace, typedPlace, withoutCountry } from './typed-place.ts';
import { readUncharted } from './uncharted-provinces.ts';
import { lackingBelow, readUnlisted } from './unread-division.ts';

const suffixes = /^(?:地区|[省市区县旗州盟镇乡])/u;
const townEnd =
  /(?:街道|街道?办(?:事处)?|办事处|[镇鎮乡鄉]|苏木|蘇木|地区|地區|[农農林牧渔漁茶]场|[农農林牧渔漁茶]場|团|團|社区|社區|村)$/u;
/** What a zone's name goes on with behind the beginning of a district's: 丹徒新区, 连云港经济技术开发区. */
const zoneWords = /^(?:新区|新城|高新|经济|经开|工业|科技|综合)|开发|产业|示范|保税|度假|风景|名胜/u;

/** 天河区 and 无为县 are no towns, whatever they lie in or lay in; 小区, 社区 and zones may be. */
const noTown =
  /^[^镇鎮乡鄉街路村]{1,8}(?:[县縣市旗]|(?<![小社新园景林矿农牧垦校厂库港场里]|管理|开发|開發|工业|示范|保税|度假|合作|功能|实验)[区區])$/u;

/** 中山 is no Zhongshan District. */
const kindFirst = /^(?:district|county|city|prefecture|province|banner|league)\b/iu;

/**
 * The division that was typed from the largest down (Latin names the other way round too): its parts apart or in one, with or
 * without suffixes, in Chinese of either script, in pinyin or English; or the code of a county. Province and prefecture may be
 * left out where a name is of one place alone. A prefecture without counties, and a county right below its province, stands for
 * both levels: the bureau of statistics writes them so (441900 东莞市 within 东莞市), and their towns have to be named.
 * `newCode`: the digits that came along, as {@link readUnlisted} wants them.
 */
export function readDivision(typed: string, newCode?: string): DivisionOutcome {
  const bare = withoutCountry(typed);
  if (/\p{Script=Han}/u.test(bare)) return readForward(bare, newCode);
  // Binjiang District, Hangzhou, Zhejiang
  const [forward, backward] = [bare, bare.split(/[,;]/).reverse().join(',')].map((each) => {
    const found = mostNamed([...readings(typedPlace(each))]);
    return { outcome: readForward(each, newCode), levels: found[0]?.levels ?? 0 };
  });
  if (forward === undefined || backward === undefined) return { fault: 'division missing' };
  const isLost = 'fault' in forward.outcome && forward.outcome.fault === 'province unknown';
  return backward.levels > forward.levels || isLost ? backward.outcome : forward.outcome;
}

function readForward(typed: string, newCode: string | undefined): DivisionOutcome {
  const place = typedPlace(typed);
  if (place.text === '') return { fault: 'division missing' };
  const coded = unitOfCode(/^\d{6}(?!\d)/.exec(place.text)?.[0] ?? '');
  if (coded !== undefined) {
    if (coded.level !== 'area' && coded.below.length > 0) return lackingBelow(coded);
    return finished(place, { unit: coded, end: 6, isLoose: false, levels: 1 }, newCode);
  }
  const uncharted = readUncharted(typed);
  if (uncharted !== undefined) return uncharted;
  const found = [...readings(place)];
  const best = mostNamed(found);
  const units = new Set(best.map(({ unit }) => unit));
  if (units.size > 1) return { fault: { kind: 'ambiguous', candidates: candidatesOf(units) } };
  const [reading] = best;
  if (reading === undefined) return readUnlisted(place, newCode);
  if (isTorn(place, found, reading)) return doubtful(reading.unit);
  return finished(place, { ...reading, isLoose: best.every(({ isLoose }) => isLoose) }, newCode);
}

/** The reading with its town, if that makes sense. */
function finished(place: TypedPlace, reading: PlaceReading, newCode: string | undefined): DivisionOutcome {
  const { unit, end, isLoose } = reading;
  const town = place.restFrom(end);
  const plain = simplified(town);
  if (town.length > longestPart) return { fault: 'part too long' };
  if (unit.level === 'city' && town === '')
    return { fault: { kind: 'town missing', read: printedPath(unit) } };
  if (isLoose && (suffixes.test(plain) || zoneWords.test(plain))) return otherThan(unit, place, newCode);
  if (isLoose && !townEnd.test(town)) return formerOf(place) ?? doubtful(unit);
  if (kindFirst.test(town) || noTown.test(town) || isFollowedByAnother(place, reading)) return doubtful(unit);
  return { division: { ...divisionOf(unit), ...(town !== '' && { town }) } };
}

/** The name goes on as another one, such as 昌平县 where there is 昌平区. */
function otherThan(unit: DivisionUnit, place: TypedPlace, newCode: string | undefined): DivisionOutcome {
  const former = formerOf(place);
  if (former !== undefined) return former;
  const unlisted = readUnlisted(place, newCode);
  if ('division' in unlisted || unit.within === undefined) return unlisted;
  const read = printedPath(unit.within);
  return { fault: { kind: 'area unknown', read, candidates: candidatesOf([unit], read) } };
}

/** 汤旺河区 was no part of 汤旺县. */
function formerOf(place: TypedPlace): DivisionOutcome | undefined {
  const unlisted = readUnlisted(place, undefined);
  const isFormer =
    'fault' in unlisted && typeof unlisted.fault === 'object' && unlisted.fault.kind === 'renamed';
  return isFormer ? unlisted : undefined;
}

function doubtful(unit: DivisionUnit): DivisionOutcome {
  return { fault: { kind: 'town doubtful', read: printedPath(unit) } };
}

/** 天河区 is no town of 东莞市, and 浙江省 none of 滨江区. */
function isFollowedByAnother(place: TypedPlace, { unit, end }: PlaceReading): boolean {
  return [
    ...findAreas(place, end, unit.within),
    ...findCities(place, end, undefined),
    ...findProvinces(place, end, undefined),
  ].some(
    (other) =>
      (!other.isShort || (other.isLatin && other.unit.level === 'province')) &&
      other.unit.name !== unit.name &&
      other.unit.name.length > 2,
  );
}
