import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKept } from '../../src/xport/kept.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { runs } from '../harness/runs.ts';

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

test('a value weighs the same after it was asked for', () => {
  const kept = createKept<string>({ clock: createFakeClock(), ...limits });
  kept.put('a', 'one', 60);
  kept.get('a');
  kept.put('b', 'two', 60);
  expect([kept.get('a'), kept.get('b')]).toEqual([undefined, 'two']);
});

test('behaves as the plain list that it stands for', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const step = fc.oneof(
    fc.record({ put: key, bytes: fc.nat(120) }),
    fc.record({ get: key }),
    fc.record({ pass: fc.nat(600) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const clock = createFakeClock();
      const kept = createKept<number>({ clock, ...limits });
      // Longest unused first.
      let held: { key: string; value: number; bytes: number; untilMs: number }[] = [];
      const take = (name: string) => {
        const found = held.find((entry) => entry.key === name);
        held = held.filter((entry) => entry !== found);
        return found;
      };
      for (const [value, each] of steps.entries()) {
        if ('pass' in each) clock.advance(each.pass);
        if ('put' in each) {
          kept.put(each.put, value, each.bytes);
          take(each.put);
          if (each.bytes > limits.mostBytes) continue;
          held.push({ key: each.put, value, bytes: each.bytes, untilMs: clock.now() + limits.keptMs });
          const bytes = () => held.reduce((sum, entry) => sum + entry.bytes, 0);
          while (held.length > limits.mostEntries || bytes() > limits.mostBytes) held.shift();
        }
        if ('get' in each) {
          const found = take(each.get);
          const isFresh = found !== undefined && found.untilMs > clock.now();
          if (isFresh) held.push(found);
          expect(kept.get(each.get)).toBe(isFresh ? found.value : undefined);
        }
      }
    }),
    { numRuns: runs(500) },
  );
});
