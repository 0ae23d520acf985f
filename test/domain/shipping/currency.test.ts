import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencies, decimalsOf, withdrawnCurrency } from '../../../src/domain/shipping/currency.ts';
import { printMoney, readCharge, readMoney } from '../../../src/domain/shipping/money.ts';

describe('ISO 4217', () => {
  it.each([
    ['HUF', 2],
    ['PKR', 2],
    ['IDR', 2],
    ['COP', 2],
    ['USD', 2],
    ['LAK', 2],
    ['IRR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['VND', 0],
    ['ISK', 0],
    ['KWD', 3],
    ['BHD', 3],
    ['TND', 3],
    ['CLF', 4],
    ['UYW', 4],
    ['XCG', 2],
    ['ZWG', 2],
  ])('gives %s %i decimals', (currency, decimals) => {
    expect(decimalsOf(currency)).toBe(decimals);
  });

  it.each(['XAU', 'XDR', 'XXX', 'XTS', 'DEM', 'QQQ', 'usd', '', 'US', 'USD EUR', 'D E'])(
    'knows no money in %j',
    (code) => {
      expect(decimalsOf(code)).toBeUndefined();
    },
  );

  it('has 165 currencies in use, none of them withdrawn', () => {
    expect(new Set(currencies()).size).toBe(165);
    expect(currencies().filter((code) => withdrawnCurrency(code) !== undefined)).toEqual([]);
  });

  it.each([
    ['DEM', 'EUR'],
    ['HRK', 'EUR'],
    ['BGN', 'EUR'],
    ['ANG', 'XCG'],
    ['ZWL', 'ZWG'],
    ['SLL', 'SLE'],
    ['RUR', 'RUB'],
  ])('has withdrawn %s for %s', (code, now) => {
    expect(withdrawnCurrency(code)).toEqual({ now });
    expect(decimalsOf(now)).toBeDefined();
    expect(readMoney(`12 ${code}`)).toBeUndefined();
    expect(readCharge('12.00', code)).toBeUndefined();
  });

  it('does not say what took the place of what fell apart', () => {
    expect(withdrawnCurrency('YUM')).toEqual({});
    expect(withdrawnCurrency('USD')).toBeUndefined();
  });
});

describe('money', () => {
  it('is read as it is printed, in every currency', () => {
    fc.assert(
      fc.property(fc.constantFrom(...currencies()), fc.nat(10 ** 9), (currency, minor) => {
        const printed = printMoney({ currency, minor });
        expect(readMoney(printed)).toEqual({ currency, minor });
        const [code, amount = ''] = printed.split(' ');
        expect(readMoney(`${amount} ${code}`)).toEqual({ currency, minor });
        const charge = readCharge(amount, code);
        expect(charge?.money).toEqual({ currency, minor });
      }),
    );
  });

  it('keeps its value on a button of before, which held less decimals or more', () => {
    expect(readMoney('HUF 1234')).toEqual({ currency: 'HUF', minor: 123_400 });
    expect(readMoney('12.50 HUF')).toEqual({ currency: 'HUF', minor: 1250 });
    expect(readMoney('IDR 150000')).toEqual({ currency: 'IDR', minor: 15_000_000 });
  });

  it('may have commas between thousands', () => {
    expect(readMoney('USD 1,234.50')).toEqual({ currency: 'USD', minor: 123_450 });
    expect(readMoney('USD 12,34')).toBeUndefined();
  });
});
