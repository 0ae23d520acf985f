import { divisionTable } from './division-table.ts';
import { type Province, provinces } from './provinces.ts';

/** A province, a prefecture (or what lies right below a province) or a county of mainland China, or what ranks with one. */
export interface DivisionUnit {
  readonly level: 'province' | 'city' | 'area';
  /** 6 digits of GB/T 2260; of a zone, those of the bureau of statistics. */
  readonly code: string;
  readonly name: string;
  /** The usual Latin name, then others. */
  readonly latin: readonly string[];
  readonly within?: DivisionUnit;
  /** The level below; a prefecture without any has towns right below it. */
  readonly below: readonly DivisionUnit[];
  /** Counted as a county by the bureau of statistics alone. */
  readonly isZone: boolean;
}

interface Growing extends DivisionUnit {
  readonly below: DivisionUnit[];
}

/** What else a province is called in Latin letters. */
const otherLatin: Readonly<Record<string, readonly string[]>> = {
  内蒙古: ['Nei Mongol', 'Neimenggu'],
  西藏: ['Xizang'],
  广西: ['Kwangsi'],
  新疆: ['Sinkiang'],
  北京: ['Peking'],
};

/** Whether `province` is one whose divisions are not in the table: Taiwan, Hong Kong and Macau. */
export function isUncharted({ code }: Pick<Province, 'code'>): boolean {
  return ['71', '81', '82'].includes(code.slice(0, 2));
}

/** The 31 provinces of the mainland, with all that lies in them. */
export const chart: readonly DivisionUnit[] = grown();

/** Every prefecture, and every county that lies right below its province. */
export const cities: readonly DivisionUnit[] = chart.flatMap(({ below }) => below);

/** Every county, and every zone that is counted as one. */
export const areas: readonly DivisionUnit[] = cities.flatMap(({ below }) => below);

const byCode: ReadonlyMap<string, DivisionUnit> = new Map(
  [...chart, ...cities, ...areas].map((unit) => [unit.code, unit]),
);

export function unitOfCode(code: string): DivisionUnit | undefined {
  return byCode.get(code);
}

/** A unit and those that it lies in, the largest first; a city that is a province is named once. */
export function pathOf(unit: DivisionUnit): readonly DivisionUnit[] {
  const above = unit.within === undefined ? [] : pathOf(unit.within);
  return [...above.filter(({ name }) => name !== unit.name), unit];
}

function grown(): readonly DivisionUnit[] {
  const found = provinces
    .filter((province) => !isUncharted(province))
    .map((province): Growing => {
      const latin = [province.english, ...(otherLatin[province.short] ?? [])];
      return {
        level: 'province',
        code: `${province.code}0000`,
        name: province.name,
        latin,
        below: [],
        isZone: false,
      };
    });
  const cityOf = new Map<string, Growing>();
  for (const line of divisionTable.trim().split('\n')) {
    const [head = '', ...rows] = line.split('|');
    const [, digits = '', name = '', latin = ''] = /^(\d+) (\S+) (.+)$/.exec(head) ?? [];
    const within = found.find(({ code }) => code.startsWith(digits.slice(0, 2)));
    if (within === undefined) continue;
    // The districts and the counties of Chongqing stand in two lines.
    const named = `${within.code}${name}`;
    const known = cityOf.get(named);
    const made: Growing = known ?? {
      level: 'city',
      code: digits.padEnd(6, '0'),
      name,
      latin: latin.split('/'),
      within,
      below: [],
      isZone: false,
    };
    if (known === undefined) within.below.push(made);
    cityOf.set(named, made);
    for (const row of rows) made.below.push(areaOf(row, digits, made));
  }
  return found;
}

function areaOf(row: string, digits: string, within: DivisionUnit): DivisionUnit {
  const [name = '', ...latin] = row.slice(3).split(' ');
  return {
    level: 'area',
    code: digits + row.slice(0, 2),
    name,
    latin: latin.length === 0 ? [] : latin.join(' ').split('/'),
    within,
    below: [],
    isZone: row[2] === '*',
  };
}
