import type { Address } from './address.ts';
import { type DivisionFault, isCodeOf, printDivision, readDistrictCode, readDivision } from './division.ts';
import { type PhoneFault, readPhone } from './phone.ts';

/** An address as it was typed; what was left out is absent. */
export interface TypedAddress {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly division?: string | undefined;
  readonly street?: string | undefined;
  readonly code?: string | undefined;
}

/** Why an address can't be delivered to. */
export type AddressFault =
  | DivisionFault
  | PhoneFault
  | 'name missing'
  | 'street missing'
  | 'street too short'
  | 'code unreadable'
  | 'code elsewhere'
  | 'code missing';

export type Checked = { readonly address: Address } | { readonly faults: readonly AddressFault[] };

/**
 * The address that was typed, or everything that is wrong with it, from top to bottom. `keptPhone`: one that stands in an
 * address already and is not looked at again, whatever may be typed today.
 */
export function checkAddress(typed: TypedAddress, keptPhone?: string): Checked {
  const name = oneLine(typed.name);
  const street = oneLine(typed.street);
  const called = keptPhone === undefined ? readPhone(oneLine(typed.phone)) : { phone: keptPhone };
  const placed = readDivision(typed.division ?? '');
  const codeGiven = oneLine(typed.code);
  const code = readDistrictCode(codeGiven);
  const faults: AddressFault[] = [];
  if (name === '') faults.push('name missing');
  if ('fault' in called) faults.push(called.fault);
  if ('fault' in placed) faults.push(placed.fault);
  if (street === '') faults.push('street missing');
  else if (street.length < 2) faults.push('street too short');
  if (codeGiven !== '' && code === undefined) faults.push('code unreadable');
  if (code !== undefined && 'division' in placed && !isCodeOf(code, placed.division.province)) {
    faults.push('code elsewhere');
  }
  if (faults.length > 0 || 'fault' in called || 'fault' in placed) return { faults };
  return {
    address: { name, phone: called.phone, ...placed.division, street, ...(code !== undefined && { code }) },
  };
}

/**
 * `before` with what was typed in the place of what it had. A code belongs to its district: where the district changes, the
 * new one's code is wanted too.
 */
export function changeAddress(before: Address, typed: TypedAddress): Checked {
  const changed = {
    name: typed.name ?? before.name,
    phone: typed.phone,
    division: typed.division ?? printDivision(before),
    street: typed.street ?? before.street,
    code: typed.code ?? before.code,
  };
  const keepsPhone = typed.phone === undefined && before.phone !== '';
  const checked = checkAddress(changed, keepsPhone ? before.phone : undefined);
  if ('faults' in checked) return checked;
  const { address } = checked;
  const moved =
    address.province !== before.province || address.city !== before.city || address.area !== before.area;
  if (moved && before.code !== undefined && typed.code === undefined) return { faults: ['code missing'] };
  return { address: { ...address, id: before.id } };
}

function oneLine(text: string | undefined): string {
  return (text ?? '').replaceAll(/[\s\p{C}]+/gu, ' ').trim();
}
