import { inEveryLanguage, type Localized, readsChinese } from '../../runtime/language.ts';
import { areas, cities, type DivisionUnit, pathOf } from './divisions.ts';
import { findAreas, findCities, findProvinces, knownSpellings } from './name-search.ts';
import { provinceNamed } from './provinces.ts';
import { simplified } from './traditional.ts';
import { type TypedPlace, typedPlace, withoutCountry } from './typed-place.ts';
import { latinKey, stemOf } from './unit-names.ts';

/** What a name of a province, a prefecture or a county may mean. */
export type FoundPlace =
  /** `others` have that name too, but are less likely: smaller, or of the same name within. */
  | { readonly unit: DivisionUnit; readonly others: readonly DivisionUnit[] }
  /** Several that are as likely; none where the name is not known. */
  | { readonly candidates: readonly DivisionUnit[] };

const ranks = ['province', 'city', 'area'] as const;

/**
 * What `typed` names, with what it lies in or without, the largest first or, in Latin letters, last. The larger of two wins
 * (浙江 the province, 长沙 the city), except that 吉林 is as likely the city as the province. Zones are not looked for.
 */
export function findPlace(typed: string): FoundPlace {
  const bare = withoutCountry(typed);
  const forward = named(typedPlace(bare));
  const found = forward.length > 0 ? forward : named(typedPlace(bare.split(/[,，]/).reverse().join(',')));
  const exact = found.filter(({ isShort }) => !isShort);
  const units = [...new Set((exact.length > 0 ? exact : found).map(({ unit }) => unit))];
  const largest = ranks
    .map((level) => units.filter((unit) => unit.level === level))
    .find(({ length }) => length > 0);
  const [unit] = largest ?? [];
  if (unit === undefined || largest === undefined) return { candidates: [] };
  const seat = units.find(
    (each) => each.level === 'city' && each.within === unit && each.name.endsWith('市'),
  );
  if (largest.length > 1 || seat !== undefined)
    return { candidates: seat === undefined ? largest : [unit, seat] };
  return { unit, others: units.filter((each) => each !== unit && !pathOf(each).includes(unit)) };
}

/** Prefectures and counties whose names begin with what was typed, in any script; prefectures first. */
export function placesBegun(typed: string, most: number): readonly DivisionUnit[] {
  const text = simplified(typed.normalize('NFKC').replaceAll(/\s/g, ''));
  const begun = /\p{Script=Han}/u.test(text) ? text : latinKey(text);
  if (begun === '') return [];
  return [...cities, ...areas]
    .filter(({ isZone }) => !isZone)
    .filter((unit) => knownSpellings(unit).some((spelling) => spelling.text.startsWith(begun)))
    .slice(0, most);
}

/** A place by its name and those that it lies in: `Yiwu, Jinhua, Zhejiang`, `浙江金华义乌市`. */
export function placeName(unit: DivisionUnit): Localized {
  const path = pathOf(unit);
  const [province, ...below] = path;
  const short = provinceNamed(province?.name ?? '')?.short ?? '';
  const chinese = below.map((each) => (each.level === 'area' ? each.name : stemOf(each)));
  const english = path
    .map(({ latin, name }) => latin[0] ?? name)
    .reverse()
    .join(', ');
  return inEveryLanguage((language) => (readsChinese(language) ? [short, ...chinese].join('') : english));
}

/** Every unit that the whole of what was typed names. */
function named(place: TypedPlace): readonly { readonly unit: DivisionUnit; readonly isShort: boolean }[] {
  const isWhole = ({ end }: { readonly end: number }) => end === place.text.length;
  const provinces = findProvinces(place, 0, undefined);
  const within = [undefined, ...provinces].flatMap((province) => {
    const at = province?.end ?? 0;
    const inProvince = findCities(place, at, province?.unit);
    const inCity = inProvince.flatMap((city) => findAreas(place, city.end, city.unit));
    return [...inProvince, ...findAreas(place, at, province?.unit), ...inCity];
  });
  // Beijing the city is Beijing the province.
  return [...provinces, ...within]
    .filter(isWhole)
    .map(({ unit, isShort }) => ({ unit: unit.within?.name === unit.name ? unit.within : unit, isShort }))
    .filter(({ unit }) => !unit.isZone && place.text !== '');
}

/** The county that stands for a place: itself, or the first of those in it; a city without counties stands for itself. */
export function countyOf(unit: DivisionUnit): DivisionUnit {
  const [first] = unit.below.filter(({ isZone }) => !isZone);
  return first === undefined ? unit : countyOf(first);
}
