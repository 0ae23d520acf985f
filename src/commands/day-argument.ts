import type { Suggestion } from '../chat/adapter.ts';
import { type Argument, type LookUp, unreadable } from '../chat/argument.ts';
import type { Caller } from '../chat/caller.ts';
import type { CommandCall } from '../chat/card.ts';
import { type Days, readDays } from '../chat/days.ts';
import type { DayWords } from '../languages/en/days.ts';
import { allWords, localized } from '../languages/index.ts';
import { knownZone, wallClock } from '../notifications/day-times.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Localized } from '../runtime/language.ts';

/** A day, as `2026-11-25`; `said` is what only names one, and no command is run with it: {@link dayReading} finds it. */
export type NamedDay = { readonly day: string } | { readonly said: string };

/** What a day is read with. */
export interface DayDeps {
  /** The time zone set for a conversation, if one is. */
  zoneOf(where: Pick<Caller, 'organization' | 'conversation'>): Promise<string | undefined>;
  readonly clock: Clock;
}

/** Any day: whether a text names days at all does not depend on it. */
const anyDay = '2026-01-01';

/**
 * `--name DAY`: a day as {@link readDays} reads it. Which day a text like `last week` names, and which days are suggested,
 * is the behaviour of its command: {@link dayReading}.
 */
export function dayArgument({ hint }: { readonly hint: Localized }): Argument<NamedDay> {
  return {
    position: 'option',
    required: true,
    spaced: true,
    absent: () => unreadable,
    hint,
    expected: localized(({ days }) => days.expected),
    example: '2026-11-25',
    maxLength: 40,
    takes: { kind: 'day' },
    suggests: true,
    parse(typed) {
      const read = readDays(typed, anyDay);
      if (read === undefined) return unreadable;
      const isWhole = 'days' in read && read.days.first === typed && read.days.last === typed;
      return isWhole ? { day: typed } : { said: typed.normalize('NFKC').trim() };
    },
    print: (value) => ('day' in value ? value.day : value.said),
  };
}

/** What a command does to read a day: a part of its behaviour, for the argument of the same name. */
export interface DayReading {
  lookUp(value: NamedDay | undefined): LookUp<NamedDay> | undefined;
  suggest(typed: string, caller: Caller): Promise<readonly Suggestion[]>;
}

/**
 * Reads days by the calendar of the conversation's zone; of several days, such as a week, the `first` or the `last`. What
 * may be two days is asked back.
 */
export function dayReading({ zoneOf, clock }: DayDeps, end: keyof Days): DayReading {
  const todayOf = async (caller: Caller) => wallClock(knownZone(await zoneOf(caller))).day(clock.now());
  return {
    lookUp: (value) =>
      value === undefined || 'day' in value
        ? undefined
        : async (caller, again) => {
            const today = await todayOf(caller);
            const read = readDays(value.said, today);
            const { days } = allWords[caller.language];
            if (read === undefined || 'noSuchDay' in read)
              return { card: noSuchDay(value.said, today, days) };
            if ('days' in read) return { value: { day: read.days[end] } };
            const either = read.either.map((each) => each[end]);
            return { card: which(value.said, either, days, (day) => again({ day })) };
          },
    async suggest(typed, caller) {
      const today = await todayOf(caller);
      const { days } = allWords[caller.language];
      return suggested(typed, today, days).map(({ name, read }) => ({
        value: read[end],
        label: days.named(name, read.first, read.last),
      }));
    },
  };
}

/** The day that the command is run with. */
export function dayNamed(value: NamedDay | undefined): string | undefined {
  return value !== undefined && 'day' in value ? value.day : undefined;
}

/** What is typed, as far as it names days; else the names that it begins or holds. */
function suggested(typed: string, today: string, words: DayWords) {
  const text = typed.trim();
  const named = (name: string) => {
    const found = readDays(name, today);
    if (found === undefined || 'noSuchDay' in found) return [];
    return ('days' in found ? [found.days] : found.either).map((read) => ({ name, read }));
  };
  const begun = words.names.filter((name) => name.includes(text.toLowerCase()) && name !== text);
  return [...(text === '' ? [] : named(text)), ...begun.flatMap(named)];
}

function which(said: string, days: readonly string[], words: DayWords, again: (day: string) => CommandCall) {
  const [one = '', other = ''] = days;
  return {
    tone: 'warning' as const,
    title: words.which(said),
    body: [{ kind: 'text' as const, text: [words.whichAdvice(one, other)] }],
    actions: days.map((day) => ({ kind: 'run' as const, label: day, run: again(day) })),
  };
}

function noSuchDay(said: string, today: string, words: DayWords) {
  return {
    tone: 'warning' as const,
    title: words.noSuchDay(said),
    body: [{ kind: 'text' as const, text: [words.noSuchDayAdvice(today)] }],
    actions: [],
  };
}
