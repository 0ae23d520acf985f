import { areas, chart, cities, type DivisionUnit } from './divisions.ts';
import type { TypedPlace } from './typed-place.ts';
import { type Spelling, spellingsOf } from './unit-names.ts';

/** A name found in what was typed, and where it ends. */
export interface Match {
  readonly unit: DivisionUnit;
  readonly end: number;
  /** The name has no suffix, and what follows stands right behind it: that may be part of another name. */
  readonly isLoose: boolean;
  readonly isShort: boolean;
  readonly isLatin: boolean;
}

type Search = (place: TypedPlace, at: number, within: DivisionUnit | undefined) => readonly Match[];

/** Words for what a unit is, in English and in pinyin, and the units that they are said of. */
const kinds: readonly (readonly [words: string, of: (unit: DivisionUnit) => boolean])[] = [
  ['province|sheng', ({ name }) => name.endsWith('省')],
  [
    'specialadministrativeregion|autonomousregion|zizhiqu|region',
    ({ name, level }) => level === 'province' && name.endsWith('区'),
  ],
  [
    'municipality|city|shi',
    ({ name, level }) => name.endsWith('市') || (level === 'city' && !isCounty(name)),
  ],
  ['autonomousprefecture|zizhizhou|prefecture|zhou|diqu', ({ level }) => level === 'city'],
  ['newarea|newdistrict|xinqu', ({ name }) => name.endsWith('新区')],
  ['forestrydistrict|district|qu', ({ name, level }) => level !== 'province' && name.endsWith('区')],
  ['autonomouscounty|zizhixian|county|xian', ({ name }) => name.endsWith('县')],
  ['autonomousbanner|zizhiqi|banner|qi', ({ name }) => name.endsWith('旗')],
  ['league|meng', ({ name }) => name.endsWith('盟')],
];
const kindWords = kinds.map(([words, of]) => ({
  // The peoples of an autonomous one may stand before it.
  pattern: new RegExp(`(?:[a-z]{2,40}(?=autonomous))?(?:${words})`, 'y'),
  of,
}));

const spellings = new Map<DivisionUnit, readonly Spelling[]>();

export const findProvinces: Search = searchOf(chart);
export const findCities: Search = searchOf(cities);
export const findAreas: Search = searchOf(areas);

/** As {@link spellingsOf}, made once for each unit. */
export function knownSpellings(unit: DivisionUnit): readonly Spelling[] {
  const known = spellings.get(unit) ?? spellingsOf(unit);
  spellings.set(unit, known);
  return known;
}

function searchOf(units: readonly DivisionUnit[]): Search {
  const byStart = new Map<string, Spelling[]>();
  for (const spelling of units.flatMap(knownSpellings)) {
    const start = spelling.text.slice(0, 2);
    const same = byStart.get(start);
    if (same === undefined) byStart.set(start, [spelling]);
    else same.push(spelling);
  }
  return (place, at, within) =>
    (byStart.get(place.text.slice(at, at + 2)) ?? []).flatMap((spelling) =>
      isIn(spelling.unit, within) ? matchesOf(spelling, place, at) : [],
    );
}

function matchesOf(spelling: Spelling, place: TypedPlace, at: number): readonly Match[] {
  const { text, unit, isShort, isLatin } = spelling;
  if (!place.text.startsWith(text, at)) return [];
  const end = at + text.length;
  if (!isLatin) return [{ unit, end, isShort, isLatin, isLoose: isShort && !place.isApart(end) }];
  if (!place.isApart(at)) return [];
  const alone = spelling.wantsKind !== true && place.isApart(end);
  const matches = alone ? [{ unit, end, isShort, isLatin, isLoose: false }] : [];
  const ends = kindEnds(place, end).filter(({ of }) => of(unit));
  return [
    ...matches,
    ...ends.map((kind) => ({ unit, end: kind.end, isShort: false, isLatin, isLoose: false })),
  ];
}

/** Where a word for what the unit is ends, that stands at `at`. */
function kindEnds(place: TypedPlace, at: number) {
  return kindWords.flatMap(({ pattern, of }) => {
    pattern.lastIndex = at;
    const end = at + (pattern.exec(place.text)?.[0].length ?? 0);
    return end > at && place.isApart(end) ? [{ end, of }] : [];
  });
}

function isIn(unit: DivisionUnit, within: DivisionUnit | undefined): boolean {
  return within === undefined || unit.within === within || unit.within?.within === within;
}

function isCounty(name: string): boolean {
  return /[县区]$/u.test(name);
}
