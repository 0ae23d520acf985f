import { provinceNamed } from '../places/provinces.ts';
import type { Division } from './address.ts';

/** As the reader of divisions reads it back. */
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
