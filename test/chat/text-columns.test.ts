import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charactersOf, columnsOf } from '../../src/chat/text-columns.ts';
import { runs } from '../harness/runs.ts';

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
    ['か\u3099', 2],
    ['ハ\u309A', 2],
    ['\u3099', 0],
    ['ｶﾞ', 2],
    ['中\u302A', 2],
    ['\u1112\u1161\u11AB', 2],
    ['가\u11AB', 2],
    ['\uA960\u1161\uD7CB', 2],
    ['葛\u{E0100}', 2],
    ['中\uFE00', 2],
    ['1\uFE0F\u20E3', 2],
    ['1\u20E3', 1],
    ['a\uFE0F', 1],
    ['❤\uFE0E', 1],
    ['❤\uFE0F\u200D🔥', 2],
    ['🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}', 2],
    ['e\u0301\u0323\u0308', 1],
    ['กำ', 2],
    ['café — ¥1,299.00', 16],
  ])('counts the columns of %j as %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
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
        expect(columnsOf(text)).toBe(byEditor(text));
      }),
      { numRuns: runs(1500) },
    );
    editor.close();
  });

  it('counts a letter that has its mark as a code point of its own like the one that is one code point', () => {
    const composed = fc
      .oneof(
        fc.integer({ min: 0x3041, max: 0x30ff }),
        fc.integer({ min: 0xac00, max: 0xd7a3 }),
        fc.integer({ min: 0xc0, max: 0x17f }),
        fc.integer({ min: 0x1e00, max: 0x1eff }),
      )
      .map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.array(composed, { maxLength: 12 }), (characters) => {
        const text = characters.join('').normalize('NFC');
        expect(columnsOf(text.normalize('NFD'))).toBe(columnsOf(text));
      }),
      { numRuns: runs(500) },
    );
  });

  it('is the sum of the widths of the characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sum = charactersOf(text).reduce((columns, character) => columns + columnsOf(character), 0);
        expect(columnsOf(text)).toBe(sum);
      }),
    );
  });
});
