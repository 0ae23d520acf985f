import { randomBytes, randomInt } from 'node:crypto';

/** Randomness as a part is handed it, so that a test can repeat it. */
export interface Random {
  /** A fraction in [0, 1). */
  fraction(): number;
  /** `length` characters of `[A-Za-z0-9]`, unguessable. */
  token(length: number): string;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Bytes from here on would favour the alphabet's first letters. */
const fairBytes = 256 - (256 % alphabet.length);

/** The machine's own randomness, fit for nonces and keys. */
export const systemRandom: Random = {
  fraction: () => randomInt(2 ** 47) / 2 ** 47,
  token(length) {
    let token = '';
    while (token.length < length) {
      for (const byte of randomBytes(length + 8)) {
        if (byte < fairBytes && token.length < length) token += alphabet.charAt(byte % alphabet.length);
      }
    }
    return token;
  },
};
