import { describe } from 'vitest';
import { openOwnStore } from '../../../store/bed.ts';
import type { StoreBed } from '../../../store/contract.ts';
import { describeOnPostgres, makePostgresBed } from '../../../store/postgres/bed.ts';

/** A kind of store, and how tests on it are declared: skipped where there is none. */
interface StoreKind {
  readonly name: string;
  describe(name: string, define: () => void): void;
  makeBed(): Promise<StoreBed>;
  /** Of the wires to a platform those that are tried on it: how a thing came makes no difference to where it is kept. */
  wires<W>(all: readonly [W, ...W[]]): readonly W[];
  /** Of the kinds of payload those that a person, the `at`th of all, is tried by. */
  kinds<K>(all: readonly K[], at: number): readonly K[];
}

const inMemory: StoreBed = {
  open: (clock) => openOwnStore(clock),
  dispose: async () => {},
};

/** What is tried in full on the first is tried on the second in part: each person by some kinds, each kind by some people. */
export const stores: readonly StoreKind[] = [
  {
    name: 'SQLite',
    describe,
    makeBed: async () => inMemory,
    wires: (all) => all,
    kinds: (all) => all,
  },
  {
    name: 'PostgreSQL',
    describe: describeOnPostgres,
    makeBed: makePostgresBed,
    wires: ([first]) => [first],
    kinds: (all, at) => all.filter((_, by) => (at + by) % 3 === 0),
  },
];
