import { createHash } from 'node:crypto';

/** The number of the advisory lock named `name`: 64 bits of a digest, which no other program is likely to use. */
export function lockKeyOf(name: string): string {
  return createHash('sha256').update(`shoptalk ${name}`).digest().readBigInt64BE().toString();
}
