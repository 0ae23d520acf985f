import { setNewest } from './bounded-map.ts';
import type { Clock } from './clock.ts';
import { minuteMs } from './durations.ts';

/**
 * How often each key, such as a person, may do something. It lives in this process's memory: of `limit` keys, those that took
 * last are known; one that is forgotten begins anew.
 */
export interface Limiter {
  /** Ms until `key` may take one; 0 where it may now. Takes nothing. */
  waitMs(key: string): number;
  /** Takes one of `key`, which must have one. */
  take(key: string): void;
}

/** Takes one of each share, or none where one of them is used up: ms until each has one; 0 where they were taken. */
export function takeAll(shares: readonly (readonly [limiter: Limiter, key: string])[]): number {
  const longestMs = Math.max(0, ...shares.map(([limiter, key]) => limiter.waitMs(key)));
  if (longestMs === 0) for (const [limiter, key] of shares) limiter.take(key);
  return longestMs;
}

/** Buckets of `perMinute` tokens each, full at first: so many at once, and as many again in a minute, evenly. */
export function createTokenBuckets({
  clock,
  perMinute,
  limit,
}: {
  readonly clock: Clock;
  readonly perMinute: number;
  readonly limit: number;
}): Limiter {
  const tokenMs = minuteMs / perMinute;
  // When each bucket is full again, by `elapsed`; keys in the order of their last taking.
  const fullAt = new Map<string, number>();

  const missingMs = (key: string): number => {
    const now = clock.elapsed();
    return Math.max(0, (fullAt.get(key) ?? now) - now);
  };

  return {
    waitMs: (key) => Math.max(0, Math.ceil(missingMs(key) + tokenMs - minuteMs)),
    take: (key) => setNewest(fullAt, key, clock.elapsed() + missingMs(key) + tokenMs, limit),
  };
}

/** At most `most` in any `ms` milliseconds, for each of `windows`. Every taking of the longest window is remembered. */
export function createSlidingWindows({
  clock,
  windows,
  limit,
}: {
  readonly clock: Clock;
  readonly windows: readonly { readonly most: number; readonly ms: number }[];
  readonly limit: number;
}): Limiter {
  const longestMs = Math.max(...windows.map(({ ms }) => ms));
  // The moments of each key's takings by `elapsed`, oldest first; keys in the order of their last taking.
  const takings = new Map<string, readonly number[]>();

  const takingsOf = (key: string) => {
    const earlier = takings.get(key) ?? [];
    const now = clock.elapsed();
    return { now, recent: earlier.filter((at) => at > now - longestMs) };
  };

  return {
    waitMs(key) {
      const { now, recent } = takingsOf(key);
      return Math.max(
        0,
        ...windows.map(({ most, ms }) => {
          const oldestThatCounts = recent.length < most ? undefined : recent.at(-most);
          return oldestThatCounts === undefined ? 0 : oldestThatCounts + ms - now;
        }),
      );
    },
    take(key) {
      const { now, recent } = takingsOf(key);
      setNewest(takings, key, [...recent, now], limit);
    },
  };
}
