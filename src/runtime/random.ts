import { randomFillSync, randomInt } from 'node:crypto';

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

/** The machine's own randomness, fit for nonces and keys. Asked for by the pool: a call costs more than its bytes. */
function createSystemRandom(): Random {
  const pool = Buffer.alloc(4096);
  let used = pool.length;
  const nextByte = (): number => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const byte = pool.readUInt8(used);
    // What was given out stays nowhere.
    pool[used] = 0;
    used += 1;
    return byte;
  };
  return {
    fraction: () => randomInt(2 ** 47) / 2 ** 47,
    token(length) {
      let token = '';
      while (token.length < length) {
        const byte = nextByte();
        if (byte < fairBytes) token += alphabet.charAt(byte % alphabet.length);
      }
      return token;
    },
  };
}

export const systemRandom: Random = createSystemRandom();
