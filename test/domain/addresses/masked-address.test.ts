import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../src/domain/addresses/address.ts';
import { maskedAddress, maskedPhone } from '../../../src/domain/addresses/masked-address.ts';

const address: Address = {
  id: '1001',
  name: '张三丰',
  phone: '13800000000',
  province: '浙江省',
  city: '杭州市',
  area: '滨江区',
  town: '长河街道',
  street: '网商路699号',
  code: '330108',
};

describe('a masked address', () => {
  it('shows the ends of the phone, the first character of the name, and the district', () => {
    expect(maskedAddress(address)).toEqual({
      name: '张**',
      phone: '138****0000',
      division: '浙江省 杭州市 滨江区',
      street: '****',
    });
  });

  it('never holds the phone, the whole name or the street', () => {
    const name = fc.oneof(
      fc.stringMatching(/^[一-龟]{1,4}$/),
      fc.stringMatching(/^[A-Za-z]{1,10} [A-Za-z]{1,10}$/),
    );
    const phone = fc.oneof(
      fc.stringMatching(/^1[3-9]\d{9}$/),
      fc.stringMatching(/^0\d{2,3}-\d{7,8}$/),
      fc.stringMatching(/^\+?\d{1,17}$/),
    );
    const street = fc.stringMatching(/^[一-龟]{2,10}\d{1,4}号$/);
    fc.assert(
      fc.property(name, phone, street, (given, number, where) => {
        const masked = maskedAddress({ ...address, name: given, phone: number, street: where });
        const { division, ...personal } = masked;
        const seen = Object.values(personal).join('\n');
        expect(seen).not.toContain(given);
        expect(seen).not.toContain(number);
        expect(seen.replaceAll(/\D/g, '')).not.toContain(number.replaceAll(/\D/g, ''));
        expect(seen).not.toContain(where);
        expect(division).toBe('浙江省 杭州市 滨江区');
      }),
    );
  });

  it.each([
    ['', '****'],
    ['12345', '****'],
    ['88776655', '****55'],
    ['+86 138 0000 1234', '861****1234'],
    ['18412345678-1234', '184****5678'],
    ['0571-88776655转801', '057****6655'],
    ['400-820-8820-801', '****20'],
    ['184 1234 5678 1234', '184****'],
  ])('shows little of “%s”', (phone, masked) => {
    expect(maskedPhone(phone)).toBe(masked);
  });
});
