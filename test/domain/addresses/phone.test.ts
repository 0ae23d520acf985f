import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaCodeOf } from '../../../src/domain/addresses/area-codes.ts';
import { maskedPhone } from '../../../src/domain/addresses/masked-address.ts';
import { type PhoneFault, readPhone } from '../../../src/domain/addresses/phone.ts';

const phoneOf = (typed: string) => {
  const read = readPhone(typed);
  return 'phone' in read ? read.phone : read.fault;
};

it.each([
  ['13800000000', '13800000000'],
  ['+86 138 0000 0000', '13800000000'],
  ['0086-138-0000-0000', '13800000000'],
  ['8613800000000', '13800000000'],
  ['(86)13800000000', '13800000000'],
  ['(+86) 138-0000-0000', '13800000000'],
  ['１３８ ００００ ００００', '13800000000'],
  ['＋86（138）0000－0000', '13800000000'],
  ['17000000000', '17000000000'],
  ['0571-88776655', '0571-88776655'],
  ['（0571）8877 6655', '0571-88776655'],
  ['0571-8877-6655', '0571-88776655'],
  ['057188776655', '0571-88776655'],
  ['+86 571 8877 6655', '0571-88776655'],
  ['+86 (0)571 8877 6655', '0571-88776655'],
  ['86-571-88776655', '0571-88776655'],
  ['(86) 10 8877 6655', '010-88776655'],
  ['010 8877 6655', '010-88776655'],
  ['021-58776655', '021-58776655'],
  ['0891-6327799', '0891-6327799'],
  ['0377-62345678', '0377-62345678'],
  ['400-820-8820', '400-820-8820'],
  ['4008208820', '400-820-8820'],
  ['+86 400 820 8820', '400-820-8820'],
  // With an extension.
  ['0571-88776655转801', '0571-88776655-801'],
  ['0571-88776655 转分机 801', '0571-88776655-801'],
  ['0571-88776655分机号：801', '0571-88776655-801'],
  ['0571-88776655 ext 801', '0571-88776655-801'],
  ['0571-88776655 Ext. 801', '0571-88776655-801'],
  ['0571-88776655 extension 801', '0571-88776655-801'],
  ['0571-88776655;ext=801', '0571-88776655-801'],
  ['0571-88776655-801', '0571-88776655-801'],
  ['0571-8877-6655-801', '0571-88776655-801'],
  ['0571-88776655x801', '0571-88776655-801'],
  ['0571-88776655#801', '0571-88776655-801'],
  ['（0571）8877 6655－801', '0571-88776655-801'],
  ['0891-6327799-8', '0891-6327799-8'],
  ['400-820-8820转1', '400-820-8820-1'],
  ['18412345678转1234', '18412345678-1234'],
  ['18412345678,1234', '18412345678-1234'],
  ['17000000000-1234', '17000000000-1234'],
  ['170-0000-0000-1234', '17000000000-1234'],
])('reads %s', (typed, phone) => {
  expect(phoneOf(typed)).toBe(phone);
});

it.each<[string, PhoneFault]>([
  ['', 'phone missing'],
  ['  ', 'phone missing'],
  ['138', 'phone unreadable'],
  ['110', 'phone short number'],
  ['95338', 'phone short number'],
  ['955-88', 'phone short number'],
  ['12345', 'phone short number'],
  ['10086', 'phone short number'],
  ['12800000000', 'phone unreadable'],
  ['138000000000', 'phone unreadable'],
  ['0571-08776655', 'phone unreadable'],
  ['021-5877665', 'phone of which region'],
  ['+86 21 5877665', 'phone unreadable'],
  ['01234567890123456789', 'phone unreadable'],
  ['call me', 'phone unreadable'],
  ['138x00000000', 'phone unreadable'],
  ['0571-88776655-8012345', 'phone unreadable'],
  ['13800000000/13900000000', 'phone unreadable'],
  ['88776655', 'phone without area code'],
  ['8877665转8', 'phone without area code'],
  ['0123-4567890', 'phone area unknown'],
  ['0378-22345678', 'phone area unknown'],
  ['02-2345-6789', 'phone of which region'],
  ['(02) 2345 6789', 'phone of which region'],
  ['0223456789', 'phone of which region'],
  ['04-2345-6789', 'phone of which region'],
  ['0912-345-678', 'phone of which region'],
  ['0571-887766', 'phone of which region'],
  ['+852 2345 6789', 'phone of Hong Kong'],
  ['00852-2345-6789', 'phone of Hong Kong'],
  ['852 5123 4567', 'phone of Hong Kong'],
  ['+853 6612 3456', 'phone of Macau'],
  ['+886 2 2345 6789', 'phone of Taiwan'],
  ['886-912-345-678', 'phone of Taiwan'],
  ['+886 2 2345 6789 ext 5', 'phone of Taiwan'],
  ['+49 151 23456789', 'phone abroad'],
  ['+1 415 555 0100', 'phone abroad'],
  ['001 415 555 0100', 'phone abroad'],
  ['800-820-8820', 'phone for landlines'],
])('refuses “%s” as: %s', (typed, fault) => {
  expect(readPhone(typed)).toEqual({ fault });
});

