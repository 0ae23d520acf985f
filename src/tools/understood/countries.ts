import { countryName } from '../../domain/places/countries.ts';
import { readCountry } from '../../domain/shipping/receiver.ts';
import type { Understood } from './understood.ts';

const typed = [
  'US',
  'usa',
  'U.S.A.',
  'America',
  'United States of America',
  '美国',
  'UK',
  'England',
  '南韓',
  'Republic of Korea',
  'Korea',
  'Burma',
  'Holland',
  'Trinidad & Tobago',
  'Curacao',
  'Cote d’Ivoire',
  '香港',
  '阿联酋',
  'Congo',
  'China',
];

/** Countries abroad. */
export async function countries(): Promise<Understood> {
  return {
    title: 'Countries',
    where: 'Where freight abroad asks for a country: /ship estimate and the form of a receiver.',
    rows: typed.map((text) => ({ typed: text, read: meaningOf(text) })),
    source: 'ISO 3166-1 and CLDR 48.2, in src/domain/places/countries.txt, 2026-11-29',
  };
}

function meaningOf(text: string): string {
  const read = readCountry(text);
  if (read === undefined) return 'not read';
  if (read === 'home') return 'refused: within China';
  if ('code' in read) return `${read.code} ${countryName(read.code, 'en')}`;
  return `asked back: ${read.oneOf.map((code) => countryName(code, 'en')).join(' or ')}`;
}
