import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutBetweenWords } from '../../src/chat/text.ts';

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
