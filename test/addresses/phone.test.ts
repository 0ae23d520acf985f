import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPhone } from '../../src/addresses/phone.ts';

it.each([
  ['13800000000', '13800000000'],
  ['+86 138 0000 0000', '13800000000'],
  ['0086-138-0000-0000', '13800000000'],
  ['8613800000000', '13800000000'],
  ['１３８ ００００ ００００', '13800000000'],
  ['＋86（138）0000－0000', '13800000000'],
  ['0571-88776655', '0571-88776655'],
  ['（0571）8877 6655', '0571-88776655'],
  ['+86 571 8877 6655', '0571-88776655'],
  ['010 8877 6655', '010-88776655'],
  ['0891-6327799', '0891-6327799'],
])('reads %s', (typed, phone) => {
  expect(readPhone(typed)).toBe(phone);
});

it.each([
  '',
  '138',
  '12800000000',
  '138000000000',
  '+49 151 23456789',
  '+1 415 555 0100',
  '88776655',
  '0571-08776655',
  '01234567890123456789',
  'call me',
  '138x00000000',
])('refuses “%s”', (typed) => {
  expect(readPhone(typed)).toBeUndefined();
});

it('reads every mobile however it is spaced, and what it wrote itself', () => {
  const mobile = fc.stringMatching(/^1[3-9]\d{9}$/);
  const gap = fc.constantFrom('', ' ', '-', '‑', ' - ');
  const before = fc.constantFrom('', '+86', '0086', '86', '+86 ');
  fc.assert(
    fc.property(mobile, gap, before, (phone, between, country) => {
      const typed = country + [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)].join(between);
      expect(readPhone(typed)).toBe(phone);
      expect(readPhone(phone)).toBe(phone);
    }),
  );
});
