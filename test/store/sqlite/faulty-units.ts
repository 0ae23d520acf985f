import { parentPort } from 'node:worker_threads';
import type { Unit } from '../../../src/store/contract/units.ts';
import type { ThreadAnswer } from '../../../src/store/sqlite/thread-messages.ts';

/** A unit that is asked for by what goes wrong in it. */
function faulty(name: string, fail: () => unknown): Unit<string, unknown> {
  return {
    name,
    input: String,
    outcome: (value) => value,
    run: async ({ keepMessages }, digest) => {
      await keepMessages([{ account: 'a', digest, body: 'kept before it fails', trace: 't', receivedAt: 1 }]);
      return fail();
    },
  };
}

/** What can go wrong in a thread; each keeps a message of the digest that it is given first. */
export const faultyUnits = {
  refuses: faulty('refuses', () => {
    throw new RangeError('hunter2');
  }),
  throws: faulty('throws', () => {
    process.nextTick(() => {
      throw new Error('thrown outside of any unit');
    });
    return new Promise(() => {});
  }),
  hangs: faulty('hangs', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)),
  hangsInCheckpoint: faulty('hangs in a checkpoint', () => {
    parentPort?.postMessage({ checkpoint: 'begun' } satisfies ThreadAnswer);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }),
  fillsMemory: faulty('fills memory', () => {
    for (const all: number[][] = []; ; ) all.push(Array.from({ length: 10_000 }, Math.random));
  }),
  leaves: faulty('leaves', () => process.exit(3)),
  givesNoData: faulty('gives no data', () => () => 'a function does not cross'),
};
