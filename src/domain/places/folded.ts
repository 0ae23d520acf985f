import { simplified } from './traditional.ts';

/** Latin letters that are no letter with a mark. */
const latin = new Map(
  Object.entries({ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' }),
);

/** Words that people leave out of a name, or write in another way. */
const words = new Map([
  ['and', ''],
  ['of', ''],
  ['the', ''],
  ['st', 'saint'],
]);

/** Longer than any name of a place. */
const longest = 120;

/**
 * The name of a place as names are compared: without accents, capitals, punctuation and the words *and*, *of*, *the*;
 * *St* is *Saint*, traditional letters are simplified ones. `''` for what holds no letter, or more of them than any name.
 */
export function folded(name: string): string {
  if (name.length > longest) return '';
  const bare = name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFC');
  const letters = Array.from(simplified(bare), (letter) => latin.get(letter) ?? letter).join('');
  return letters
    .replaceAll(/['’‘ʼʻ`´.]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .split(' ')
    .map((word) => words.get(word) ?? word)
    .filter((word) => word !== '')
    .join(' ')
    .replaceAll(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '');
}
