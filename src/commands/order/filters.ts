import { phaseSymbols } from '../../cards/order-facts.ts';
import { statusName } from '../../cards/summary-card.ts';
import { type Argument, choices, optional } from '../../chat/argument.ts';
import type { Values } from '../../chat/binding.ts';
import type { Card } from '../../chat/card.ts';
import { dayAfter } from '../../chat/days.ts';
import type { DayWords } from '../../languages/days/words.ts';
import { inEach } from '../../languages/words.ts';
import { dayBegin, knownZone } from '../../notifications/day-times.ts';
import type { OrderFilter } from '../../notifications/order-book.ts';
import { phases } from '../../orders/order.ts';
import { phaseOfWord } from '../../orders/state-words.ts';
import { type DayDeps, dayArgument, dayNamed } from '../day-argument.ts';

/** The arguments that say which orders. */
export function filterTable(deps: DayDeps) {
  const { words } = deps;
  const hint = (pick: 'fromHint' | 'toHint') => inEach(words, ({ orders }) => orders.list[pick]);
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
    from: optional(dayArgument(deps, { hint: hint('fromHint'), end: 'first' })),
    to: optional(dayArgument(deps, { hint: hint('toHint'), end: 'last' })),
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

/** Of the conversation's zone, as `2026-11-25`. */
interface NamedDays {
  readonly from?: string;
  readonly to?: string;
}

/**
 * The same, in times: days are whole days where the conversation is, the last one included. `days` as `2026-11-25`, where
 * any was named.
 */
export function filterOf(
  { status, from, to }: Filters,
  zone: string | undefined,
): { readonly filter: OrderFilter; readonly days: NamedDays } {
  const there = knownZone(zone);
  const wanted = phases.filter((phase) => status?.includes(statusName(phase)) === true);
  const [first, last] = [dayNamed(from), dayNamed(to)];
  return {
    filter: {
      ...(wanted.length > 0 && { phases: wanted }),
      ...(first !== undefined && { since: dayBegin(first, there) }),
      ...(last !== undefined && { before: dayBegin(dayAfter(last, 1), there) }),
    },
    days: { ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }) },
  };
}

/** What is said where the last day lies before the first: no order fits, and that is no answer. */
export function backwardsCard({ from, to }: NamedDays, words: DayWords): Card | undefined {
  if (from === undefined || to === undefined || from <= to) return undefined;
  return {
    tone: 'warning',
    title: words.backwards,
    body: [{ kind: 'text', text: [words.backwardsAdvice(from, to)] }],
    actions: [],
  };
}
