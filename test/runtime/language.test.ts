import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  inEveryLanguage,
  languageOf,
  languages,
  localizedSchema,
  otherLanguages,
} from '../../src/runtime/language.ts';

describe('a locale', () => {
  it.each(languages)('of the language of %s means it, in any region', (language) => {
    const [name = ''] = language.split('-');
    for (const locale of [language, name, `${name}-XX`, `${name}_XX`, `${name}_XX.UTF-8`, name.toUpperCase()])
      expect(languageOf(locale)).toBe(language);
  });

  it('of no language that the bot speaks means English, and none means none', () => {
    for (const locale of ['tlh', 'tlh-XX', 'zho', 'C.UTF-8', 'C', '_']) expect(languageOf(locale)).toBe('en');
    expect(languageOf('')).toBeUndefined();
    expect(languageOf(undefined)).toBeUndefined();
  });
});

it.each(languages)('leaves every language but %s to change to', (language) => {
  expect([...otherLanguages(language), language].toSorted()).toEqual(languages.toSorted());
});

describe('what was kept in the languages that there were', () => {
  const schema = localizedSchema(z.object({ title: z.string().optional() }));
  const kept = inEveryLanguage((language) => ({ title: `Mug, ${language}` }));

  it('is read as it is', () => {
    expect(schema.parse(kept)).toEqual(kept);
  });

  it('is read in English where a language came later, and without one that is gone', () => {
    expect(schema.parse({ en: kept.en, tlh: { title: 'HIvje’' } })).toEqual(inEveryLanguage(() => kept.en));
  });

  it.each([null, 'Mug', [], {}, { tlh: {} }, { en: 'Mug' }])('is nothing of %j', (given) => {
    expect(schema.safeParse(given).success).toBe(false);
  });
});
