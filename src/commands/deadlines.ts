import type { Card } from '../chat/card.ts';
import type { Clock } from '../runtime/clock.ts';
import { TimeLimitError, within, withTimeLimit } from '../runtime/time-limit.ts';
import { XportError } from '../xport/client.ts';

/** How long the partner is waited for where something is known already: an older answer in time beats none. */
const waitMs = 4000;

/** A person is answered by then, whatever is still under way: sooner than a command is cut off. */
const answerWithinMs = 7500;

/** What became of asking the partner. */
type Answered<T> = { readonly answer: T } | { readonly fault: unknown };

/** `ask`, given up after {@link waitMs}; its fault where the partner refuses or is silent. Rejects with any other. */
export async function inTime<T>(
  clock: Clock,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<Answered<T>> {
  try {
    return { answer: await withTimeLimit(clock, waitMs, ask, { signal }) };
  } catch (fault) {
    if (!signal.aborted && (fault instanceof TimeLimitError || fault instanceof XportError)) return { fault };
    throw fault;
  }
}

/**
 * The card of `work`, or `late` where that takes too long. The work itself goes on: the person finds out what came of it by
 * asking again.
 */
export async function answerInTime(clock: Clock, work: Promise<Card>, late: () => Card): Promise<Card> {
  return (await within(clock, answerWithinMs, work)) ?? late();
}
