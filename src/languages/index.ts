import type { ArgumentWords } from '../chat/words.ts';
import { inEveryLanguage, type Localized, languages } from '../runtime/language.ts';
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
  return inEveryLanguage((language) => pick(words[language]));
}

/** What a person is told of an argument, in every language. */
export function aboutArgument(pick: (words: Words) => ArgumentWords): {
  readonly hint: Localized;
  readonly expected: Localized;
  readonly label?: Localized;
  readonly exampleIn?: Localized;
} {
  const hint = localized((words) => pick(words).hint);
  const isLabelled = Object.values(allWords).some((words) => pick(words).label !== undefined);
  const hasExample = Object.values(allWords).every((words) => pick(words).example !== undefined);
  return {
    hint,
    expected: localized((words) => pick(words).expected),
    ...(isLabelled && { label: localized((words) => pick(words).label ?? pick(words).hint) }),
    ...(hasExample && { exampleIn: localized((words) => pick(words).example ?? '') }),
  };
}

/** What a command's form is called and its button says, in every language. */
export function formNamed(pick: (words: Words) => { readonly title: string; readonly submit: string }): {
  readonly title: Localized;
  readonly submit: Localized;
} {
  return {
    title: localized((words) => pick(words).title),
    submit: localized((words) => pick(words).submit),
  };
}

/** What something is called in every language but English, whose names are those that the program prints. */
export function namesBesideEnglish(pick: (words: Words) => string): readonly string[] {
  return languages.filter((each) => each !== 'en').map((each) => pick(allWords[each]));
}

/** The two values of a flag, in every language. */
export const yesAndNo = { yes: localized(({ yes }) => yes), no: localized(({ no }) => no) };
