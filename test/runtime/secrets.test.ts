import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../src/runtime/secrets.ts';

/** Long enough to be told from other words. */
const secret = fc.string({ unit: 'binary', minLength: 12, maxLength: 40 });
const around = fc.string({ unit: 'binary', maxLength: 20 });

/** How a secret may stand in a line, and what of it must be gone. */
const spellings: Readonly<Record<string, (value: string) => string>> = {
  'as it is': (value) => value,
  'in JSON': (value) => JSON.stringify(value).slice(1, -1),
  'in JSON within JSON': (value) => JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1),
  'in a URL': (value) => encodeURIComponent(value.toWellFormed()),
  'in a form': (value) => new URLSearchParams({ v: value }).toString().slice(2),
};

describe('secrets', () => {
  it.each(Object.entries(spellings))('are hidden %s', (_where, spell) => {
    fc.assert(
      fc.property(secret, around, around, (value, before, after) => {
        const { hide } = createSecrets([value]);
        expect(hide(`${before}${spell(value)}${after}`)).toContain('[hidden]');
        expect(hide(`x ${spell(value)} y`)).toBe('x [hidden] y');
      }),
    );
  });

  it('are hidden in what Base64 makes of them, whatever stands before and behind', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\x21-\x7e]{16,50}$/),
        fc.string({ maxLength: 9 }),
        fc.string({ maxLength: 9 }),
        fc.constantFrom('base64' as const, 'base64url' as const),
        (value, before, after, encoding) => {
          const encoded = Buffer.from(`${before}${value}${after}`).toString(encoding);
          const line = createSecrets([value]).hide(`Authorization: Basic ${encoded}`);
          expect(line).toContain('[hidden]');
          // What is left of it on either side is less than one byte of it.
          const [left = ''] = line.slice('Authorization: Basic '.length).split('[hidden]');
          expect(left.length).toBeLessThanOrEqual(Math.ceil((Buffer.byteLength(before) * 4) / 3) + 1);
        },
      ),
    );
  });

  it('are hidden from when they are known', () => {
    const secrets = createSecrets();
    expect(secrets.hide('key of-the-links')).toBe('key of-the-links');
    secrets.add('of-the-links');
    expect(secrets.hide('key of-the-links')).toBe('key [hidden]');
  });

  it('that are short hide no harmless words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5 }), fc.string(), (value, line) => {
        expect(createSecrets([value]).hide(line)).toBe(line);
      }),
    );
  });
});
