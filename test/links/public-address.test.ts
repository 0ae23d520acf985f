import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../src/links/public-address.ts';

describe('an address', () => {
  it.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '240e::1'])(
    'is public: %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '172.31.255.255',
    '100.127.0.1',
    '198.19.0.1',
    '255.255.255.255',
    '2001::1',
    '2001:db8::1',
    '3fff::1',
  ])('is not public: %s', (address) => expect(isPublicAddress(address)).toBe(false));

  it('is never public in the form of another family', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        for (const prefix of ['::ffff:', '::', '64:ff9b::', '::ffff:0:'])
          expect(isPublicAddress(prefix + address)).toBe(false);
      }),
    );
  });

  it('is none where it is anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^[\d.]+$|:/.test(text));
        expect(isPublicAddress(text)).toBe(false);
      }),
    );
    for (const text of ['fe80::1%eth0', '2606:4700::1%lo', '127.1', '0x7f000001', '']) {
      expect(isPublicAddress(text)).toBe(false);
    }
  });
});
