import { phaseSymbols } from '../../cards/order-facts.ts';
import { statusName } from '../../cards/summary-card.ts';
import { type Argument, choices, named, optional } from '../../chat/argument.ts';
import { type CalendarDay, calendarDay } from '../../chat/argument-kinds.ts';
import type { Values } from '../../chat/binding.ts';
import type { Localized } from '../../chat/language.ts';
import { inEach, type Words } from '../../languages/words.ts';
import { dayAfter, dayBegin, knownZone, wallClock } from '../../notifications/day-times.ts';
import { phases } from '../../orders/order.ts';
import { phaseOfWord } from '../../orders/state-words.ts';
import type { OrderFilter } from './order-book.ts';

/** The arguments that say which orders. */
export function filterTable(words: Localized<Words>) {
  const about = (pick: 'fromArgument' | 'toArgument') => ({
    hint: inEach(words, ({ orders }) => orders.list[pick].hint),
    expected: inEach(words, ({ orders }) => orders.list[pick].expected),
  });
  return {
    status: optional(
      alsoPartnersWords(
        choices(
          phases.map((phase) => ({
            value: statusName(phase),
            label: inEach(words, ({ orders }) => `${phaseSymbols[phase]} ${orders.phase[phase]}`),
            also: [words['zh-CN'].orders.phase[phase]],
          })),
          {
            hint: inEach(words, ({ orders }) => orders.list.statusArgument.hint),
            expected: inEach(words, ({ orders }) => orders.list.statusArgument.expected),
            example: 'awaiting-payment',
          },
        ),
      ),
    ),
    from: optional(named(calendarDay(about('fromArgument')))),
    to: optional(named(calendarDay(about('toArgument')))),
  };
}

/** The same argument, which takes 1688's own words for a state too, as they stand in its pages and exports. */
function alsoPartnersWords<T>(argument: Argument<T>): Argument<T> {
  const ours = (word: string) => {
    const phase = phaseOfWord(word);
    return phase === undefined ? word : statusName(phase);
  };
  return {
    ...argument,
    parse: (typed) =>
      argument.parse(
        typed
          .split(/[,，、]/)
          .map(ours)
          .join(),
      ),
  };
}

/** What somebody said of which orders they want. */
export type Filters = Values<ReturnType<typeof filterTable>>;

/**
 * The same, in times: days are whole days where the conversation is, the last one included. `days` as `2026-11-25`, where
 * any was named.
 */
export function filterOf(
  { status, from, to }: Filters,
  zone: string | undefined,
  now: number,
): { readonly filter: OrderFilter; readonly days: { readonly from?: string; readonly to?: string } } {
  const there = knownZone(zone);
  const today = wallClock(there).day(now);
  const dayOf = (day: CalendarDay) => ('date' in day ? day.date : dayAfter(today, -day.daysAgo));
  const wanted = phases.filter((phase) => status?.includes(statusName(phase)) === true);
  const [first, last] = [from && dayOf(from), to && dayOf(to)];
  return {
    filter: {
      ...(wanted.length > 0 && { phases: wanted }),
      ...(first !== undefined && { since: dayBegin(first, there) }),
      ...(last !== undefined && { before: dayBegin(dayAfter(last, 1), there) }),
    },
    days: { ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }) },
  };
}
