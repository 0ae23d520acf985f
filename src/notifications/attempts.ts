import { dayMs, hourMs, minuteMs } from '../runtime/durations.ts';
import type { Random } from '../runtime/random.ts';
import type { Delivery } from '../store/contract/deliveries.ts';
import { backoffMs } from './loop.ts';

/** What an attempt was to send. Its key's first character says so to the process that finds it after a crash. */
export type Sending = 'card' | 'line' | 'digest' | 'summary';

const marks = { card: 'c', line: 'l', digest: 'd', summary: 's' } as const satisfies Record<Sending, string>;

/** A key of 21 characters `[A-Za-z0-9]` for one attempt to send a `sending`. */
export function attemptKey(sending: Sending, random: Random): string {
  return marks[sending] + random.token(20);
}

/** What {@link attemptKey} was made for; a digest, which stands alone, for a key of another version's. */
export function sendingOf(key: string): Sending {
  switch (key.charAt(0)) {
    case marks.card:
      return 'card';
    case marks.line:
      return 'line';
    case marks.summary:
      return 'summary';
    default:
      return 'digest';
  }
}

/** After as many attempts that the platform did not ask to delay, an operator has to look: hours, by the waits below. */
const mostAttempts = 20;

const firstWaitMs = 1000;
const longestWaitMs = 10 * minuteMs;

/** The ms until `deliveries` are tried again, after one more attempt that failed. */
export function waitAfter(deliveries: readonly Delivery[], random: Random): number {
  return backoffMs({
    failed: attemptsOf(deliveries),
    firstMs: firstWaitMs,
    longestMs: longestWaitMs,
    random,
  });
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

/**
 * How long ago, at least, an attempt began that was noted at `at`: counted only as far back as time has gone on evenly,
 * since a clock that was set makes any attempt look old.
 */
export function ageOf(at: number, now: number, steadySince: number): number {
  return now - (at > now ? steadySince : Math.max(at, steadySince));
}

/** How far the machine's clock and the platform's usually differ at the most. */
const skewMs = 10 * minuteMs;

/** How far the machine's clock may have been off, unnoticed, when the attempt was noted: a time zone's hour, say. */
const wrongClockMs = 2 * hourMs;

/** How far back is looked where the machine's clock was evidently set back since. */
const setBackMs = dayMs;

/**
 * From when on an attempt that was noted at `at` is looked for. `decides`: if it is not found, it is made again; so that
 * look reaches back further.
 */
export function lookSince(at: number, now: number, decides: boolean): number {
  if (now < at) return now - setBackMs;
  return at - (decides ? wrongClockMs : skewMs);
}
