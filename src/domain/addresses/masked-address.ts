import type { Address } from './address.ts';
import { withoutExtension } from './phone.ts';

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

/** As many digits as a country's code and a whole number have. */
const wholeNumber = 13;

/**
 * `138****0000`, of an extension nothing; of a number shorter than a whole one less, or nothing, and of what is longer no end,
 * which may be an extension.
 */
export function maskedPhone(phone: string): string {
  const digits = withoutExtension(phone).replaceAll(/\D/g, '');
  if (digits.length > wholeNumber) return `${digits.slice(0, 3)}${stars}`;
  if (digits.length >= 11) return `${digits.slice(0, 3)}${stars}${digits.slice(-4)}`;
  return digits.length >= 7 ? `${stars}${digits.slice(-2)}` : stars;
}

function maskedName(name: string): string {
  const [first, second] = Array.from(name.trim());
  return first === undefined || second === undefined ? '**' : `${first}**`;
}
