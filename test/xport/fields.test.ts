import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  capped,
  code,
  decimal,
  firstOf,
  flagField,
  id,
  list,
  listBeyondBound,
  maybe,
  quantity,
  record,
  text,
  whole,
} from '../../src/xport/fields.ts';
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

describe('an object', () => {
  const inner = { id, list: list(text, 2) };
  const shape = {
    id,
    text: maybe(text),
    within: maybe(record(inner)),
    list: list(record(inner), 2),
    capped: capped(record(inner), 2),
    first: firstOf(z.string(), 2),
    loose: z.string().optional(),
  };
  const values = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, undefined, true, 1, 1.5, '951807530375', 'words'),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('object'),
    ),
    object: fc.record(
      Object.fromEntries(
        Object.keys(shape).map((name) => [
          name,
          name === 'id' ? fc.constantFrom('951807530375', 7, 'none') : tie('value'),
        ]),
      ),
      { requiredKeys: [] },
    ),
  }));

  /** What comes of a value, and what stands in it by name. */
  const told = (read: z.ZodSafeParseResult<object>) =>
    read.success
      ? { data: read.data, names: Object.keys(read.data) }
      : { path: read.error.issues[0]?.path, bound: listBeyondBound(read.error) };

  test('is read as zod reads it, and what is wrong with it is told as zod tells it', () => {
    const byZod = z.object(shape).readonly();
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(values.object, (value) => {
        const own = told(record(shape).safeParse(value));
        expect(own).toStrictEqual(told(byZod.safeParse(value)));
        outcomes.add('data' in own ? 'read' : own.bound === undefined ? 'not read' : 'too long');
      }),
      { numRuns: runs(2000) },
    );
    expect(outcomes).toEqual(new Set(['read', 'not read', 'too long']));
  });

  test.each([undefined, null, 'words', 7, [{ id: '1' }]])('is not %j', (value) => {
    expect(record(shape).safeParse(value).success).toBe(false);
  });

  test('can not be changed, nor can a list in it', () => {
    const read = record(shape).parse({ id: '1', list: [{ id: '2', list: ['a'] }] });
    expect([read, read.list, read.list[0], read.list[0]?.list].every(Object.isFrozen)).toBe(true);
  });
});
