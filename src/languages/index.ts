import type { Localized } from '../chat/language.ts';
import { en } from './en/index.ts';
import { zhCn } from './zh-cn/index.ts';

/** Every sentence, in one language: one without a sentence does not compile. */
export type Words = typeof en;

/** Every language that the bot speaks. */
export const allWords: Localized<Words> = { en, 'zh-CN': zhCn };

/** What `pick` takes of the words of each language: what a command's description is made of. */
export function localized<T>(pick: (words: Words) => T): Localized<T> {
  return inEach(allWords, pick);
}

/** The same of words that are handed over. */
export function inEach<T>(words: Localized<Words>, pick: (words: Words) => T): Localized<T> {
  return { en: pick(words.en), 'zh-CN': pick(words['zh-CN']) };
}
