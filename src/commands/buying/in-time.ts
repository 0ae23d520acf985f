import type { Card } from '../../chat/card.ts';
import type { Clock } from '../../runtime/clock.ts';

/** A person is answered by then, whatever is still under way: sooner than a command is cut off. */
const answerWithinMs = 7500;

/**
 * The card of `work`, or `late` where that takes too long. What was sent off goes on all the same: whoever was told that
 * it is not known yet finds out by asking again.
 */
export async function answerInTime(clock: Clock, work: Promise<Card>, late: () => Card): Promise<Card> {
  const { promise, resolve } = Promise.withResolvers<Card>();
  const cancel = clock.after(answerWithinMs, () => resolve(late()));
  work.catch(() => undefined);
  return Promise.race([work, promise]).finally(cancel);
}
