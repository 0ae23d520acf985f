import { forgetOldest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';

/** Answers kept for a while to save a repeat of the same request. */
export interface Kept<Value> {
  get(key: string): Value | undefined;
  /** `bytes` is what the value weighs against the limit; a heavier one than the whole limit is not kept. */
  put(key: string, value: Value, bytes: number): void;
}

interface Entry<Value> {
  readonly value: Value;
  readonly bytes: number;
  readonly untilMs: number;
}

/**
 * Keeps each value `keptMs` milliseconds (0: not at all), at most `mostEntries` of them and `mostBytes` in all;
 * beyond that, the one that was not asked for the longest goes.
 */
export function createKept<Value>(options: {
  readonly clock: Clock;
  readonly keptMs: number;
  readonly mostEntries: number;
  readonly mostBytes: number;
}): Kept<Value> {
  const { clock, keptMs, mostEntries, mostBytes } = options;
  // A Map goes through its keys in the order they were put: the first is the one unused for the longest.
  const entries = new Map<string, Entry<Value>>();
  let heldBytes = 0;

  function remove(key: string): Entry<Value> | undefined {
    const entry = entries.get(key);
    if (!entry) return undefined;
    entries.delete(key);
    heldBytes -= entry.bytes;
    return entry;
  }

  function insert(key: string, entry: Entry<Value>): void {
    entries.set(key, entry);
    heldBytes += entry.bytes;
  }

  return {
    get(key) {
      const entry = remove(key);
      if (!entry || entry.untilMs <= clock.elapsed()) return undefined;
      insert(key, entry);
      return entry.value;
    },
    put(key, value, bytes) {
      remove(key);
      if (keptMs <= 0 || bytes > mostBytes) return;
      insert(key, { value, bytes, untilMs: clock.elapsed() + keptMs });
      forgetOldest(entries, mostEntries, { isOver: () => heldBytes > mostBytes, forget: remove });
    },
  };
}
