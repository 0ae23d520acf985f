import { z } from 'zod';

/** The languages that every sentence of the bot exists in, as BCP 47 tags: the one list that all else follows. */
export const languages = ['en', 'zh-CN'] as const;

/** One of the languages that the bot speaks, as a BCP 47 tag. */
export type Language = (typeof languages)[number];

/** The same thing in every language. */
export type Localized<T = string> = { readonly [L in Language]: T };

/** What `make` makes for each language. */
export function inEveryLanguage<T>(make: (language: Language) => T): Localized<T> {
  // The entries are those of the list that the type is made of.
  return Object.fromEntries(languages.map((language) => [language, make(language)])) as Localized<T>;
}

/** The languages that a conversation can change to. */
export function otherLanguages(than: Language): readonly Language[] {
  return languages.filter((each) => each !== than);
}

/** Whether a person is shown the partner's own Chinese words. Everyone else is shown its translations, which are English. */
export function readsChinese(language: Language): boolean {
  return chinese.has(language);
}

/**
 * The language for a platform's locale (`zh-TW`, `zh_CN`, `en-GB`, …): that of the same name whatever its region, so that any
 * Chinese is `zh-CN`; any other known locale is `en`, no locale is `undefined`.
 */
export function languageOf(locale: string | undefined): Language | undefined {
  if (locale === undefined || locale === '') return undefined;
  return languages.find((each) => subtagOf(each) === subtagOf(locale)) ?? 'en';
}

const chinese: ReadonlySet<Language> = new Set(languages.filter((each) => subtagOf(each) === 'zh'));

function subtagOf(tag: string): string | undefined {
  return /^[a-z]+(?![a-z\d])/i.exec(tag)?.[0].toLowerCase();
}

/**
 * Reads what was kept in every language that there was then. In a language that came later it is the English one, so that
 * what a database holds stays readable when a language is added.
 */
export function localizedSchema<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (kept) => (isRecord(kept) ? { ...inEveryLanguage(() => kept['en']), ...kept } : kept),
    z.object(inEveryLanguage(() => schema)).readonly(),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
