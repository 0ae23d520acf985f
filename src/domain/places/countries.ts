import { type Language, readsChinese } from '../../runtime/language.ts';
import { lazily } from '../../runtime/lazily.ts';
import { folded } from './folded.ts';
import { nearness, readPlaceTable } from './place-table.ts';

/** Its head names the sources. */
const table = lazily(() => readPlaceTable(new URL('./countries.txt', import.meta.url)));

interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  /** ISO 3166-1 alpha-3. */
  readonly longCode: string;
  readonly english: string;
  readonly chinese: string;
  readonly names: readonly string[];
}

const byCode = lazily(() => new Map(countries().map((country) => [country.code, country])));

/** The codes of every country, of two letters, in their order. */
export function countryCodes(): readonly string[] {
  return [...byCode().keys()];
}

/**
 * The codes of the countries that `typed` may mean: by a code of two or three letters, or by a full, short or former name in
 * English or Chinese, whatever its accents, capitals and punctuation. Several for a name that several have, such as Congo;
 * none for what names no country.
 */
export function countriesNamed(typed: string): readonly string[] {
  const code = typed
    .normalize('NFKC')
    .replace(/^\s*the\s+/i, '')
    .replaceAll(/[\s.]/g, '')
    .toUpperCase();
  const coded = [...byCode().values()].find((each) => each.code === code || each.longCode === code);
  if (coded !== undefined) return [coded.code];
  for (const name of [typed, turned(typed)]) {
    const found = table().lineNamed(folded(name));
    if (found !== undefined) return codesIn(found);
  }
  return [];
}

/** What a country is called, in Chinese or else in English; its code where it is none. */
export function countryName(code: string, language: Language): string {
  const country = byCode().get(code);
  return (readsChinese(language) ? country?.chinese : country?.english) ?? code;
}

/** Codes of the countries whose code or name `typed` begins, or is in; those first that it names, or nearly names. */
export function countriesLike(typed: string): readonly string[] {
  const named = countriesNamed(typed);
  const begun = folded(typed);
  const near = [...byCode().values()]
    .map(({ code, longCode, english, chinese, names }) => {
      const shown = [code.toLowerCase(), longCode.toLowerCase(), folded(english), folded(chinese)];
      const ranks = [nearness(begun, shown), behind(nearness(begun, names))];
      const known = ranks.filter((rank) => rank !== undefined);
      return { code, rank: known.length === 0 ? undefined : Math.min(...known) };
    })
    .filter((each): each is { code: string; rank: number } => each.rank !== undefined)
    .sort((one, other) => one.rank - other.rank)
    .map(({ code }) => code);
  return [...new Set([...named, ...(begun === '' ? countryCodes() : near)])];
}

/** Names that are shown come before others that are about as long: the United States before the Union of the Comoros. */
function behind(rank: number | undefined): number | undefined {
  const letters = 5;
  return rank === undefined ? undefined : rank + letters;
}

/** `Korea, Republic of` as `Republic of Korea`. */
function turned(name: string): string {
  const [, last = '', first = ''] = /^([^,，]+)[,，]([^,，]+)$/.exec(name) ?? [];
  return `${first} ${last}`;
}

function codesIn(line: string): readonly string[] {
  const [codes = '', name] = line.split('|');
  return name === undefined ? codes.split(' ') : codes.split(' ').slice(0, 1);
}

function countries(): readonly Country[] {
  return table()
    .rows()
    .flatMap(({ line, names }) => {
      const [codes = '', english, chinese] = line.split('|');
      if (english === undefined || chinese === undefined) return [];
      const [code = '', longCode = ''] = codes.split(' ');
      return [{ code, longCode, english, chinese, names }];
    });
}
