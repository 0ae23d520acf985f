import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBearerCheck, isSameSecret } from '../../src/http/bearer.ts';

const token = fc.stringMatching(/^[\x21-\x7e]{1,60}$/);

describe('a bearer token', () => {
  it('is right when it is the token, and only then', () => {
    fc.assert(
      fc.property(token, token, (one, other) => {
        const check = createBearerCheck(one);
        expect(check({ headers: { authorization: `Bearer ${one}` } })).toBe('right');
        expect(check({ headers: { authorization: `bearer ${one}` } })).toBe('right');
        expect(check({ headers: { authorization: `Bearer ${other}` } })).toBe(
          one === other ? 'right' : 'wrong',
        );
        expect(check({ headers: { authorization: one } })).toBe('wrong');
        expect(check({ headers: { authorization: `Bearer ${one}${one}` } })).toBe('wrong');
      }),
    );
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic x', 'Bearer a b', ' Bearer x'])(
    'is wrong as %j',
    (authorization) => {
      expect(createBearerCheck('x')({ headers: { authorization } })).toBe('wrong');
    },
  );

  it('is missing without the header', () => {
    expect(createBearerCheck('x')({ headers: {} })).toBe('missing');
  });

  it('can not be nothing', () => {
    expect(() => createBearerCheck('')).toThrow(TypeError);
  });
});

it('secrets are the same when they are, whatever their lengths', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => isSameSecret(a, b) === (a === b)));
});
