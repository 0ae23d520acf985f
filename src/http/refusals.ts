import type { Clock } from '../runtime/clock.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';
import type { HttpResponse } from './route.ts';

/**
 * The one answer to a sender that does not prove who it is, the same for every route and reason: it says nothing of
 * what is configured, or of which check failed.
 */
export const unproven: HttpResponse = { status: 401, body: 'unauthorized\n' };

/** Counts the requests that are refused, and logs them without letting a flood of them fill the log. */
export interface RefusalLog {
  /**
   * Counts one. `route` is the route's path as it is served and `why` a constant sentence for the operator: nothing of
   * the request stands in either.
   */
  count(route: string, why: string): void;
}

const intervalMs = minuteMs;

/**
 * Logs the first refusal of a route at once. What follows is counted and logged once a minute for as long as there
 * is any: at most one line a minute for each route, with `count` requests in all and in `why` how many for each reason.
 * What is counted when the process ends is not logged.
 */
export function createRefusalLog({
  clock,
  log,
  level = 'warn',
}: {
  readonly clock: Clock;
  readonly log: Log;
  /** `info` where refusals are part of normal work. */
  readonly level?: 'info' | 'warn';
}): RefusalLog {
  /** By route, what was refused since its last line. A route is here for a minute after each line. */
  const waiting = new Map<string, Map<string, number>>();

  function write(route: string, why: ReadonlyMap<string, number>): void {
    const count = [...why.values()].reduce((sum, each) => sum + each, 0);
    log[level]({ event: 'refused', route, count, why: Object.fromEntries(why) }, 'requests were refused');
    const since = new Map<string, number>();
    waiting.set(route, since);
    clock.after(intervalMs, () => {
      if (since.size === 0) waiting.delete(route);
      else write(route, since);
    });
  }

  return {
    count(route, why) {
      const since = waiting.get(route);
      if (since === undefined) write(route, new Map([[why, 1]]));
      else since.set(why, (since.get(why) ?? 0) + 1);
    },
  };
}
