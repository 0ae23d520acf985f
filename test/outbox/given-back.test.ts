import { afterEach, describe, expect, it } from 'vitest';
import { StoreError, type StoreFault } from '../../src/store/error.ts';
import { makeNewsBed, type NewsBed } from '../notifications/bed.ts';
import { makeSqliteBed } from '../store/bed.ts';

const holdMs = 30_000;

/** A conversation whose store failed in the middle: its process lives on, so that nobody else may take the queue from it. */
describe('a queue that could not be given back', () => {
  let bed: NewsBed;
  afterEach(() => bed.dispose());

  /** The next calls of `move` reject with `fault`, as often as `times` says. */
  async function open(move: 'settle' | 'release', fault: StoreFault, times: number) {
    let left = times;
    bed = await makeNewsBed({}, async () => {
      const files = await makeSqliteBed();
      return {
        ...files,
        async open(...given) {
          const store = await files.open(...given);
          const real = store.queues[move].bind(store.queues);
          const failing = (...args: Parameters<typeof real>) => {
            if (left === 0) return Reflect.apply(real, undefined, args);
            left -= 1;
            throw new StoreError(fault, 'The store was told to fail.');
          };
          return { ...store, queues: { ...store.queues, [move]: failing } };
        },
      };
    });
    const process = await bed.open();
    await bed.watch(process);
    await bed.push(process, { orderIds: ['1'], name: 'a', kind: 'created' });
    await bed.until(() => left === 0, holdMs);
    return process;
  }

  it.each([
    ['settle', 'unreachable', 1],
    ['settle', 'busy', 1],
    ['release', 'unreachable', 1],
    // The first tries to give it back fail too.
    ['release', 'unreachable', 3],
  ] as const)(
    'is free again long before its hold has run out: %s, %s, %i times',
    async (move, fault, times) => {
      const process = await open(move, fault, times);
      await bed.push(process, { orderIds: ['2'], name: 'b', kind: 'created' });
      await bed.until(() => bed.visible().has('b'), holdMs / 3);
      expect([...bed.visible()]).toEqual([
        ['a', 1],
        ['b', 1],
      ]);
      expect(await process.handle.queues.counts()).toMatchObject({ due: 0, parked: 0, unclear: 0 });
    },
  );

  it('waits for its hold where the fault does not pass by itself', async () => {
    const process = await open('settle', 'failed', 1);
    await bed.push(process, { orderIds: ['2'], name: 'b', kind: 'created' });
    await bed.elapse(holdMs / 3);
    expect(bed.visible().has('b')).toBe(false);
    await bed.until(() => bed.visible().has('b'), holdMs);
    expect([...bed.visible()]).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });
});
