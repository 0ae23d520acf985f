import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cleanText, cutBetweenWords, joinTexts, sentenceWith } from '../../src/chat/text.ts';

test.each([
  ['all of it', 99, 'all of it'],
  ['see https://a.example/1234', 20, 'see '],
  ['看看https://a.example/1234', 20, '看看'],
  ['看看这个好货', 3, '看看这'],
  ['abc def', 3, 'abc'],
  ['abc def', 4, 'abc '],
  ['abcdef', 3, ''],
])('“%s” cut at %i', (text, limit, cut) => {
  expect(cutBetweenWords(text, limit)).toBe(cut);
});

test('no word of ASCII is cut, and no more is left out than one', () => {
  const words = fc.array(fc.constantFrom('https://a.example/1', '12345', ' ', '\n', '好', '，'), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(words, fc.nat(80), (parts, limit) => {
      const text = parts.join('');
      const cut = cutBetweenWords(text, limit);
      expect(text.startsWith(cut)).toBe(true);
      expect(cut.length).toBeLessThanOrEqual(limit);
      if (cut.length === text.length) return;
      expect(/[!-~]$/.test(cut) && /^[!-~]/.test(text.slice(cut.length))).toBe(false);
      expect(/^[!-~]*$/.test(text.slice(cut.length, limit))).toBe(true);
    }),
  );
});

test('no character of words that were cleaned steers a display, and every other is as it was', () => {
  const steers = /(?![\n\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
  const wrong: string[] = [];
  // Past the first plane such characters stand together, behind U+E0000.
  for (let point = 0; point < 0xe_10_00; point += point === 0xff_ff ? 0xd_00_01 : 1) {
    const given = `a${String.fromCodePoint(point)}b`;
    const clean = cleanText(given);
    if (steers.test(clean) || (!steers.test(given) && clean !== given)) wrong.push(point.toString(16));
  }
  expect(wrong).toEqual([]);
});

describe('sentenceWith', () => {
  it('puts what is no words where the sentence wants it', () => {
    const time = { time: { ms: 0, words: '01-01 00:00 UTC' } };
    expect(sentenceWith((when) => `known since ${when}, just now`, time)).toEqual([
      'known since ',
      time,
      ', just now',
    ]);
    expect(sentenceWith((when) => when, time)).toEqual([time]);
  });
});

describe('joinTexts', () => {
  it('leaves out what is empty, and makes one string of what stands together', () => {
    const bold = { bold: 'b' };
    expect(joinTexts([['a'], [], [''], ['c', bold], ['d']], ' · ')).toEqual(['a · c', bold, ' · d']);
  });
});
