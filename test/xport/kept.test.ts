import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKept } from '../../src/xport/kept.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

const limits = { keptMs: 1000, mostEntries: 3, mostBytes: 100 };

test('a value is kept for its time, counted from when it was put', () => {
  const clock = createFakeClock();
  const kept = createKept<string>({ clock, ...limits });
  kept.put('a', 'one', 1);
  clock.advance(999);
  expect(kept.get('a')).toBe('one');
  clock.advance(1);
  expect(kept.get('a')).toBeUndefined();
});

test('the one unused for the longest goes first', () => {
  const kept = createKept<string>({ clock: createFakeClock(), ...limits });
  for (const key of ['a', 'b', 'c']) kept.put(key, key, 1);
  kept.get('a');
  kept.put('d', 'd', 1);
  expect(['a', 'b', 'c', 'd'].map((key) => kept.get(key))).toEqual(['a', undefined, 'c', 'd']);
});

test('what is too heavy for the whole is not kept, and takes an older one with it', () => {
  const kept = createKept<string>({ clock: createFakeClock(), ...limits });
  kept.put('a', 'one', 1);
  kept.put('b', 'two', 100);
  expect(kept.get('a')).toBeUndefined();
  kept.put('b', 'three', 101);
  expect(kept.get('b')).toBeUndefined();
});

test('never holds more than its limits, and never gives a value that was not the last one put', () => {
  const step = fc.oneof(
    fc.record({ put: fc.constantFrom('a', 'b', 'c', 'd', 'e'), bytes: fc.nat(120) }),
    fc.record({ get: fc.constantFrom('a', 'b', 'c', 'd', 'e') }),
    fc.record({ pass: fc.nat(600) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const clock = createFakeClock();
      const kept = createKept<number>({ clock, ...limits });
      const last = new Map<string, { value: number; bytes: number; atMs: number }>();
      for (const [value, each] of steps.entries()) {
        if ('pass' in each) clock.advance(each.pass);
        if ('put' in each) {
          kept.put(each.put, value, each.bytes);
          last.set(each.put, { value, bytes: each.bytes, atMs: clock.now() });
        }
        if ('get' in each) {
          const got = kept.get(each.get);
          const put = last.get(each.get);
          if (got === undefined) continue;
          expect(got).toBe(put?.value);
          expect(clock.now() - (put?.atMs ?? 0)).toBeLessThan(limits.keptMs);
        }
      }
      const held = [...last].filter(([key]) => kept.get(key) !== undefined);
      expect(held.length).toBeLessThanOrEqual(limits.mostEntries);
      expect(held.reduce((sum, [, { bytes }]) => sum + bytes, 0)).toBeLessThanOrEqual(limits.mostBytes);
    }),
  );
});
