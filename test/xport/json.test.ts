import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExactJson } from '../../src/xport/json.ts';
import { notationsOf } from '../arbitraries/json-number.ts';
import { runs } from '../harness/runs.ts';

describe('numbers', () => {
  test.each([
    ['128', 128],
    ['-7.5', -7.5],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['3305075341149134260', '3305075341149134260'],
    ['-3305075341149134260', '-3305075341149134260'],
    ['128.00', '128.00'],
    ['2.0', '2.0'],
    ['0.1234567890123456789', '0.1234567890123456789'],
    ['1e3', 1000],
    ['1.25E7', 12_500_000],
    ['12500000.00', '12500000.00'],
    ['1.2550E+1', 12.55],
    ['150e-2', 1.5],
    ['-1.5E1', -15],
    ['0e0', 0],
    ['-0', 0],
    ['-0.0E5', 0],
    ['-0.00', '0.00'],
    ['1e-7', '0.0000001'],
    ['3.30507534114913426e18', '3305075341149134260'],
    ['3.305e18', '3305000000000000000'],
    ['9007199254740993e0', '9007199254740993'],
    ['1e21', '1000000000000000000000'],
    ['1e63', `1${'0'.repeat(63)}`],
    ['1e64', '1e64'],
    ['1e999', '1e999'],
    ['1e-999999999999', '1e-999999999999'],
    [`1${'0'.repeat(500)}`, `1${'0'.repeat(500)}`],
  ])('%s is read as %j', (source, value) => {
    expect(parseExactJson(source)).toBe(value);
    expect(parseExactJson(`{"a":[${source}]}`)).toEqual({ a: [value] });
  });

  test('never lose a digit', () => {
    const source = fc.oneof(
      fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }).map(String),
      fc
        .tuple(fc.bigInt({ min: 1n, max: 10n ** 30n }), fc.stringMatching(/^\d{1,20}$/))
        .map(([whole, rest]) => `${whole}.${rest}`),
    );
    fc.assert(
      fc.property(source, (text) => {
        expect(String(parseExactJson(text))).toBe(text);
      }),
    );
  });

  test('are as they were, whatever a writer of doubles makes of them', () => {
    const written = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value) => JSON.stringify(value))
      .filter((text) => text !== '0');
    fc.assert(
      fc.property(written, (text) => {
        expect(Number(parseExactJson(text))).toBe(Number(text));
      }),
    );
  });

  test('are the whole number that they write, in any notation', () => {
    const cases = fc
      .bigInt({ min: -(10n ** 19n), max: 10n ** 19n })
      .chain((value) => notationsOf(String(value)).map((source) => [value, source] as const));
    fc.assert(
      fc.property(cases, ([value, source]) => {
        const read = parseExactJson(`{"a":${source}}`);
        const text = String(Object.values(Object(read))[0]);
        expect(BigInt(text.replace(/\.0+$/, ''))).toBe(value);
      }),
      { numRuns: runs(1000) },
    );
  });
});

test.each(['1e671e-0', '-12e5e+0', '1e', '01', '--1', '1.e2e0'])(
  '%s is no number, nor mended into one',
  (text) => {
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
    expect(() => parseExactJson(`{"a":[${text}]}`)).toThrow(SyntaxError);
  },
);

describe('everything else', () => {
  test('is read as JSON.parse reads it', () => {
    // Without numbers, which have their own rule, and without the one key that is left out.
    const value = fc.jsonValue({ noUnicodeString: false, maxDepth: 6 }).map(withoutNumbers);
    fc.assert(
      fc.property(value, (given) => {
        expect(parseExactJson(JSON.stringify(given))).toEqual(given);
      }),
    );
  });

  test('is a value or a SyntaxError, whatever comes', () => {
    const jsonish = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', '1', '.', 'e', 'null'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          jsonish.map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            parseExactJson(text);
          } catch (error) {
            expect(error).toBeInstanceOf(SyntaxError);
          }
        },
      ),
    );
  });

  test('leaves prototypes alone', () => {
    const value = parseExactJson('{"a":{"__proto__":{"polluted":true},"constructor":1}}');
    expect(value).toEqual({ a: { constructor: 1 } });
    expect(Object.hasOwn(Object(value).a, '__proto__')).toBe(false);
    expect('polluted' in Object(value).a).toBe(false);
  });
});

test('a byte order mark in front is no part of the text, and is one anywhere else', () => {
  expect(parseExactJson('\uFEFF{"a":1.25E7}')).toEqual({ a: 12_500_000 });
  expect(parseExactJson('"\uFEFF"')).toBe('\uFEFF');
  for (const text of ['\uFEFF\uFEFF1', '1\uFEFF', ' \uFEFF1', '\uFEFF']) {
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
  }
});

describe('nesting', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  test('is read to 64 levels', () => {
    expect(() => parseExactJson(nested(64))).not.toThrow();
    expect(() => parseExactJson(nested(65))).toThrow(SyntaxError);
    expect(() => parseExactJson('{"a":'.repeat(500_000))).toThrow(SyntaxError);
  });

  test('is not counted inside strings', () => {
    const text = `a\\"${'['.repeat(100)}`;
    expect(parseExactJson(`["${text}"]`)).toEqual([`a"${'['.repeat(100)}`]);
  });
});

function withoutNumbers(value: unknown): unknown {
  if (typeof value === 'number') return null;
  if (Array.isArray(value)) return value.map(withoutNumbers);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutNumbers(each)]));
}
