import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressDigest, isSameDigest, readDigest } from '../../../src/domain/addresses/address-digest.ts';
import type { StoredAddress } from '../../../src/xport/client.ts';

const fields = ['id', 'name', 'phone', 'mobile', 'province', 'city', 'district', 'town', 'address'] as const;
const part = fc.constantFrom('', '张三', '13800000000', 'a', 'a,b', '"', 'b');
const stored: fc.Arbitrary<StoredAddress> = fc
  .dictionary(fc.constantFrom(...fields), part)
  .map((given) => ({ ...empty(), ...given }));

function empty(): StoredAddress {
  return {
    id: undefined,
    addressId: undefined,
    name: undefined,
    fullName: undefined,
    phone: undefined,
    mobile: undefined,
    province: undefined,
    provinceText: undefined,
    city: undefined,
    cityText: undefined,
    district: undefined,
    area: undefined,
    areaText: undefined,
    town: undefined,
    townText: undefined,
    address: undefined,
    districtCode: undefined,
  };
}

/** What the address says, whatever order it says it in. */
function said(address: StoredAddress): string {
  return JSON.stringify(
    Object.entries(address)
      .filter(([, value]) => (value ?? '') !== '')
      .sort(),
  );
}

describe('the digest of an address', () => {
  it('is the same for the same words, and another for any other, in any field', () => {
    fc.assert(
      fc.property(stored, stored, (one, other) => {
        const isSame = addressDigest(one, 'key') === addressDigest(other, 'key');
        expect(isSame).toBe(said(one) === said(other));
        expect(isSameDigest(addressDigest(one, 'key'), addressDigest(other, 'key'))).toBe(isSame);
      }),
    );
  });

  it('does not depend on the order of fields, nor on blanks around them', () => {
    const one = { ...empty(), name: '张三', phone: '13800000000' };
    const reversed = Object.fromEntries(Object.entries(one).reverse());
    expect(addressDigest({ ...empty(), ...reversed, name: ' 张三 ' }, 'key')).toBe(addressDigest(one, 'key'));
  });

  it('can’t be made without the key', () => {
    fc.assert(
      fc.property(stored, fc.string(), fc.string(), (address, one, other) => {
        fc.pre(one !== other);
        expect(addressDigest(address, one)).not.toBe(addressDigest(address, other));
      }),
    );
  });

  it('is read as it is printed, and as nothing else', () => {
    fc.assert(
      fc.property(stored, fc.string(), (address, typed) => {
        const digest = addressDigest(address, 'key');
        expect(digest.length).toBe(24);
        expect(readDigest(digest)).toBe(digest);
        expect(readDigest(typed)).toBe(/^[0-9a-f]{24}$/.test(typed) ? typed : undefined);
        expect(isSameDigest(digest, typed)).toBe(digest === typed);
      }),
    );
    expect(readDigest('1001')).toBeUndefined();
    expect(isSameDigest('é'.repeat(24), 'a'.repeat(24))).toBe(false);
  });
});
