import { plainCard } from '../../cards/buying-cards.ts';
import { type Argument, unreadable } from '../../chat/argument.ts';
import type { Localized } from '../../chat/language.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { ShippingWords } from '../../languages/en/shipping.ts';
import { inEach, type Words } from '../../languages/index.ts';
import type { Measured } from '../../shipping/measure.ts';

/**
 * An argument that is a measure. What may be read in several ways is asked about with a button for each way, and no command
 * runs for it.
 */
export function measureArgument<T>(
  words: Localized<Words>,
  about: Pick<Argument<T>, 'example' | 'span'> & {
    pick(words: ShippingWords): ArgumentWords;
    measure(typed: string): Measured<T> | undefined;
    print(value: T): string;
  },
): Argument<Measured<T>> {
  const { pick, measure, print, ...rest } = about;
  const expected = inEach(words, ({ shipping }) => pick(shipping).expected);
  return {
    place: 'word',
    required: true,
    parse: (typed) => measure(typed) ?? unreadable,
    print: (measured) => ('value' in measured ? print(measured.value).replaceAll(' ', '') : measured.typed),
    absent: () => unreadable,
    hint: inEach(words, ({ shipping }) => pick(shipping).hint),
    expected,
    maxLength: 100,
    spaced: true,
    ...rest,
    lookUp(measured) {
      if ('value' in measured) return undefined;
      const { typed, asked } = measured;
      return async ({ language }, again) => {
        const { unclear } = words[language].shipping;
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
