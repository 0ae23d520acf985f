import { timingSafeEqual } from 'node:crypto';
import { signatureOf } from '../messages.ts';

/** The check that every contender makes, in constant time over the raw bytes. */
export function verified(body: Buffer, authorization: string | undefined): boolean {
  const expected = Buffer.from(signatureOf(body), 'latin1');
  const given = Buffer.from(authorization ?? '', 'latin1');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
