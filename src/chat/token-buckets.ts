import { setNewest } from '../runtime/bounded-map.ts';
import type { Clock } from '../runtime/clock.ts';
import { minuteMs } from '../runtime/durations.ts';

/** Buckets of tokens by key: each holds so many, and fills up again evenly. */
export interface TokenBuckets {
  /** Ms until `key` has a token; 0 where it has one now. Takes nothing. */
  waitMs(key: string): number;
  /** Takes a token of `key`, which must have one. */
  take(key: string): void;
}

/**
 * Buckets of `perMinute` tokens each, full at first: so many at once, and as many again in a minute. Of `limit` keys,
 * those that took last; one that is forgotten begins with a full bucket.
 */
export function createTokenBuckets({
  clock,
  perMinute,
  limit,
}: {
  readonly clock: Clock;
  readonly perMinute: number;
  readonly limit: number;
}): TokenBuckets {
  const tokenMs = minuteMs / perMinute;
  // When each bucket is full again, ms since 1970; keys in the order of their last taking.
  const fullAt = new Map<string, number>();

  const missingMs = (key: string): number => {
    const now = clock.now();
    // A clock that was set back must not make a bucket emptier than empty.
    return Math.min(minuteMs, Math.max(0, (fullAt.get(key) ?? now) - now));
  };

  return {
    waitMs: (key) => Math.max(0, Math.ceil(missingMs(key) + tokenMs - minuteMs)),
    take(key) {
      setNewest(fullAt, key, clock.now() + missingMs(key) + tokenMs, limit);
    },
  };
}
