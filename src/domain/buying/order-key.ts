import { createHash } from 'node:crypto';
import type { Clock } from '../../runtime/clock.ts';
import { dayMs } from '../../runtime/durations.ts';
import type { Random } from '../../runtime/random.ts';

/** A key is good for so long; its outcome is remembered for longer, so that no key outlives what is known of it. */
const keyLifetimeMs = dayMs;

const timeDigits = 8;
const tokenLength = 14;
const form = new RegExp(`^[0-9a-z]{${timeDigits}}[A-Za-z0-9]{${tokenLength}}$`);

/** A new key of one purchase: when it was made, and an unguessable part. */
export function newOrderKey(clock: Pick<Clock, 'now'>, random: Pick<Random, 'token'>): string {
  return printTime(clock.now()) + random.token(tokenLength);
}

/** `typed` where it has a key's form. */
export function readOrderKey(typed: string): string | undefined {
  return form.test(typed) ? typed : undefined;
}

/** A point in time as the first part of a key has it, for a button that has to say when it was drawn. */
export function printTime(at: number): string {
  return at.toString(36).padStart(timeDigits, '0');
}

const timeForm = new RegExp(`^[0-9a-z]{${timeDigits}}$`);

/** `typed` where {@link printTime} wrote it. */
export function readTime(typed: string): string | undefined {
  return timeForm.test(typed) ? typed : undefined;
}

/** The time that a key, or {@link printTime}, holds: ms since 1970 UTC. */
function timeIn(text: string): number {
  return Number.parseInt(text.slice(0, timeDigits), 36);
}

/** Whether what was drawn at `text`'s time may have been pressed when nothing is known of it: before the store was restored. */
export function isBeforeRestore(text: string, restoredAt: number | undefined): restoredAt is number {
  return restoredAt !== undefined && timeIn(text) <= restoredAt;
}

/** When nothing new may be ordered under `key` any more, ms since 1970 UTC. */
export function expiryOf(key: string): number {
  return timeIn(key) + keyLifetimeMs;
}

/** Whether nothing new may be ordered under `key`: it is too old, or of a time to come. */
export function isExpired(key: string, now: number): boolean {
  const expiry = expiryOf(key);
  return expiry < now || expiry > now + 2 * keyLifetimeMs;
}

/** The buyer's own number of the order placed under `key`: always the same, and no other key's. */
export function clientOrderNumber(key: string): string {
  const digest = createHash('sha256').update(key).digest('hex');
  return `st${key.slice(0, timeDigits)}${digest.slice(0, 16)}`;
}

const numberForm = new RegExp(`^st[0-9a-z]{${timeDigits}}[0-9a-f]{16}$`);

/** Whether {@link clientOrderNumber} made it, by its form. */
export function isClientOrderNumber(number: string): boolean {
  return numberForm.test(number);
}
