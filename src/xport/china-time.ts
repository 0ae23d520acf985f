import { dayMs, hourMs } from '../runtime/durations.ts';

/** China has one zone and no summer time. */
const chinaOffsetMs = 8 * hourMs;

/** `2026-05-20 15:40:00`, as the partner writes times. */
const spaced = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;

/** `20260520154000000+0800`, as 1688 writes them. */
const dense = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})\+0800$/;

/**
 * A time in China as the partner or 1688 writes it, in ms since 1970 UTC; `undefined` for anything else, such as a day
 * that no calendar has.
 */
export function readChinaTime(text: string): number | undefined {
  const parts = (spaced.exec(text) ?? dense.exec(text))?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = parts;
  // Date.UTC takes a year below 100 for one of the last century, and carries over what is out of range.
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const read = new Date(utc);
  const sameDay = read.getUTCFullYear() === year && read.getUTCMonth() === month - 1;
  if (!sameDay || read.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return undefined;
  return utc - chinaOffsetMs;
}

/** The day in China that a moment is of, such as `2026-05-20`, and when that day ends, ms since 1970 UTC. */
export function chinaDay(ms: number): { readonly day: string; readonly endsAt: number } {
  const days = Math.floor((ms + chinaOffsetMs) / dayMs);
  return { day: printChinaTime(ms).slice(0, 10), endsAt: (days + 1) * dayMs - chinaOffsetMs };
}

/** A moment as the partner writes it, to the second: `2026-05-20 15:40:00`. */
export function printChinaTime(ms: number): string {
  return new Date(ms + chinaOffsetMs).toISOString().slice(0, 19).replace('T', ' ');
}
