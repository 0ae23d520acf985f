import { z } from 'zod';
import { plainCard } from '../../cards/buying-cards.ts';
import { type Argument, readAs, unreadable, word } from '../../chat/argument.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import { countryName } from '../../domain/places/countries.ts';
import type { Measured } from '../../domain/shipping/measure.ts';
import { countriesAbroadLike, readCountry } from '../../domain/shipping/receiver.ts';
import type { ShippingWords } from '../../languages/en/shipping.ts';
import { aboutArgument, allWords, localized } from '../../languages/index.ts';

/** As many countries as a platform shows below a field. */
const mostSuggestions = 25;

/** What an argument is and has to be, in every language. */
export function aboutShipping(pick: (words: ShippingWords) => ArgumentWords) {
  return aboutArgument(({ shipping }) => pick(shipping));
}

/** An argument whose text `read` takes apart and `print` puts together again. */
export function valued<T>(
  about: Pick<Argument<T>, 'hint' | 'expected' | 'example' | 'spaced'>,
  { read, print }: { read(typed: string): T | undefined; print(value: T): string },
): Argument<T> {
  const text = word(z.string(), { ...about, maxLength: 100 });
  return readAs(text, { parse: (typed) => read(typed) ?? unreadable, print });
}

/** The same argument, with the countries abroad that begin with the typed text as suggestions. */
export function suggestingCountries<T>(argument: Argument<T>): Argument<T> {
  return {
    ...argument,
    suggest: async (typed, { language }) =>
      countriesAbroadLike(typed)
        .slice(0, mostSuggestions)
        .map((code) => ({ value: code, label: `${code} ${countryName(code, language)}` })),
  };
}

/** A country abroad, as its code; a name that several have is asked back. */
export function countryAbroad(): Argument<string> {
  const about = { ...aboutShipping(({ country }) => country), example: 'US', spaced: true };
  return {
    ...valued<string>(about, {
      read(typed) {
        const found = readCountry(typed);
        if (found === undefined || found === 'home') return undefined;
        return 'code' in found ? found.code : typed;
      },
      print: (country) => country,
    }),
    why(typed) {
      if (readCountry(typed) !== 'home') return undefined;
      return localized(({ shipping }) => shipping.estimate.home);
    },
    lookUp(country) {
      const found = readCountry(country);
      if (typeof found !== 'object' || 'code' in found) return undefined;
      return async ({ language }, again) => {
        const { estimate } = allWords[language].shipping;
        const options = found.oneOf.map((code) => ({
          label: countryName(code, language),
          run: { ...again(code), replace: true },
        }));
        return {
          card: plainCard('warning', estimate.whichCountry, [estimate.whichCountryAdvice], {
            actions: [{ kind: 'select', label: estimate.whichCountry, options }],
          }),
        };
      };
    },
  };
}

/** How many of `words` name a country together: `South Korea`. */
export function wordsOfCountry(words: readonly string[]): number {
  const counts = words.map((_, at) => words.length - at);
  return counts.find((count) => readCountry(words.slice(0, count).join(' ')) !== undefined) ?? 1;
}

/**
 * An argument that is a measure. What may be read in several ways is asked about with a button for each way, and no command
 * runs for it.
 */
export function measureArgument<T>(
  about: Pick<Argument<T>, 'example' | 'span'> & {
    pick(words: ShippingWords): ArgumentWords;
    measure(typed: string): Measured<T> | undefined;
    print(value: T): string;
  },
): Argument<Measured<T>> {
  const { pick, measure, print, ...rest } = about;
  const { hint, expected } = aboutShipping(pick);
  return {
    position: 'word',
    required: true,
    parse: (typed) => measure(typed) ?? unreadable,
    print: (measured) => ('value' in measured ? print(measured.value).replaceAll(' ', '') : measured.typed),
    absent: () => unreadable,
    hint,
    expected,
    maxLength: 100,
    spaced: true,
    ...rest,
    lookUp(measured) {
      if ('value' in measured) return undefined;
      const { typed, asked } = measured;
      return async ({ language }, again) => {
        const { unclear } = allWords[language].shipping;
        const sentences = [unclear.got(typed), unclear.choose(expected[language])];
        const actions = asked.map(({ value, meaning }) => ({
          kind: 'run' as const,
          label: `${print(value)} · ${unclear.meanings[meaning]}`,
          run: again({ value }),
        }));
        return { card: plainCard('warning', unclear.title(typed), sentences, { actions }) };
      };
    },
  };
}

/** The value, of which a command is certain: what is asked about never gets to one. */
export function certain<T>(measured: Measured<T>): T {
  if ('value' in measured) return measured.value;
  throw new Error('a command runs with a measure that is not clear');
}
