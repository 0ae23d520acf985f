import type { StoredAddress } from '../../xport/addresses.ts';
import { provinceNamed } from '../places/provinces.ts';

/** Where goods are delivered to in China. What other people see of it is {@link maskedAddress}. */
export interface Address extends Division {
  /** The partner's; absent until it has one. */
  readonly id?: string | undefined;
  /** Who receives. */
  readonly name: string;
  /** As {@link readPhone} writes it, where it was typed here; else as the partner keeps it. */
  readonly phone: string;
  /** Street, number, door. */
  readonly street: string;
  /** 6 digits of GB/T 2260, such as 330108. */
  readonly code?: string | undefined;
}

/** The administrative division that an address lies in, each by its Chinese name. */
export interface Division {
  readonly province: string;
  readonly city: string;
  /** District or county. */
  readonly area: string;
  readonly town?: string | undefined;
}

/** An address as the partner keeps it; what it does not say is empty. */
export function addressOf(stored: StoredAddress): Address {
  return {
    id: stored.id ?? stored.addressId,
    name: stored.name ?? stored.fullName ?? '',
    phone: stored.phone ?? stored.mobile ?? '',
    province: stored.province ?? stored.provinceText ?? '',
    city: stored.city ?? stored.cityText ?? '',
    area: stored.district ?? stored.area ?? stored.areaText ?? '',
    town: stored.town ?? stored.townText,
    street: stored.address ?? '',
    code: stored.districtCode,
  };
}

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
