import type { Localized } from '../chat/language.ts';
import { en } from './en.ts';
import type { Words } from './words.ts';
import { zhCn } from './zh-cn.ts';

/** Every language that the bot speaks. */
export const allWords: Localized<Words> = { en, 'zh-CN': zhCn };

/** What `pick` takes of the words of each language. */
export function localized<T>(pick: (words: Words) => T): Localized<T> {
  return { en: pick(allWords.en), 'zh-CN': pick(allWords['zh-CN']) };
}
