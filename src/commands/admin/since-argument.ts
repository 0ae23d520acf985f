import { type Argument, readAs } from '../../chat/argument.ts';
import type { Localized } from '../../chat/language.ts';
import { dayBegin, knownZone } from '../../notifications/day-times.ts';
import { type DayDeps, dayArgument, dayNamed, dayReading, type NamedDay } from '../day-argument.ts';

const hourMs = 60 * 60_000;

/** A point in time as it was typed: the begin of a day where the conversation is, or so many hours ago. */
export type Since = NamedDay | { readonly hours: number };

/** A day as {@link dayArgument} reads it, or how many hours ago (`24h`). */
export function sinceArgument(
  deps: DayDeps,
  about: { readonly hint: Localized; readonly expected: Localized },
): Argument<Since> {
  const day = dayArgument({ hint: about.hint });
  const reading = dayReading(deps, 'first');
  return {
    ...readAs<NamedDay, Since>(day, {
      parse(typed) {
        const [, hours] =
          /^(\d{1,5})\s*(?:h|hours?|小时)(?:\s*(?:ago|前))?$/i.exec(typed.normalize('NFKC').trim()) ?? [];
        return hours === undefined ? day.parse(typed) : { hours: Number(hours) };
      },
      print: (since) => ('hours' in since ? `${since.hours}h` : day.print(since)),
    }),
    suggest: reading.suggest,
    lookUp: (since) => ('hours' in since ? undefined : reading.lookUp(since)),
    expected: about.expected,
  };
}

/** Ms since 1970 UTC. */
export function sinceMs(since: Since, zone: string | undefined, now: number): number {
  if ('hours' in since) return now - since.hours * hourMs;
  const day = dayNamed(since);
  return day === undefined ? now : dayBegin(day, knownZone(zone));
}
