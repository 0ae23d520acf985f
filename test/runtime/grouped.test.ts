import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grouped } from '../../src/runtime/grouped.ts';

const written = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

test('a count has commas between its thousands, as English writes it', () => {
  const counts = fc.oneof(
    fc.maxSafeInteger().map((count) => count + 0),
    fc.integer({ min: -10_000, max: 10_000 }),
    fc.bigInt(),
    fc.double({ min: -1e20, max: 1e20, noNaN: true }),
  );
  fc.assert(
    fc.property(counts, (count) => {
      expect(grouped(count)).toBe(written.format(Object.is(count, -0) ? 0 : count));
    }),
  );
});
