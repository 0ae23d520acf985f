import type { XportFault } from './errors.ts';

/** A read is sent at most this many times more. */
export const mostRepeats = 2;

const firstBackoffMs = 200;
const passingStatuses: readonly number[] = [429, 502, 503, 504];

/**
 * How long to wait, in ms, before sending a failed call again; undefined when it is not to be sent again.
 *
 * Only reads, only what may pass by itself (a connection fault, or HTTP 429, 502, 503, 504), at most twice, and
 * only when the wait ends before the deadline. A wait that the partner names is kept to exactly; without one
 * it doubles, with jitter, so that many callers don't come back in step.
 */
export function waitBeforeRepeat(failed: {
  readonly effect: 'read' | 'write';
  readonly fault: XportFault;
  /** How often it was sent again already. */
  readonly repeats: number;
  readonly remainingMs: number;
  /** In [0, 1). */
  readonly fraction: number;
}): number | undefined {
  if (failed.effect !== 'read' || failed.repeats >= mostRepeats || !mayPass(failed.fault)) return undefined;
  const named = 'retryAfterMs' in failed.fault ? failed.fault.retryAfterMs : undefined;
  const waitMs = named ?? Math.round(firstBackoffMs * 2 ** failed.repeats * (0.5 + failed.fraction / 2));
  return waitMs < failed.remainingMs ? waitMs : undefined;
}

function mayPass(fault: XportFault): boolean {
  if (fault.kind === 'unreachable') return fault.status === undefined || isPassingStatus(fault.status);
  return fault.kind === 'refused' && isPassingStatus(fault.status);
}

/** Whether this HTTP status speaks of a moment's trouble on the way: 429, 502, 503, 504. */
export function isPassingStatus(status: number): boolean {
  return passingStatuses.includes(status);
}

/**
 * A `Retry-After` header in ms from `nowMs`: whole seconds or an HTTP date in its one modern form (RFC 9110,
 * 5.6.7 and 10.2.3), nothing looser. A date gone by is 0; undefined for anything else.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const thenMs = Date.parse(header);
  if (Number.isNaN(thenMs) || new Date(thenMs).toUTCString() !== header) return undefined;
  return Math.max(0, thenMs - nowMs);
}
