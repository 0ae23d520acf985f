import type { DivisionUnit } from './divisions.ts';
import { findAreas, findCities, findProvinces, type Match } from './name-search.ts';
import type { TypedPlace } from './typed-place.ts';

/** A county, or a prefecture without counties, as the beginning of what was typed names it. */
export interface PlaceReading {
  readonly unit: DivisionUnit;
  readonly end: number;
  readonly isLoose: boolean;
  /** How many levels were named. */
  readonly levels: number;
}

/** What tables of codes have for a level that is none. */
const placeholder =
  /市辖区|(?:省|自治区)直辖(?:县级)?(?:行政(?:区划|单位))?|(?<=重庆市?(?:重庆市?)?)(?:郊县|县)(?=.*县)/uy;

/** Every way to read a county, or a prefecture without counties, from the start on. */
export function* readings(place: TypedPlace): Iterable<PlaceReading> {
  for (const province of [undefined, ...findProvinces(place, 0, undefined)]) {
    const scope = province?.unit;
    for (const start of startsAt(place, province?.end ?? 0)) {
      for (const city of findCities(place, start, scope)) yield* inCity(place, province, city);
      for (const area of findAreas(place, start, scope)) {
        const isFine =
          province === undefined
            ? !area.isShort && !area.isLatin
            : !area.isShort || !isAlsoCity(place, start, area, scope);
        if (isFine) yield { ...area, levels: province === undefined ? 1 : 2 };
      }
    }
  }
}

/** Those that name the most levels; of these the longest. */
export function mostNamed<R extends PlaceReading>(found: readonly R[]): readonly R[] {
  const levels = Math.max(...found.map((each) => each.levels));
  const named = found.filter((each) => each.levels === levels);
  const end = Math.max(...named.map((each) => each.end));
  return named.filter((each) => each.end === end);
}

/** Whether a blank stands within the name that was read, and none behind it: 滨江 区府街道 is not 滨江区 and 府街道. */
export function isTorn(
  place: TypedPlace,
  found: readonly PlaceReading[],
  { unit, end }: PlaceReading,
): boolean {
  return (
    !place.isApart(end) &&
    found.some((other) => other.unit === unit && other.end < end && place.isApart(other.end))
  );
}

function* inCity(typed: TypedPlace, province: Match | undefined, city: Match): Iterable<PlaceReading> {
  const levels = province === undefined ? 1 : 2;
  if (city.unit.below.length === 0) {
    yield { ...city, levels };
    for (const again of findCities(typed, city.end, city.unit.within)) {
      if (again.unit === city.unit && !again.isLoose) yield { ...again, levels: levels + 1 };
    }
    return;
  }
  for (const start of startsAt(typed, city.end)) {
    for (const area of findAreas(typed, start, city.unit)) yield { ...area, levels: levels + 1 };
  }
}

/** Where a name may begin: there, and behind a placeholder. */
export function startsAt({ text }: TypedPlace, at: number): readonly number[] {
  placeholder.lastIndex = at;
  const skipped = placeholder.exec(text)?.[0];
  return skipped === undefined ? [at] : [at, at + skipped.length];
}

/** 朝阳 in 辽宁 is the city before it is the county, and 连云港 the city before it begins with 连云. */
function isAlsoCity(place: TypedPlace, at: number, area: Match, scope: DivisionUnit | undefined): boolean {
  return findCities(place, at, scope).some(
    ({ end, isShort }) => end > area.end || (isShort && end === area.end),
  );
}
