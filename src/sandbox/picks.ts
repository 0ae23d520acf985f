import { createHash } from 'node:crypto';

/** Choices that look random and are the same for the same seed and label, on every machine. */
export interface Picks {
  /** One of `choices`. */
  one<const Choice>(label: string, choices: readonly [Choice, ...Choice[]]): Choice;
  /** A whole number from `least` to `most`, both included. */
  between(label: string, least: number, most: number): number;
  /** `length` characters of `[A-Za-z0-9_-]`, at most 43. */
  text(label: string, length: number): string;
  /** `length` hex digits, at most 64. */
  hex(label: string, length: number): string;
}

/** Each label is drawn by itself, so that a new one changes no other. */
export function createPicks(seed: string): Picks {
  const digest = (label: string) => createHash('sha256').update(`${seed}/${label}`);

  function between(label: string, least: number, most: number): number {
    return least + (digest(label).digest().readUIntBE(0, 6) % (most - least + 1));
  }

  return {
    one: (label, choices) => choices[between(label, 0, choices.length - 1)] ?? choices[0],
    between,
    text: (label, length) => digest(label).digest('base64url').slice(0, length),
    hex: (label, length) => digest(label).digest('hex').slice(0, length),
  };
}
