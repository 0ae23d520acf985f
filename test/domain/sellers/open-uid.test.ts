import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseOpenUid } from '../../../src/domain/sellers/chat-link.ts';

const uid = 'BBBJ82cNui3EUaxxMi_7Go73g';

test.each([
  [uid, uid],
  [` ${uid}\n`, uid],
  [`\`${uid}\``, uid],
  [`“${uid}”`, uid],
  [`\u200b${uid}`, uid],
  ['+vIWvlcT2JMpWVABRdm+WQ==', '+vIWvlcT2JMpWVABRdm+WQ=='],
  ['_abcdef_', '_abcdef_'],
  ['a'.repeat(64), 'a'.repeat(64)],
  ['a'.repeat(65), undefined],
  ['abcdefg', undefined],
  ['', undefined],
  ['BBBJ82cNui3EUaxx Mi_7Go73g', undefined],
  ['BBBJ82cNui3EUaxx.Mi', undefined],
  ['山东绿德制冷山东', undefined],
  ['<script>alert(1)</script>', undefined],
  [`${' '.repeat(300)}${uid}`, undefined],
])('%j holds %j', (text, found) => {
  expect(parseOpenUid(text)).toBe(found);
});

test('every openUid is found as it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_\-+/=]{8,64}$/), (text) => {
      expect(parseOpenUid(text)).toBe(text);
    }),
  );
});

test('whatever comes, what is found has the form of an openUid', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      expect(parseOpenUid(text) ?? uid).toMatch(/^[A-Za-z0-9_\-+/=]{8,64}$/);
    }),
  );
});
