import { backoffMs } from '../notifications/loop.ts';
import { minuteMs } from '../runtime/durations.ts';
import type { Random } from '../runtime/random.ts';

/** After as many attempts that the platform did not ask to delay, it is given up: hours, by the waits below. */
const mostAttempts = 20;
const firstWaitMs = 1000;
const longestWaitMs = 10 * minuteMs;

/** Whether it was tried often enough, after one more attempt that failed. */
export function isMessageWornOut({ attempts }: { readonly attempts: number }): boolean {
  return attempts + 1 >= mostAttempts;
}

/** The ms until it is tried again, after one more attempt that failed. */
export function messageWaitAfter({ attempts }: { readonly attempts: number }, random: Random): number {
  return backoffMs({ failed: attempts, firstMs: firstWaitMs, longestMs: longestWaitMs, random });
}
