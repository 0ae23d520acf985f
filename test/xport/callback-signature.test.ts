import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callbackBases, signCallback, verifyCallback } from '../../src/xport/callback-signature.ts';
import fixture from '../fixtures/signature.json' with { type: 'json' };

const known = fixture.callback;
const secret = known['access-secret'];
const body = Buffer.from(known.body);
const signed = { accessKey: known['access-key'], base: 'key-and-body', body } as const;
const messageBody: string = JSON.parse(known.body).messageBody;

describe('the signature of a pushed message', () => {
  test('is the known answer', () => {
    expect(signCallback(signed, secret)).toBe(known.authorization);
    expect(verifyCallback(signed, known.authorization, [secret])).toBe(true);
  });

  test('is accepted with any of the secrets, so that one can be changed without a gap', () => {
    expect(verifyCallback(signed, known.authorization, ['another', secret])).toBe(true);
    expect(verifyCallback(signed, known.authorization, ['another'])).toBe(false);
  });

  test('covers every byte of the body, the key and the secret', () => {
    fc.assert(
      fc.property(fc.nat({ max: body.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const other = Buffer.from(body);
        other[at] = (other[at] ?? 0) ^ change;
        expect(verifyCallback({ ...signed, body: other }, known.authorization, [secret])).toBe(false);
      }),
    );
    expect(verifyCallback({ ...signed, accessKey: 'f' }, known.authorization, [secret])).toBe(false);
  });

  test('is verified as it was made, by each base, and by no other', () => {
    for (const base of callbackBases) {
      const made = signCallback({ ...signed, base, messageBody }, secret);
      expect(made).toMatch(/^[0-9a-f]{64}$/);
      for (const other of callbackBases) {
        expect(verifyCallback({ ...signed, base: other, messageBody }, made, [secret])).toBe(other === base);
      }
    }
  });

  test('is no other text, nothing, or made with no secret', () => {
    const given = fc.oneof(
      fc.constantFrom(undefined, '', known.authorization.toUpperCase(), `${known.authorization} `),
      fc.stringMatching(/^[0-9a-f]{64}$/),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(given, (text) => {
        expect(verifyCallback(signed, text, [secret])).toBe(text === known.authorization);
      }),
    );
    expect(verifyCallback(signed, known.authorization, [])).toBe(false);
    expect(verifyCallback(signed, signCallback(signed, ''), [''])).toBe(false);
  });
});
