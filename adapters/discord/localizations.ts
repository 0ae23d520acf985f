import type { Language } from '../../src/chat/language.ts';

/** Words by Discord's locales, the default one left out. */
export type Localizations = Readonly<Record<string, string>>;

/** Discord's locales that are not the default one, and the language each of them reads (reference, Locales). */
const otherLocales: readonly (readonly [string, Language])[] = [
  ['zh-CN', 'zh-CN'],
  ['zh-TW', 'zh-CN'],
];

/** `text` for each of them. */
export function localizations(text: (language: Language) => string): Localizations {
  return Object.fromEntries(otherLocales.map(([locale, language]) => [locale, text(language)]));
}
