import type { Address } from './address.ts';

/** What others may see of an address. */
export interface MaskedAddress {
  /** The first character and stars. */
  readonly name: string;
  readonly phone: string;
  /** Province, city and district. */
  readonly division: string;
  /** Nothing of it. */
  readonly street: string;
}

const stars = '****';

/** `address` without what would find the person: neither the phone nor the whole name nor the street is in it. */
export function maskedAddress({ name, phone, province, city, area }: Address): MaskedAddress {
  return {
    name: maskedName(name),
    phone: maskedPhone(phone),
    division: [province, city, area].filter((part) => part !== '').join(' '),
    street: stars,
  };
}

/** `138****0000`; of a number shorter than a whole one less, or nothing. */
export function maskedPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  if (digits.length >= 11) return `${digits.slice(0, 3)}${stars}${digits.slice(-4)}`;
  return digits.length >= 7 ? `${stars}${digits.slice(-2)}` : stars;
}

function maskedName(name: string): string {
  const [first, second] = Array.from(name.trim());
  return first === undefined || second === undefined ? '**' : `${first}**`;
}
