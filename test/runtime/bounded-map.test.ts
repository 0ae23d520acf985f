import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forgetOldest, setNewest } from '../../src/runtime/bounded-map.ts';

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

  it('forgets the first that are over, or too many, and none behind one that stays', () => {
    const ages = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 });
    fc.assert(
      fc.property(ages, fc.integer({ min: 0, max: 12 }), (all, limit) => {
        const kept = new Map(all.map((age, index) => [index, age]));
        const forgotten: number[] = [];
        forgetOldest(kept, limit, {
          isOver: (age) => age > 4,
          forget(index) {
            forgotten.push(index);
            kept.delete(index);
          },
        });
        const stays = all.findIndex((age, index) => age <= 4 && all.length - index <= limit);
        expect(forgotten.length).toBe(stays === -1 ? all.length : stays);
        expect([...kept.keys()]).toEqual(all.map((_, index) => index).slice(forgotten.length));
      }),
    );
  });

  it('forgets the oldest of a set', () => {
    const set = new Set(['a', 'b', 'c']);
    forgetOldest(set, 2);
    expect([...set]).toEqual(['b', 'c']);
  });
});
