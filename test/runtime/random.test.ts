import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';

describe('a random token', () => {
  it.each([0, 1, 8, 32, 300])('has %i letters and digits', (length) => {
    expect(systemRandom.token(length)).toMatch(new RegExp(`^[A-Za-z0-9]{${length}}$`));
  });

  it('favours no letter', () => {
    const counts = new Map<string, number>();
    for (const letter of systemRandom.token(62 * 1000)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(62);
    // Each is expected 1,000 times with a deviation of 32; eight deviations do not happen by chance.
    expect(Math.min(...counts.values())).toBeGreaterThan(750);
    expect(Math.max(...counts.values())).toBeLessThan(1250);
  });
});
