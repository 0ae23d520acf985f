import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printLinkToken, readLinkToken } from '../../../src/domain/sellers/guarded-links.ts';

const id = fc.stringMatching(/^[A-Za-z0-9]{22}$/);
const expiresAt = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
const key = fc.string({ minLength: 1, maxLength: 60 });

describe('the token of a link', () => {
  it('is read back under its key, and stands in a path as it is', () => {
    fc.assert(
      fc.property(id, expiresAt, key, (...[of, at, by]) => {
        const token = printLinkToken({ id: of, expiresAt: at }, by);
        expect(encodeURIComponent(token)).toBe(token);
        expect(readLinkToken(token, by)).toEqual({ id: of, expiresAt: at });
      }),
    );
  });

  it('is nothing under another key, or with any character changed, left out or added', () => {
    fc.assert(
      fc.property(
        id,
        expiresAt,
        fc.nat(),
        fc.stringMatching(/^[A-Za-z0-9_-]?$/),
        (of, at, position, character) => {
          const token = printLinkToken({ id: of, expiresAt: at }, 'key');
          expect(readLinkToken(token, 'other')).toBeUndefined();
          const place = position % token.length;
          const changed = token.slice(0, place) + character + token.slice(place + 1);
          if (changed !== token) expect(readLinkToken(changed, 'key')).toBeUndefined();
          expect(readLinkToken(`${token.slice(0, place)}x${token.slice(place)}`, 'key')).toBeUndefined();
        },
      ),
    );
  });

  it('is never made of what anybody sends', () => {
    fc.assert(fc.property(fc.string(), (text) => readLinkToken(text, 'key') === undefined));
  });
});
