import { describe, expect, it } from 'vitest';
import { createGathering } from '../../src/store/batches.ts';
import { StoreError, type StoreFault } from '../../src/store/error.ts';

describe('gathering', () => {
  /** A gathering whose runs wait to be let go; an item below zero fails the run it is in with `fault`. */
  function setUp({ atOnce = 100, fault = 'failed' }: { atOnce?: number; fault?: StoreFault } = {}) {
    const runs: (readonly number[])[] = [];
    const gates: PromiseWithResolvers<void>[] = [];
    const add = createGathering<number, string>({
      atOnce,
      async run(items) {
        runs.push(items);
        const gate = Promise.withResolvers<void>();
        gates.push(gate);
        await gate.promise;
        if (items.some((item) => item < 0)) throw new StoreError(fault, 'no');
        return items.map((item) => `done ${item}`);
      },
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    async function letGo() {
      for (const gate of gates.splice(0)) gate.resolve();
      await turn();
    }
    async function letAllGo() {
      for (await turn(); gates.length > 0; ) await letGo();
    }
    return { add, runs, turn, letGo, letAllGo };
  }

  it('runs together what came in one turn, and what came while that ran', async () => {
    const { add, runs, turn, letGo, letAllGo } = setUp();
    const first = [1, 2].map(add);
    await turn();
    const later = [3, 4, 5].map(add);
    await turn();
    expect(runs).toEqual([[1, 2]]);
    await letGo();
    expect(await Promise.all(first)).toEqual(['done 1', 'done 2']);
    expect(runs).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    await letAllGo();
    expect(await Promise.all(later)).toEqual(['done 3', 'done 4', 'done 5']);
    const last = add(6);
    await letAllGo();
    expect(await last).toBe('done 6');
  });

  it('runs no more at once than it may', async () => {
    const { add, runs, letAllGo } = setUp({ atOnce: 2 });
    const all = Promise.all([1, 2, 3, 4, 5].map(add));
    await letAllGo();
    expect(await all).toHaveLength(5);
    expect(runs).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('rejects only those that cannot be done', async () => {
    const { add, letAllGo } = setUp();
    const all = Promise.allSettled([1, -2, 3, 4, -5, 6, 7].map(add));
    await letAllGo();
    expect((await all).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it.each(['full', 'closed', 'busy', 'unreachable'] as const)(
    'rejects all at once when the store is %s',
    async (fault) => {
      const { add, runs, letAllGo } = setUp({ fault });
      const all = Promise.allSettled([1, -2, 3].map(add));
      await letAllGo();
      for (const result of await all) expect(result).toMatchObject({ reason: { fault } });
      expect(runs).toHaveLength(1);
      const after = add(4);
      await letAllGo();
      expect(await after).toBe('done 4');
    },
  );

  it('runs at its pace, so that what comes meanwhile runs together, but at once where a whole group waits', async () => {
    const runs: (readonly number[])[] = [];
    const paces: PromiseWithResolvers<void>[] = [];
    const add = createGathering<number, number>({
      atOnce: 3,
      async run(items) {
        runs.push(items);
        return items;
      },
      pace() {
        const pace = Promise.withResolvers<void>();
        paces.push(pace);
        return pace.promise;
      },
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const some = [add(1)];
    await turn();
    some.push(add(2));
    expect(runs).toEqual([]);
    paces.shift()?.resolve();
    expect(await Promise.all(some)).toEqual([1, 2]);
    const many = [3, 4, 5, 6].map(add);
    expect(await Promise.all(many.slice(0, 3))).toEqual([3, 4, 5]);
    await turn();
    expect(runs).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    paces.shift()?.resolve();
    expect(await Promise.all(many)).toEqual([3, 4, 5, 6]);
    expect(runs.at(-1)).toEqual([6]);
  });
});
