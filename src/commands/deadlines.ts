import type { Card } from '../chat/card.ts';
import type { Clock } from '../runtime/clock.ts';
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
  const late = new AbortController();
  const cancel = clock.after(waitMs, () => late.abort('the partner took too long'));
  try {
    return { answer: await ask(AbortSignal.any([signal, late.signal])) };
  } catch (fault) {
    if (!signal.aborted && (late.signal.aborted || fault instanceof XportError)) return { fault };
    throw fault;
  } finally {
    cancel();
  }
}

/**
 * The card of `work`, or `late` where that takes too long. The work itself goes on: the person finds out what came of it by
 * asking again.
 */
export async function answerInTime(clock: Clock, work: Promise<Card>, late: () => Card): Promise<Card> {
  const { promise, resolve } = Promise.withResolvers<Card>();
  const cancel = clock.after(answerWithinMs, () => resolve(late()));
  work.catch(() => undefined);
  return Promise.race([work, promise]).finally(cancel);
}
