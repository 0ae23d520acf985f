import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setNewest } from '../../src/runtime/bounded-map.ts';

describe('a map that forgets the oldest', () => {
  it('holds the keys that were set last, each with its last value, in the order of setting', () => {
    const settings = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer()), { maxLength: 40 });
    fc.assert(
      fc.property(settings, fc.integer({ min: 1, max: 12 }), (all, limit) => {
        const map = new Map<number, number>();
        for (const [key, value] of all) setNewest(map, key, value, limit);

        const lastFirst = new Map(
          [...all].reverse().map(([key]) => [key, all.findLast(([of]) => of === key)]),
        );
        const newest = [...lastFirst.values()].slice(0, limit).reverse();
        expect([...map]).toEqual(newest);
      }),
    );
  });
});
