import { createHash } from 'node:crypto';
import type { Clock } from '../../../src/runtime/clock.ts';

/** So many requests in so long a time, for each top-level resource on its own. */
export interface Limit {
  readonly limit: number;
  readonly windowMs: number;
}

/** What a request's answer says about its bucket (topics/rate-limits). */
interface Verdict {
  readonly allowed: boolean;
  readonly retryAfterS: number;
  readonly headers: Record<string, string>;
}

/** Counts requests by bucket. Generous unless a test sets a limit. */
export interface RateLimits {
  /** `route` as the fake names it: `POST /channels/:id/messages`. */
  set(route: string, limit: Limit): void;
  count(route: string, major: string): Verdict;
}

const generous: Limit = { limit: 10_000, windowMs: 1_000 };

export function createRateLimits(clock: Clock): RateLimits {
  const limits = new Map<string, Limit>();
  const windows = new Map<string, { resetAt: number; used: number }>();

  return {
    set(route, limit) {
      limits.set(route, limit);
    },
    count(route, major) {
      const { limit, windowMs } = limits.get(route) ?? generous;
      const now = clock.now();
      const key = `${route} ${major}`;
      const open = windows.get(key);
      const window = open !== undefined && open.resetAt > now ? open : { resetAt: now + windowMs, used: 0 };
      windows.set(key, window);
      const allowed = window.used < limit;
      if (allowed) window.used += 1;
      const resetAfterS = (window.resetAt - now) / 1000;
      return {
        allowed,
        retryAfterS: resetAfterS,
        headers: {
          'x-ratelimit-limit': String(limit),
          'x-ratelimit-remaining': String(limit - window.used),
          'x-ratelimit-reset': (window.resetAt / 1000).toFixed(3),
          'x-ratelimit-reset-after': resetAfterS.toFixed(3),
          'x-ratelimit-bucket': createHash('md5').update(route).digest('hex'),
          ...(!allowed && { 'retry-after': resetAfterS.toFixed(3), 'x-ratelimit-scope': 'user' }),
        },
      };
    },
  };
}
