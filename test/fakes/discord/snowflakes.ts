/** Makes ids as Discord does: strings of 18 digits, each later one greater. */
export interface Snowflakes {
  next(): string;
}

/** Ids that begin at a fixed one, so that a failing test shows the same ids again. */
export function createSnowflakes(): Snowflakes {
  let last = 1_320_000_000_000_000_000n / 10n;
  return {
    next() {
      last += 4_194_304n;
      return String(last);
    },
  };
}
