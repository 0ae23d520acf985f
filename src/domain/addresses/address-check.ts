import type { DivisionFault, ReadDivision } from '../places/division.ts';
import { type Address, type Division, isCodeOf, printDivision, readDistrictCode } from './address.ts';
import { type PhoneFault, readPhone } from './phone.ts';

/** An address as it was typed; what was left out is absent. */
export interface TypedAddress {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly division?: string | undefined;
  readonly street?: string | undefined;
  readonly code?: string | undefined;
}

/** The code that came along is not the division's. */
export interface CodeFault {
  readonly kind: 'code elsewhere';
  readonly code: string;
  /** The path of what has that code; absent where nothing known has it. */
  readonly codeOf: string | undefined;
  readonly division: string;
  /** The division's own code; absent where it has none, or it is not known. */
  readonly wanted: string | undefined;
}

/** Why an address can't be delivered to. */
export type AddressFault =
  | DivisionFault
  | PhoneFault
  | CodeFault
  | 'name missing'
  | 'street missing'
  | 'street too short'
  | 'code unreadable'
  | 'code missing';

export type Checked =
  | {
      readonly address: Address;
      /** The table of districts does not have the one that was typed: its name is as it was typed. */
      readonly unlisted: boolean;
    }
  | { readonly faults: readonly AddressFault[] };

/** A division, with what is known of its code. */
interface Placed {
  readonly division: Division;
  readonly known: Pick<ReadDivision, 'code' | 'codesBegin' | 'isListed'> | undefined;
}

/**
 * The address that was typed, or everything that is wrong with it, from top to bottom. Where the division was left out, the
 * code stands for it.
 */
export async function checkAddress(typed: TypedAddress): Promise<Checked> {
  return checkPlaced(typed, await placedAt(typed));
}

/**
 * `before` with what was typed in the place of what it had. Where the district changes, so does its code: to the new one's, or
 * that is asked for. A division that was not typed stays as the partner has it, known here or not.
 */
export async function changeAddress(before: Address, typed: TypedAddress): Promise<Checked> {
  const isWhole = before.province !== '' && before.city !== '' && before.area !== '';
  const stays = typed.division === undefined && isWhole;
  const division = typed.division ?? printDivision(before);
  const placed = stays ? await placedAsBefore(before) : await placedAt({ ...typed, division });
  const found = 'division' in placed ? placed.division : before;
  const moved =
    found.province !== before.province || found.city !== before.city || found.area !== before.area;
  const own = 'division' in placed ? placed.known?.code : undefined;
  const code = moved && before.code !== undefined ? own : before.code;
  const checked = await checkPlaced(
    {
      name: typed.name ?? before.name,
      phone: typed.phone,
      division,
      street: typed.street ?? before.street,
      code: typed.code ?? code,
    },
    placed,
    typed.phone === undefined && before.phone !== '' ? before.phone : undefined,
  );
  if ('faults' in checked) return checked;
  if (moved && before.code !== undefined && checked.address.code === undefined)
    return { faults: ['code missing'] };
  return { address: { ...checked.address, id: before.id }, unlisted: checked.unlisted && !stays };
}

/** `keptPhone` stands in an address already and is not looked at again, whatever may be typed today. */
async function checkPlaced(
  typed: TypedAddress,
  placed: Placed | { readonly fault: DivisionFault },
  keptPhone?: string,
): Promise<Checked> {
  const name = oneLine(typed.name);
  const street = oneLine(typed.street);
  const called = keptPhone === undefined ? readPhone(oneLine(typed.phone)) : { phone: keptPhone };
  const codeGiven = oneLine(typed.code);
  const code = readDistrictCode(codeGiven);
  const faults: AddressFault[] = [];
  if (!saysAnything(name)) faults.push('name missing');
  if ('fault' in called) faults.push(called.fault);
  if ('fault' in placed) faults.push(placed.fault);
  if (!saysAnything(street)) faults.push('street missing');
  else if (street.length < 2) faults.push('street too short');
  if (codeGiven !== '' && code === undefined) faults.push('code unreadable');
  if (code !== undefined && 'division' in placed) faults.push(...(await codeFaults(code, placed)));
  if (faults.length > 0 || 'fault' in called || 'fault' in placed) return { faults };
  const { division, known } = placed;
  return {
    address: { name, phone: called.phone, ...division, street, ...(code !== undefined && { code }) },
    unlisted: known?.isListed === false,
  };
}

/** A comma alone, from a list that was copied say, is nobody's name and no street. */
const saysAnything = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

async function placedAt({
  division,
  code,
}: TypedAddress): Promise<Placed | { readonly fault: DivisionFault }> {
  // The table is large, and few addresses are typed: it is loaded with the first one.
  const { readDivision } = await import('../places/division-reader.ts');
  const digits = readDistrictCode(oneLine(code));
  const read = readDivision(oneLine(division) === '' ? (digits ?? '') : (division ?? ''), digits);
  if ('fault' in read) return read;
  const { province, city, area, town } = read.division;
  return { division: { province, city, area, ...(town !== undefined && { town }) }, known: read.division };
}

/** What the partner has, with its code where the table has that division too. */
async function placedAsBefore(before: Address): Promise<Placed> {
  const { province, city, area, town } = before;
  const division = { province, city, area, ...(town !== undefined && { town }) };
  const read = await placedAt({ division: printDivision(division) });
  const isSame =
    'division' in read &&
    (['province', 'city', 'area'] as const).every((part) => read.division[part] === division[part]);
  return { division, known: isSame ? read.known : undefined };
}

async function codeFaults(code: string, { division, known }: Placed): Promise<readonly CodeFault[]> {
  const { unitOfCode } = await import('../places/divisions.ts');
  const { printedPath } = await import('../places/division.ts');
  const unit = unitOfCode(code);
  const isFine = () => {
    if (known === undefined) return isCodeOf(code, division.province);
    if (code === known.code) return true;
    // Lists of the platforms give towns of a city without districts, and zones, codes of their own.
    const hasOthers = known.code === undefined || known.code.endsWith('00');
    return (
      hasOthers && code.startsWith(known.codesBegin) && (unit === undefined || unit.name === division.area)
    );
  };
  if (isFine()) return [];
  const codeOf = unit === undefined ? undefined : printedPath(unit);
  const { town: _, ...place } = division;
  return [{ kind: 'code elsewhere', code, codeOf, division: printDivision(place), wanted: known?.code }];
}

function oneLine(text: string | undefined): string {
  return (text ?? '').replaceAll(/[\s\p{C}]+/gu, ' ').trim();
}
