import { type Argument, unreadable } from '../../chat/argument.ts';
import type { Localized } from '../../chat/language.ts';

const hourMs = 60 * 60_000;

/** A point in time as it was typed: a day in China time, or so many hours ago. */
export type Since = { readonly day: string } | { readonly hours: number };

/** A day (`2026-05-20`), or how long ago (`24h`, `7d`). */
export function sinceArgument(about: {
  readonly hint: Localized;
  readonly expected: Localized;
}): Argument<Since> {
  return {
    place: 'option',
    required: true,
    absent: () => unreadable,
    ...about,
    example: '7d',
    maxLength: 20,
    parse(typed) {
      const text = typed.normalize('NFKC').trim().toLowerCase();
      const [, count, unit] = /^(\d{1,5})\s*([hd])$/.exec(text) ?? [];
      if (count !== undefined) return { hours: Number(count) * (unit === 'd' ? 24 : 1) };
      return isDay(text) ? { day: text } : unreadable;
    },
    print: (since) => ('day' in since ? since.day : `${since.hours}h`),
  };
}

/** Ms since 1970 UTC. */
export function sinceMs(since: Since, now: number): number {
  return 'day' in since ? beginOf(since.day) : now - since.hours * hourMs;
}

/** Whether the calendar has it: a parser of times takes the 31st of February for the 3rd of March. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function beginOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}
