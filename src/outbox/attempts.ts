import type { ClockWatch } from '../runtime/clock-watch.ts';
import { dayMs, hourMs, minuteMs } from '../runtime/durations.ts';
import { backoffMs } from '../runtime/loop.ts';
import type { Random } from '../runtime/random.ts';
import type { Attempt, Delivery } from '../store/contract/deliveries.ts';

/** After as many attempts that the platform did not ask to delay, an operator has to look: hours, by the waits below. */
const mostAttempts = 20;

const firstWaitMs = 1000;
const longestWaitMs = 10 * minuteMs;

/** The ms until `deliveries` are tried again, after one more attempt that failed. */
export function waitAfter(deliveries: readonly Delivery[], random: Random): number {
  return waitAfterFailed(attemptsOf(deliveries), random);
}

/** The ms to wait after `failed` failures before this one. */
export function waitAfterFailed(failed: number, random: Random): number {
  return backoffMs({ failed, firstMs: firstWaitMs, longestMs: longestWaitMs, random });
}

/** Whether `deliveries` have been tried often enough, after one more attempt that failed. */
export function isWornOut(deliveries: readonly Delivery[]): boolean {
  return attemptsOf(deliveries) + 1 >= mostAttempts;
}

function attemptsOf(deliveries: readonly Delivery[]): number {
  return Math.max(0, ...deliveries.map(({ attempts }) => attempts));
}

/** How soon after an answer was lost it is looked up: most have arrived. */
export const firstLookMs = 3000;

/** The longest between the note of an attempt and its sending; a process that was stopped in between sends nothing. */
export const promptMs = 5000;

/** What is waited for before an attempt that is not found is made again, ms. */
export interface Doubtful {
  /** While the process that began it may still be at it. */
  readonly doubtfulMs: number;
  readonly clockWatch: Pick<ClockWatch, 'age' | 'offMs'>;
}

/** When the attempt of a process that is over is looked up, ms since that is known; after the last it is made again. */
const looksAfterOverMs = [0, 2_000, 5_000, 10_000] as const;

/**
 * The ms until an attempt whose absence was just seen is to be looked for again; 0 where its absence is certain. A call
 * that was under way can still arrive for `doubtfulMs` after it was noted. One of a process that is known to be over was
 * made before that, and arrives within seconds or never.
 */
export function waitForAbsent(
  { at, overAt }: Attempt,
  { doubtfulMs, clockWatch }: Pick<Doubtful, 'doubtfulMs'> & { readonly clockWatch: Pick<ClockWatch, 'age'> },
): number {
  const usual = doubtfulMs - clockWatch.age(at);
  if (overAt === undefined) return Math.max(0, usual);
  const overMs = clockWatch.age(overAt);
  const next = looksAfterOverMs.find((ms) => ms > overMs);
  return Math.max(0, Math.min(usual, next === undefined ? 0 : next - overMs));
}

/** How far the machine's clock and the platform's usually differ at the most. */
const skewMs = 10 * minuteMs;

/** How far the machine's clock may have been off, unnoticed, when the attempt was noted: a time zone's hour, say. */
const wrongClockMs = 2 * hourMs;

/** How far back is looked where the machine's clock was evidently set back since. */
const setBackMs = dayMs;

/**
 * From when on an attempt that was noted at `at` is looked for. `decides`: if it is not found, it is made again; so that
 * look reaches back further, and all the more where the machine's clock was set by `offMs`.
 */
export function lookSince(
  at: number,
  now: number,
  { decides, offMs }: { readonly decides: boolean; readonly offMs: number },
): number {
  if (now < at) return now - Math.max(setBackMs, offMs);
  return at - (decides ? Math.max(wrongClockMs, offMs + skewMs) : skewMs);
}
