import { forgetOldest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';

/** Tells a first delivery from a repeat, within this process. */
export interface Seen {
  /** Whether `id` is new; from then on it is not. */
  claim(id: string): boolean;
}

/**
 * Remembers ids for `keepMs`, at most `limit` of them, the oldest forgotten first. Platforms redeliver within
 * minutes (the longest known wait is five), so a quarter of an hour is plenty.
 */
export function createSeen(options: { clock: Clock; keepMs: number; limit: number }): Seen {
  const since = new Map<string, number>();
  return {
    claim(id) {
      const now = options.clock.elapsed();
      const at = since.get(id);
      if (at !== undefined && now - at < options.keepMs) return false;
      since.delete(id);
      since.set(id, now);
      forgetOldest(since, options.limit, { isOver: (then) => now - then >= options.keepMs });
      return true;
    },
  };
}
