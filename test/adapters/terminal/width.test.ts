import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charactersOf, widthOf } from '../../../adapters/terminal/width.ts';

describe('widthOf', () => {
  it.each([
    ['', 0],
    ['seller', 6],
    ['山东绿德', 8],
    ['（全角）', 8],
    ['ﾊﾝｶｸ', 4],
    ['한국', 4],
    ['e\u0301', 1],
    ['\u200B', 0],
    ['👍🏽', 2],
    ['👩‍👩‍👧', 2],
    ['❤️', 2],
    ['❤', 1],
    ['🇨🇳', 2],
    ['𠮷', 2],
    ['café — ¥1,299.00', 16],
  ])('counts the columns of %j as %i', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });

  it('agrees with the editor that Node moves its own cursor by, character by character', () => {
    const editor = createInterface({ input: new PassThrough(), output: new PassThrough(), terminal: true });
    editor.setPrompt('');
    const byEditor = (text: string) => {
      editor.write(null, { ctrl: true, name: 'e' });
      editor.write(null, { ctrl: true, name: 'u' });
      editor.write(text);
      return editor.getCursorPos().cols;
    };
    // Emoji sequences aside: there Node adds up the parts, a terminal draws one picture. And it measures what
    // normalization makes of a text, a terminal what it is sent.
    const odd = /[\p{C}\p{Emoji}\p{M}\p{Zl}\p{Zp}\u1160-\u11FF\uD7B0-\uD7FB]/u;
    const plain = fc
      .array(fc.oneof(fc.integer({ min: 0x20, max: 0xffff }), fc.integer({ min: 0x10000, max: 0x3ffff })), {
        minLength: 1,
        maxLength: 24,
      })
      .map((codes) => codes.map((code) => String.fromCodePoint(code)))
      .map((characters) => characters.filter((one) => !odd.test(one) && one.normalize() === one).join(''));
    fc.assert(
      fc.property(plain, (text) => {
        expect(widthOf(text)).toBe(byEditor(text));
      }),
      { numRuns: 1500 },
    );
    editor.close();
  });

  it('is the sum of the widths of the characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sum = charactersOf(text).reduce((columns, character) => columns + widthOf(character), 0);
        expect(widthOf(text)).toBe(sum);
      }),
    );
  });
});
