import { countriesLike, countriesNamed } from '../places/countries.ts';

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
