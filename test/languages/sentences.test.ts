import { describe, expect, it } from 'vitest';
import { en } from '../../src/languages/en/index.ts';
import { allWords } from '../../src/languages/index.ts';
import { inEveryLanguage, type Language, languages } from '../../src/runtime/language.ts';
import { hasLatinMarks } from './chinese-marks.ts';
import { argumentsOf } from './samples.ts';

/** One sentence as the words hold it or make it. */
interface Sentence {
  /** Where it stands, and for a function what it was called with. */
  readonly key: string;
  readonly text: string;
}

/** The names of a function's parameters, as its source has them. */
function parametersOf(source: string): readonly string[] {
  const list = /^(?:function\s*)?\w*\s*\(([^)]*)\)/.exec(source)?.[1] ?? '';
  return list
    .split(',')
    .map((each) => each.replace(/=.*$/s, '').trim().replace(/^_/, ''))
    .filter((name) => name !== '');
}

/** All sentences of `words`, which have the shape of `english`: its functions name the parameters. */
function* sentencesOf(
  english: unknown,
  words: unknown,
  path = '',
  sampleOf = (value: unknown) => value,
): Generator<Sentence> {
  if (typeof words === 'string') yield { key: path, text: words };
  else if (typeof words === 'function' && typeof english === 'function') {
    const parameters = parametersOf(english.toString());
    for (const samples of argumentsOf(path, parameters)) {
      const row = samples.map(sampleOf);
      const text: unknown = Reflect.apply(words, undefined, row);
      yield {
        key: `${path}(${row.map((value) => JSON.stringify(value) ?? 'undefined').join(', ')})`,
        text: String(text),
      };
    }
  } else if (Array.isArray(words)) {
    for (const [at, each] of words.entries()) yield { key: `${path}.${at}`, text: String(each) };
  } else if (typeof words === 'object' && words !== null && typeof english === 'object' && english !== null) {
    const shape = new Map(Object.entries(english));
    for (const [key, value] of Object.entries(words))
      yield* sentencesOf(shape.get(key) ?? value, value, path === '' ? key : `${path}.${key}`, sampleOf);
  }
}

const sentences = inEveryLanguage((language) => [...sentencesOf(en, allWords[language])]);

describe.each(languages)('the sentences of %s', (language) => {
  const all = sentences[language];
  const file = `./${language.toLowerCase()}.sentences.txt`;

  it('are those of the snapshot', async () => {
    await expect(`${all.map(({ key, text }) => `${key}: ${text}`).join('\n')}\n`).toMatchFileSnapshot(file);
  });

  it('are there, and hold no value that could not be shown', () => {
    expect(all.length).toBeGreaterThan(1000);
    expect(all.filter(({ text }) => /^\s*$|undefined|\[object|NaN|=>/.test(text))).toEqual([]);
  });
});

it.each(languages)('are the same in %s as in English by their keys', (language) => {
  const keysIn = (each: Language) =>
    sentences[each]
      .map(({ key }) => key)
      .filter((key) => !/^(?:days\.names|language\.otherNames)\./.test(key));
  expect(keysIn(language).toSorted()).toEqual(keysIn('en').toSorted());
});

it.each(languages)('say of %s that they are in it', (language) => {
  const { orders, requests } = allWords[language];
  expect([orders.language, requests.language]).toEqual([language, language]);
});

it.each(languages)('have commas between the thousands of every count in %s', (language) => {
  const large = (value: unknown) => (typeof value === 'number' ? 1_234_567 : value);
  const all = [...sentencesOf(en, allWords[language], '', large)];
  expect(all.filter(({ text }) => text.includes('1,234,567')).length).toBeGreaterThan(50);
  expect(all.filter(({ text }) => /(?<!\d)1234567(?!\d)/.test(text))).toEqual([]);
});

it('say one of a thing as one in English', () => {
  const one = (value: unknown) => (typeof value === 'number' ? 1 : value);
  const all = [...sentencesOf(en, en, '', one)];
  expect(all.filter(({ text }) => /(?<![\d,.–-])1 (?!address\b)[a-z]+s\b/.test(text))).toEqual([]);
});

it('are written with Chinese punctuation in Chinese', () => {
  const wrong = sentences['zh-CN'].filter(({ text }) => hasLatinMarks(text));
  expect(wrong).toEqual([]);
});

it('name a role or a person in English, where a person has to act', () => {
  const unnamed = sentences.en.filter(({ text }) =>
    /\b(?:nobody|somebody|whoever)\b/i.test(text.replaceAll(/“[^”]*”/g, '“”')),
  );
  expect(unnamed).toEqual([]);
});
