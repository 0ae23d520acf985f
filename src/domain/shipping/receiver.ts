import { z } from 'zod';
import type { ReceiverAddress } from '../../xport/client.ts';
import { countriesLike, countriesNamed } from '../places/countries.ts';
import { outsideLetters } from './measure.ts';

/** Who receives abroad, as it was typed; what was left out is absent. */
export interface TypedReceiver {
  readonly name?: string | undefined;
  /** A phone, and an e-mail address after a comma. */
  readonly contact?: string | undefined;
  readonly street?: string | undefined;
  /** City, state and postal code with commas between. */
  readonly place?: string | undefined;
  readonly country?: string | undefined;
  readonly tax?: string | undefined;
}

/** What is wrong with a receiver, and in which part of what was typed. */
interface FaultyPart {
  readonly part: keyof TypedReceiver;
  readonly fault: ReceiverFault;
}

/** Why nothing can be sent to a receiver. */
const receiverFaults = [
  'name missing',
  'phone missing',
  'phone unreadable',
  'e-mail unreadable',
  'street missing',
  'city missing',
  'country missing',
  'country unknown',
  'country unclear',
  'country home',
  'too long',
] as const;
export type ReceiverFault = (typeof receiverFaults)[number];

/** As much of a field as any label holds. */
const longest = 200;

const kept = z.object({
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  mobilePhone: z.string(),
  address: z.string(),
  taxId: z.string(),
  country: z.string(),
  city: z.string(),
  zip: z.string(),
  state: z.string(),
});

/**
 * The receiver that was typed, or everything that is wrong with it, from top to bottom. `countries`: codes of those that an
 * unclear one may mean.
 */
export function checkReceiver(
  typed: TypedReceiver,
):
  | { readonly receiver: ReceiverAddress }
  | { readonly faults: readonly FaultyPart[]; readonly countries: readonly string[] } {
  const [name, contact, address, place, taxId] = [
    typed.name,
    typed.contact,
    typed.street,
    typed.place,
    typed.tax,
  ].map((text) => outsideLetters(text ?? ''));
  const contacts = partsOf(contact);
  const email = contacts.find((part) => part.includes('@')) ?? '';
  const given = contacts.find((part) => part !== email) ?? '';
  const phone = readPhoneAbroad(given);
  const [city = '', ...rest] = partsOf(place);
  const zip = rest.findLast((part) => /\d/.test(part)) ?? '';
  const state = rest.find((part) => part !== zip) ?? '';
  const country = readCountry(typed.country ?? '');
  const faults: FaultyPart[] = [];
  const found = (part: FaultyPart['part'], fault: ReceiverFault) => faults.push({ part, fault });
  if (!saysAnything(name)) found('name', 'name missing');
  if (given === '') found('contact', 'phone missing');
  else if (phone === undefined) found('contact', 'phone unreadable');
  if (email !== '' && !isEmail(email)) found('contact', 'e-mail unreadable');
  if (!saysAnything(address)) found('street', 'street missing');
  if (!/\p{L}/u.test(city)) found('place', 'city missing');
  if (outsideLetters(typed.country ?? '') === '') found('country', 'country missing');
  else if (country === undefined) found('country', 'country unknown');
  else if (country === 'home') found('country', 'country home');
  else if ('oneOf' in country) found('country', 'country unclear');
  const parts = [
    ['name', name],
    ['contact', contact],
    ['street', address],
    ['place', place],
    ['tax', taxId],
  ] as const;
  for (const [part, text = ''] of parts) if (text.length > longest) found(part, 'too long');
  if (
    faults.length > 0 ||
    phone === undefined ||
    country === undefined ||
    country === 'home' ||
    'oneOf' in country
  ) {
    const isUnclear = typeof country === 'object' && 'oneOf' in country;
    return { faults, countries: isUnclear ? country.oneOf : [] };
  }
  return {
    receiver: {
      name: name ?? '',
      email,
      phone,
      mobilePhone: phone,
      address: address ?? '',
      taxId: taxId ?? '',
      country: country.code,
      city,
      zip,
      state,
    },
  };
}

/** A comma alone, from a list that was copied say, is nobody's name and no street. */
const saysAnything = (text = ''): boolean => /[\p{L}\p{N}]/u.test(text);

/** What others may see of a receiver: neither whole name nor phone nor street. */
interface MaskedReceiver {
  readonly name: string;
  readonly phone: string;
  /** City, state and country's code. */
  readonly place: string;
}

export function maskedReceiver({ name, phone, city, state, country }: ReceiverAddress): MaskedReceiver {
  const [first = ''] = Array.from(name);
  return {
    name: `${first}***`,
    phone: `****${phone.split(extension)[0]?.slice(-2) ?? ''}`,
    place: [city, state, country].filter((part) => part !== '').join(', '),
  };
}

/** `receiver` as the store keeps it for some hours: a button only ever holds the key of that. */
export function printReceiver(receiver: ReceiverAddress): string {
  return JSON.stringify({ receiver });
}

/** What {@link printReceiver} wrote; `undefined` for anything else that is kept under a key. */
export function readReceiver(text: string): ReceiverAddress | undefined {
  try {
    return z.object({ receiver: kept }).safeParse(JSON.parse(text)).data?.receiver;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** One @, and a dot within what follows it. */
function isEmail(text: string): boolean {
  const [name = '', host = '', ...more] = text.split('@');
  return more.length === 0 && name !== '' && !/\s/.test(text) && host.slice(1, -1).includes('.');
}

/** What stands between a phone and its extension, as {@link readPhoneAbroad} writes it. */
const extension = ' ext. ';

/** A phone anywhere as digits with its plus, at least 6 of them, at most the 15 of E.164; and its extension. */
function readPhoneAbroad(typed: string): string | undefined {
  const [, number = typed, line] =
    /^(.*\d[\s)]*)(?:ext(?:ension|n)?\.?|x|#|转|分机)[:\s]*(\d{1,6})$/i.exec(typed.trim()) ?? [];
  const plain = number.replaceAll(/[\s().·/‐-―-]/g, '');
  if (!/^\+?\d{6,15}$/.test(plain)) return undefined;
  return line === undefined ? plain : `${plain}${extension}${line}`;
}

function partsOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/[,;、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Where goods come from: nothing is sent abroad to there. */
const home = 'CN';

/**
 * A country abroad as a person typed it, by its code or its name. `home`: that is where the goods are; `oneOf`: the codes of
 * the countries that it may mean.
 */
export function readCountry(
  typed: string,
): { readonly code: string } | { readonly oneOf: readonly string[] } | 'home' | undefined {
  const [code, ...others] = countriesNamed(typed);
  if (code === undefined) return undefined;
  if (others.length > 0) return { oneOf: [code, ...others] };
  return code === home ? 'home' : { code };
}

/** Codes of the countries abroad that `typed` names or begins to name, the nearest first. */
export function countriesAbroadLike(typed: string): readonly string[] {
  return countriesLike(typed).filter((code) => code !== home);
}
