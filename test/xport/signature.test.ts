import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseSignatureTemplate,
  type SignatureTemplate,
  sign,
  signedHeaders,
  timestampText,
  verifySignature,
} from '../../src/xport/signature.ts';
import fixture from '../fixtures/signature.json' with { type: 'json' };
import { signatureTemplate } from './open.ts';

const known = fixture.request;
const values = {
  account: { accessKey: known['access-key'], accessSecret: known['access-secret'], userId: '1700000000001' },
  timestamp: known.timestamp,
  nonce: known['nonce-str'],
};

function parsed(template: string): SignatureTemplate {
  const result = parseSignatureTemplate(template);
  if (!result.ok) throw new Error(result.why);
  return result.template;
}

describe('a signature', () => {
  test('is the known answer', () => {
    expect(sign(parsed(signatureTemplate), values)).toBe(known.signature);
  });

  test('covers what the template names, and nothing else', () => {
    const other = { ...values, account: { ...values.account, userId: 'another' } };
    expect(sign(parsed(signatureTemplate), other)).toBe(known.signature);
    const withUser = parsed('{user-id}{access-key}{timestamp}{nonce-str}{access-secret}');
    expect(sign(withUser, other)).not.toBe(sign(withUser, values));
  });

  test('takes text between the values', () => {
    const joined = parsed('k={access-key}&t={timestamp}&n={nonce-str}&s={access-secret}');
    expect(sign(joined, values)).not.toBe(known.signature);
    expect(verifySignature(joined, values, sign(joined, values))).toBe(true);
  });

  test('is verified as it was made and in no other form', () => {
    const template = parsed(signatureTemplate);
    expect(verifySignature(template, values, known.signature)).toBe(true);
    expect(verifySignature(template, values, known.signature.toLowerCase())).toBe(false);
    expect(verifySignature(template, values, '')).toBe(false);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9A-F]{32}$/)), (given) => {
        expect(verifySignature(template, values, given)).toBe(given === known.signature);
      }),
    );
  });

  test('fails when any one value is another', () => {
    const template = parsed(signatureTemplate);
    const others = [
      { ...values, timestamp: '1779263270' },
      { ...values, nonce: `${values.nonce.slice(1)}x` },
      { ...values, account: { ...values.account, accessKey: 'other' } },
      { ...values, account: { ...values.account, accessSecret: 'other' } },
    ];
    for (const other of others) expect(verifySignature(template, other, known.signature)).toBe(false);
  });

  test('goes out with the documented headers, without the secret', () => {
    const headers = signedHeaders(parsed(signatureTemplate), values);
    expect(headers).toEqual({
      'access-key': known['access-key'],
      timestamp: known.timestamp,
      'nonce-str': known['nonce-str'],
      'user-id': '1700000000001',
      signature: known.signature,
    });
  });
});

describe('a template', () => {
  test.each([
    ['{access-key}{timestamp}{nonce-str}{secret}', /must use only \{access-key\} .*\{user-id\}/],
    ['{access-key}{timestamp}{nonce-str}{}', /must use only/],
    ['{access-key}{timestamp}{nonce-str}{access-secret', /closed/],
    ['access-key}{timestamp}{nonce-str}{access-secret}', /closed/],
    ['{{access-key}}{timestamp}{nonce-str}{access-secret}', /closed/],
    ['{access-key}{timestamp}{nonce-str}', /must hold \{access-secret\}/],
    ['{access-key}{timestamp}{access-secret}', /must hold \{nonce-str\}/],
    ['{nonce-str}{access-secret}', /must hold \{timestamp\}/],
    ['', /must hold/],
  ])('%j is refused', (template, why) => {
    const result = parseSignatureTemplate(template);
    expect(result.ok || result.why).toMatch(why);
  });

  test('is taken or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const result = parseSignatureTemplate(text);
        expect(result.ok || result.why.startsWith('must ')).toBe(true);
      }),
    );
  });
});

test('a timestamp counts in the unit asked for', () => {
  expect(timestampText(1_779_263_269_913, 'seconds')).toBe('1779263269');
  expect(timestampText(1_779_263_269_913, 'milliseconds')).toBe('1779263269913');
});