describe('area codes', () => {
  const all = Array.from({ length: 1_000 }, (_, at) => `0${at}`).filter((code) => areaCodeOf(code) === code);

  it('are those of the mainland, each of four digits or of three', () => {
    expect(all).toHaveLength(321);
    expect(all.filter((code) => code.length === 3)).toHaveLength(10);
    for (const code of ['010', '020', '029', '0310', '0439', '0755', '0898', '0999'])
      expect(all).toContain(code);
    for (const code of ['026', '0123', '0300', '0378', '0852']) expect(all).not.toContain(code);
  });

  it('each lead a number that is read, and no other does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 999 }), fc.stringMatching(/^[2-9]\d{7}$/), (code, local) => {
        const area = areaCodeOf(`0${code}${local}`);
        const read = readPhone(`0${code}-${local}`);
        if (area === `0${code}`) expect(read).toEqual({ phone: `0${code}-${local}` });
        else if (area === undefined) expect(read).toHaveProperty('fault');
      }),
    );
  });
});

const extension = fc.stringMatching(/^\d{1,6}$/);
const number = fc.oneof(
  fc.stringMatching(/^1[3-9]\d{9}$/),
  fc.stringMatching(/^0(?:10|2[0-57-9])-[2-9]\d{7}$/),
  fc.stringMatching(/^0(?:571|755|891)-[2-9]\d{6,7}$/),
  fc.stringMatching(/^400-\d{3}-\d{4}$/),
);

it('reads every mobile however it is spaced, and what it wrote itself', () => {
  const mobile = fc.stringMatching(/^1[3-9]\d{9}$/);
  const gap = fc.constantFrom('', ' ', '-', '‑', ' - ');
  const before = fc.constantFrom('', '+86', '0086', '86', '+86 ', '(86)', '(+86) ');
  fc.assert(
    fc.property(mobile, gap, before, (phone, between, country) => {
      const typed = country + [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)].join(between);
      expect(phoneOf(typed)).toBe(phone);
      expect(phoneOf(phone)).toBe(phone);
    }),
  );
});

it('reads an extension in any notation as the same, and what it wrote itself', () => {
  const before = fc.constantFrom(
    '转',
    ' 转 ',
    '轉',
    '-',
    ' - ',
    'x',
    ' x ',
    '#',
    ' ext ',
    ' ext. ',
    'Ext:',
    '分机',
    ',',
  );
  fc.assert(
    fc.property(number, before, extension, (phone, sign, line) => {
      expect(phoneOf(phone + sign + line)).toBe(`${phone}-${line}`);
      expect(phoneOf(`${phone}-${line}`)).toBe(`${phone}-${line}`);
    }),
  );
});

it('masks every number the same with an extension and without, in any notation', () => {
  const before = fc.constantFrom('转', '-', 'x', '#', ' ext ', '分机');
  fc.assert(
    fc.property(number, before, extension, (phone, sign, line) => {
      const masked = maskedPhone(phone);
      expect(maskedPhone(phone + sign + line)).toBe(masked);
      expect(masked.replaceAll(/\D/g, '').length).toBeLessThanOrEqual(7);
    }),
  );
});
