import { inEveryLanguage, type Localized, readsChinese } from '../../src/runtime/language.ts';

/** Words for a test: those in Chinese, and in every other language the English ones. */
export function bilingual(english: string, chinese: string): Localized {
  return inEveryLanguage((language) => (readsChinese(language) ? chinese : english));
}
