import { StoreError, type StoreFault } from './error.ts';

/**
 * `all` in parts of at most `size`, so that no statement has more parameters than a database takes (SQLite 32,766,
 * PostgreSQL 65,535).
 */
export function inParts<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const parts: T[][] = [];
  for (let from = 0; from < all.length; from += size) parts.push(all.slice(from, from + size));
  return parts;
}

/** Runs `change` until it finds less than a whole `batch`; how many rows it deleted or changed in all. */
export async function repeated(
  batch: number,
  change: () => Promise<{ readonly numDeletedRows: bigint } | { readonly numUpdatedRows: bigint }>,
): Promise<number> {
  let total = 0;
  for (let changed = batch; changed >= batch; total += changed) {
    const result = await change();
    changed = Number('numDeletedRows' in result ? result.numDeletedRows : result.numUpdatedRows);
  }
  return total;
}

interface Waiting<I, O> {
  readonly item: I;
  readonly resolve: (outcome: O) => void;
  readonly reject: (reason: unknown) => void;
}

/** Faults that may be of one item, or of a moment. The others are of the store, and each item would meet them again. */
const faultsOfAnItem: ReadonlySet<StoreFault> = new Set(['failed', 'unguarded', 'conflict']);

/**
 * Lets many calls share one run: those of one turn of the event loop, and those that come while a run is under way,
 * go into the next, at most `atOnce` of them. One run at a time, each when `pace` resolves, where more is gathered by waiting
 * than a run costs.
 *
 * `run` does all of its items or none, and gives their outcomes in their order. When it fails for what may be one
 * item's fault, the halves are run by themselves, down to single items, so that only the guilty ones are rejected.
 */
export function createGathering<I, O>({
  run,
  atOnce,
  pace,
}: {
  readonly run: (items: readonly I[]) => Promise<readonly O[]>;
  readonly atOnce: number;
  readonly pace?: (() => Promise<void>) | undefined;
}): (item: I) => Promise<O> {
  let waiting: Waiting<I, O>[] = [];
  let running = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // A whole group that waits already gains nothing by waiting longer.
      if (waiting.length < atOnce) await pace?.();
      const group = waiting.slice(0, atOnce);
      waiting = waiting.slice(atOnce);
      await attempt(group);
    }
    running = false;
  }

  async function attempt(group: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const outcomes = await run(group.map(({ item }) => item));
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[index];
        if (outcome === undefined) reject(new StoreError('failed', 'The write was not tried.'));
        else resolve(outcome);
      }
    } catch (thrown) {
      if (group.length > 1 && thrown instanceof StoreError && faultsOfAnItem.has(thrown.fault)) {
        const half = Math.ceil(group.length / 2);
        await attempt(group.slice(0, half));
        await attempt(group.slice(half));
      } else {
        for (const { reject } of group) reject(thrown);
      }
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running) return;
      running = true;
      setImmediate(() => void drain());
    });
}
