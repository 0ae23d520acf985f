import type { Localized } from '../chat/language.ts';
import type { ArgumentWords } from '../chat/words.ts';
import { en } from './en.ts';
import type { Words } from './words.ts';
import { zhCn } from './zh-cn.ts';

/** Every language that the bot speaks. */
export const allWords: Localized<Words> = { en, 'zh-CN': zhCn };

/** What `pick` takes of the words of each language. */
export function localized<T>(pick: (words: Words) => T): Localized<T> {
  return { en: pick(allWords.en), 'zh-CN': pick(allWords['zh-CN']) };
}

/** What a person is told of an argument, in every language. */
export function aboutArgument(pick: (words: Words) => ArgumentWords): {
  readonly hint: Localized;
  readonly expected: Localized;
} {
  return {
    hint: localized((words) => pick(words).hint),
    expected: localized((words) => pick(words).expected),
  };
}

/** The two values of a flag, in every language. */
export const yesAndNo = { yes: localized(({ yes }) => yes), no: localized(({ no }) => no) };
