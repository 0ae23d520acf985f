import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExactJson } from '../../src/xport/json.ts';

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
    ['1e3', '1e3'],
    ['1e999', '1e999'],
    ['-0', '-0'],
  ])('%s is read as %j', (source, value) => {
    expect(parseExactJson(source)).toBe(value);
    expect(parseExactJson(`{"a":[${source}]}`)).toEqual({ a: [value] });
  });

  test('never lose a digit', () => {
    const source = fc.oneof(
      fc.bigInt().map(String),
      fc.tuple(fc.bigInt(), fc.stringMatching(/^\d{1,20}$/)).map(([whole, rest]) => `${whole}.${rest}`),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(source, (text) => {
        expect(String(parseExactJson(text))).toBe(text);
      }),
    );
  });
});

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
