import { simplified } from './traditional.ts';
import { latinKey } from './unit-names.ts';

/** What was typed, as the names of places are looked for in it: without blanks and signs, and in one form of each letter. */
export interface TypedPlace {
  /** Simplified and small letters, with nothing between them. */
  readonly text: string;
  /** Whether a blank, a sign, an end, or a change of script stands before that place in `text`. */
  isApart(at: number): boolean;
  /** What was typed from there on: one blank between Latin words, nothing between Chinese ones. */
  restFrom(at: number): string;
}

const between = /[\s,，、/|>.。;；:：_()（）[\]【】-]/u;
/** Signs within a name: Xi'an, 阿 · 坝. */
const within = /['’‘`´ʼ·•]/u;
const latin = /[a-z]/;

export function typedPlace(typed: string): TypedPlace {
  const letters: string[] = [];
  const written: string[] = [];
  const apart = new Set<number>([0]);
  for (const character of typed.normalize('NFKC')) {
    if (between.test(character)) apart.add(letters.length);
    else if (!within.test(character)) {
      const folded = latinKey(character) || simplified(character);
      const last = letters.at(-1);
      if (last !== undefined && latin.test(last) !== latin.test(folded)) apart.add(letters.length);
      for (const letter of folded) {
        letters.push(letter);
        written.push(letter === folded || letters.length === 0 ? character : '');
      }
    }
  }
  apart.add(letters.length);
  return {
    text: letters.join(''),
    isApart: (at) => apart.has(at),
    restFrom: (at) =>
      written
        .slice(at)
        .map((character, index) => {
          const isWord = index > 0 && apart.has(at + index) && latin.test(letters[at + index - 1] ?? '');
          return isWord ? ` ${character}` : character;
        })
        .join(''),
  };
}

/** The same without the country, before or after. */
export function withoutCountry(typed: string): string {
  return (
    typed
      .normalize('NFKC')
      .replace(/^[\s,，]*(?:中华人民共和国|中國|中国|(?:P\.?\s?R\.?\s?)?China\b|PRC\b)[\s,，]*/iu, '')
      // It begins where blanks do, once: begun again from each of them it would take seconds for many.
      .replace(/(?<![\s,，])[\s,，]+(?:中国|中國|(?:P\.?\s?R\.?\s?)?China|PRC)[\s.]*$/iu, '')
  );
}
