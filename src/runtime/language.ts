/** The languages that every sentence of the bot exists in. */
export const languages = ['en', 'zh-CN'] as const;

/** One of the languages that the bot speaks, as a BCP 47 tag. */
export type Language = (typeof languages)[number];

/** The same thing in every language. */
export type Localized<T = string> = { readonly [L in Language]: T };

/**
 * The language for a platform's locale (`zh-TW`, `zh_CN`, `en-GB`, …): any Chinese is `zh-CN`, any other
 * known locale is `en`, no locale is `undefined`.
 */
export function languageOf(locale: string | undefined): Language | undefined {
  if (locale === undefined || locale === '') return undefined;
  return /^zh\b|^zh[-_]/i.test(locale) ? 'zh-CN' : 'en';
}
