import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsOf } from '../../../src/domain/shipping/currency.ts';
import { fenOf, readRate } from '../../../src/domain/shipping/money.ts';

describe('a rate to yuan', () => {
  it.each([
    ['7.1', '7.1'],
    [' 7.1234 ', '7.1234'],
    ['７．１０', '7.1'],
    ['007', '7'],
    ['0.04750000', '0.0475'],
    ['10.0', '10'],
    ['1000000', '1000000'],
  ])('is read from %j', (typed, rate) => {
    expect(readRate(typed)).toBe(rate);
  });

  it.each([
    '',
    '0',
    '0.000',
    '-1',
    '1e3',
    '7,1',
    '.5',
    '7.',
    '1.123456789',
    '12345678',
    'none',
    '7.1.1',
    'NaN',
  ])('is not read from %j', (typed) => {
    expect(readRate(typed)).toBeUndefined();
  });
});

describe('an amount in fen', () => {
  it.each([
    [{ currency: 'USD', minor: 1234 }, '7.1', 8762],
    [{ currency: 'USD', minor: 1 }, '7.1234', 8],
    [{ currency: 'USD', minor: 100 }, '0.00000001', 1],
    // No decimals, and three of them.
    [{ currency: 'JPY', minor: 1000 }, '0.0475', 4750],
    [{ currency: 'KWD', minor: 1500 }, '23', 3450],
    [{ currency: 'CNY', minor: 1234 }, undefined, 1234],
    [{ currency: 'CNY', minor: 1234 }, '2', 1234],
    [{ currency: 'USD', minor: 0 }, undefined, 0],
    [{ currency: 'USD', minor: 1234 }, undefined, undefined],
    [{ currency: 'XXQ', minor: 1234 }, '1', undefined],
    [{ currency: 'USD', minor: Number.MAX_SAFE_INTEGER }, '9999999', undefined],
  ] as const)('%j at %s is %s', (money, rate, fen) => {
    expect(fenOf(money, rate)).toBe(fen);
  });

  it('is never less than it is, nor more than a fen above it', () => {
    const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'VND');
    const rate = fc.tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.stringMatching(/^\d{1,8}$/));
    fc.assert(
      fc.property(currency, fc.nat(10 ** 9), rate, (code, minor, [whole, fraction]) => {
        const read = readRate(`${whole}.${fraction}`);
        fc.pre(read !== undefined);
        const fen = fenOf({ currency: code, minor }, read);
        fc.pre(fen !== undefined);
        // Both sides times 10^8 and the currency's own decimals, so that they are whole.
        const scale = 10n ** BigInt(8 + (decimalsOf(code) ?? 0));
        const exact = BigInt(minor) * BigInt(`${whole}${fraction.padEnd(8, '0')}`) * 100n;
        expect(BigInt(fen) * scale >= exact).toBe(true);
        expect((BigInt(fen) - 1n) * scale < exact || fen === 0).toBe(true);
      }),
    );
  });
});
