import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestLine, printWord, readLine } from '../../src/chat/line.ts';

const wordsOf = (line: string) => {
  const read = readLine(line);
  return 'words' in read ? read.words.map(({ text }) => text) : read.fault;
};

/** What a printed word keeps: all but what a reader drops or refuses. */
const kept = fc
  .string({ unit: 'binary', maxLength: 40 })
  .map((text) =>
    text.replace(
      /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu,
      '',
    ),
  );

describe('a typed line', () => {
  it('splits at any white space, Chinese and no-break included', () => {
    expect(wordsOf('seller\u3000951807530375\u00A0 BBBJ\tx')).toEqual([
      'seller',
      '951807530375',
      'BBBJ',
      'x',
    ]);
  });

  it.each([
    ['"two words"', 'two words'],
    ['“two words”', 'two words'],
    ['‘two words’', 'two words'],
    ["'two words'", 'two words'],
    ['「two words」', 'two words'],
    ['"a \\"quoted\\" word"', 'a "quoted" word'],
  ])('reads %s as one word', (typed, word) => {
    expect(wordsOf(`search ${typed} end`)).toEqual(['search', word, 'end']);
  });

  it("takes a lone apostrophe for a letter, and says that a lone double quote isn't closed", () => {
    expect(wordsOf("'tis urgent")).toEqual(["'tis", 'urgent']);
    expect(wordsOf('say "hello')).toEqual({ kind: 'unclosed quote', quote: '"' });
  });

  it('keeps a wrapped link and a quoted option value in one word', () => {
    expect(wordsOf('seller <https://detail.1688.com/offer/1.html|a title> x')).toEqual([
      'seller',
      '<https://detail.1688.com/offer/1.html|a title>',
      'x',
    ]);
    expect(wordsOf('search --sort="price up" x')).toEqual(['search', '--sort="price up"', 'x']);
  });

  it('drops what keyboards put in unseen and refuses control characters', () => {
    expect(wordsOf('\uFEFFsell\u200Ber\u202E 951')).toEqual(['seller', '951']);
    expect(wordsOf('seller \u0007951')).toEqual({ kind: 'control character' });
  });

  it('refuses a line longer than anyone types', () => {
    expect(wordsOf('x'.repeat(longestLine + 1))).toEqual({ kind: 'line too long', limit: longestLine });
  });

  it('reads back every word that it prints', () => {
    fc.assert(
      fc.property(fc.array(kept, { minLength: 1, maxLength: 6 }), (words) => {
        expect(wordsOf(words.map(printWord).join(' '))).toEqual(words);
      }),
    );
  });

  it('gives words or a fault for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const read = readLine(text);
        expect('words' in read || 'fault' in read).toBe(true);
      }),
    );
  });
});
