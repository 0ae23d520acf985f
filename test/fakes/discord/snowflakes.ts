import type { Clock } from '../../../src/runtime/clock.ts';

/** Makes ids as Discord does: strings of digits, each later one greater. */
export interface Snowflakes {
  next(): string;
}

const epochMs = 1_420_070_400_000n;

/**
 * Ids that tell when they were made (reference, Snowflakes), by `clock`; without one they begin at a fixed one, so that
 * a failing test shows the same ids again.
 */
export function createSnowflakes(clock?: Clock): Snowflakes {
  let last = 1_320_000_000_000_000_000n / 10n;
  return {
    next() {
      const made = clock === undefined ? 0n : (BigInt(Math.floor(clock.now())) - epochMs) << 22n;
      last = made > last ? made : last + (clock === undefined ? 4_194_304n : 1n);
      return String(last);
    },
  };
}
