import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { code, decimal, flagField, id, quantity, text, whole } from '../../src/xport/fields.ts';
import { parseExactJson } from '../../src/xport/json.ts';
import { notationsOf } from '../arbitraries/json-number.ts';
import { runs } from '../harness/runs.ts';

const readers = { whole, quantity, decimal, id, code, text, flag: flagField } as const;

/** What a reader makes of a value as it stands in JSON; `undefined` where it is not of its form. */
const read = (name: keyof typeof readers, json: string) => readers[name].safeParse(parseExactJson(json)).data;

describe('a number in JSON', () => {
  test.each([
    ['whole', '1.25E7', 12_500_000],
    ['whole', '12500000.00', 12_500_000],
    ['whole', '1.0', 1],
    ['whole', '-0', 0],
    ['whole', '-0.0', 0],
    ['whole', '100e-2', 1],
    ['whole', '"1.25e7"', 12_500_000],
    ['whole', '9.007199254740991E15', 9_007_199_254_740_991],
    ['quantity', '2.5E0', 2.5],
    ['quantity', '25e-1', 2.5],
    ['decimal', '1.5E1', '15'],
    ['decimal', '"1.5E1"', '15'],
    ['decimal', '1.255e1', '12.55'],
    ['decimal', '128.00', '128.00'],
    ['decimal', '5e-2', '0.05'],
    ['decimal', '"-0.00"', '0.00'],
    ['decimal', '3.305075341149134260e18', '3305075341149134260'],
    ['id', '3.305075341149134260e18', '3305075341149134260'],
    ['id', '3305075341149134260.0', '3305075341149134260'],
    ['id', '3305075341149134260', '3305075341149134260'],
    ['id', '9.51807530375E11', '951807530375'],
    ['code', '2.0', '2'],
    ['code', '2E0', '2'],
    ['code', '-20.0', '-20'],
    ['code', '"waitbuyerpay"', 'waitbuyerpay'],
    ['code', '500.2', '500.2'],
    ['text', '1E3', '1000'],
    ['text', '"1E3"', '1E3'],
    ['text', '"5.0"', '5.0'],
    ['flag', '1.0', true],
    ['flag', '0e1', false],
  ] as const)('is read as %s from %s: %j', (name, json, value) => {
    expect(read(name, json)).toBe(value);
  });

  test.each([
    ['whole', '1.5'],
    ['whole', '1.25E1'],
    ['whole', '9007199254740992'],
    ['whole', '9.007199254740992E15'],
    ['whole', '1e-3'],
    ['whole', '1e400'],
    ['whole', '"1,000"'],
    ['whole', '"0x10"'],
    ['whole', '"1e"'],
    ['whole', '"Infinity"'],
    ['quantity', '1e16'],
    ['decimal', '1e21'],
    ['decimal', '1e-21'],
    ['decimal', '"e5"'],
    ['id', '1.5'],
    ['id', '-1.0'],
    ['id', '1e20'],
    ['id', '"3.305e18"'],
    ['flag', '2'],
    ['flag', '1.5'],
  ] as const)('is none as %s from %s', (name, json) => {
    expect(read(name, json)).toBeUndefined();
  });

  test('is one amount and one id in any notation', () => {
    const cases = fc
      .integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
      .chain((value) => notationsOf(String(value)).map((source) => [value, source] as const));
    fc.assert(
      fc.property(cases, ([value, source]) => {
        expect(read('whole', source)).toBe(value);
        expect(read('id', source)).toBe(String(value));
        expect(read('code', source)).toBe(String(value));
        expect(Number(read('decimal', source))).toBe(value);
      }),
      { numRuns: runs(1000) },
    );
  });
});
