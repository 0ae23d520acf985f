import { type DivisionUnit, pathOf } from './divisions.ts';

/** Province, city and county by their Chinese names, and perhaps the town as it was typed. */
export interface ReadDivision {
  readonly province: string;
  readonly city: string;
  readonly area: string;
  readonly town?: string;
  /** The county's; `undefined` where it has none, or the table does not have it. */
  readonly code: string | undefined;
  /** Whether the county is in the table; else its name is as it was typed. */
  readonly isListed: boolean;
  /** The first digits of every code in it: 2, 4 or 6. */
  readonly codesBegin: string;
}

/** Units that may be meant, the likeliest first: as they are typed behind what was read, and in Latin letters. */
export type Candidates = readonly { readonly name: string; readonly latin: string | undefined }[];

/** Why no division is read, and what was read as far as it goes. Repeats nothing of what was typed. */
export type DivisionFault =
  | 'division missing'
  | 'province unknown'
  | 'part too long'
  | {
      readonly kind: 'city missing' | 'city unknown' | 'area missing' | 'area unknown';
      /** The path of what was read, such as `浙江省 杭州市`. */
      readonly read: string;
      readonly candidates: Candidates;
    }
  /** A name that is no more in use, and what its land is called now. */
  | { readonly kind: 'renamed'; readonly former: string; readonly candidates: Candidates }
  | { readonly kind: 'ambiguous'; readonly candidates: Candidates }
  /** A place without counties needs its town; or what follows the county may be no town. */
  | { readonly kind: 'town missing' | 'town doubtful'; readonly read: string };

export type DivisionOutcome = { readonly division: ReadDivision } | { readonly fault: DivisionFault };

export const longestPart = 40;

/** `unit` is a county, or a prefecture without counties, which stands for both levels. */
export function divisionOf(unit: DivisionUnit): ReadDivision {
  const city = unit.level === 'area' ? unit.within : unit;
  const isPrefecture = unit.code.endsWith('00');
  return {
    province: city?.within?.name ?? '',
    city: city?.name ?? '',
    area: unit.name,
    code: unit.isZone ? undefined : unit.code,
    isListed: true,
    codesBegin: unit.code.slice(0, unit.level === 'area' || isPrefecture ? 4 : 6),
  };
}

/** `浙江省 杭州市 滨江区`. */
export function printedPath(unit: DivisionUnit): string {
  return pathOf(unit)
    .map(({ name }) => name)
    .join(' ');
}

/** `units` without doubles; those that lie in what was `read` are named without it. */
export function candidatesOf(units: Iterable<DivisionUnit>, read = ''): Candidates {
  return [...new Set(units)].map((unit) => {
    const path = printedPath(unit);
    const isBehind = read !== '' && path.startsWith(`${read} `);
    return { name: isBehind ? path.slice(read.length + 1) : path, latin: unit.latin[0] };
  });
}
