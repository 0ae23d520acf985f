import type { Clock } from '../runtime/clock.ts';
import type { Watches } from '../store/contract/orders.ts';
import { parseSubject, printSubject, type WatchRule, type WatchSubject, watchRule } from './rule.ts';

interface Where {
  readonly organization: string;
  readonly conversation: string;
  readonly place: string;
}

/** The watches of conversations on the orders of `account`, as commands see them: rules in place of their texts. */
export function createWatchBook({
  watches,
  account,
  clock,
}: {
  readonly watches: Pick<Watches, 'set' | 'remove' | 'of'>;
  readonly account: string;
  readonly clock: Clock;
}) {
  return {
    /** Sets or replaces the watch of its conversation and subject. */
    async set(
      { organization, conversation, place }: Where,
      { subject, rule, setBy }: { subject: WatchSubject; rule: WatchRule; setBy: string },
    ): Promise<void> {
      await watches.set({
        organization,
        conversation,
        place,
        account,
        subject: printSubject(subject),
        rule: JSON.stringify(rule),
        setBy,
        setAt: clock.now(),
      });
    },

    /** Removes one subject, or all of the conversation; how many were there. */
    remove: ({ organization, conversation }: Where, subject?: WatchSubject): Promise<number> =>
      watches.remove({
        organization,
        conversation,
        ...(subject !== undefined && { subject: printSubject(subject) }),
      }),

    /** Those of the conversation that this version can read. */
    async list({
      organization,
      conversation,
    }: Where): Promise<readonly { subject: WatchSubject; rule: WatchRule }[]> {
      const kept = await watches.of({ organization, conversation });
      return kept.flatMap((watch) => {
        const subject = parseSubject(watch.subject);
        const rule = readRule(watch.rule);
        return subject === undefined || rule === undefined ? [] : [{ subject, rule }];
      });
    },
  };
}

function readRule(text: string): WatchRule | undefined {
  try {
    return watchRule.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
