import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from './route.ts';

/** Characters of a token that is made by chance: of 62 letters and digits each, more than 256 bits. */
export const tokenLength = 43;

/** Says how a request's `Authorization: Bearer` header compares with the token that it is made for. */
export type BearerCheck = (request: Pick<HttpRequest, 'headers'>) => 'right' | 'wrong' | 'missing';

/** Compares with `token`, in a time that tells nothing of it. @throws TypeError for an empty token */
export function createBearerCheck(token: string): BearerCheck {
  if (token === '') throw new TypeError('an empty token guards nothing');
  return ({ headers: { authorization } }) => {
    if (authorization === undefined) return 'missing';
    const given = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    return given !== undefined && isSameSecret(given, token) ? 'right' : 'wrong';
  };
}

/** Whether two secrets are the same. Over digests, so that the time tells neither where they differ nor their lengths. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(expected));
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
