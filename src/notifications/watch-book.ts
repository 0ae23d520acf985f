import { AccountUndecided } from '../domain/accounts/account-name.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Watches } from '../store/contract/orders.ts';
import {
  parseSubject,
  printRule,
  printSubject,
  readRule,
  type WatchRule,
  type WatchSubject,
} from './rule.ts';

interface Where {
  readonly organization: string;
  readonly conversation: string;
  readonly workspace: string;
}

/** The watches of conversations on the orders of `account`, as commands see them: rules in place of their texts. */
export function createWatchBook({
  watches,
  account,
  clock,
}: {
  readonly watches: Pick<Watches, 'set' | 'remove' | 'of'>;
  /** Of the account in use; without one nothing can be set. */
  readonly account: () => string | undefined;
  readonly clock: Clock;
}) {
  return {
    /** Rejects with AccountUndecided while nothing can be set. */
    async mayBeSet(): Promise<void> {
      if (account() === undefined) throw new AccountUndecided();
    },

    /** Sets or replaces the watch of its conversation and subject. */
    async set(
      { organization, conversation, workspace }: Where,
      { subject, rule, setBy }: { subject: WatchSubject; rule: WatchRule; setBy: string },
    ): Promise<void> {
      const present = account();
      if (present === undefined) throw new AccountUndecided();
      await watches.set({
        organization,
        conversation,
        workspace,
        account: present,
        subject: printSubject(subject),
        rule: printRule(rule),
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

    /** Those of the conversation that this version can read; `elsewhere`: on orders of another account than the one in use. */
    async list({
      organization,
      conversation,
    }: Where): Promise<readonly { subject: WatchSubject; rule: WatchRule; elsewhere?: true }[]> {
      const kept = await watches.of({ organization, conversation });
      return kept.flatMap((watch) => {
        const subject = parseSubject(watch.subject);
        const rule = readRule(watch.rule);
        const elsewhere = watch.account !== account();
        return subject === undefined || rule === undefined
          ? []
          : [{ subject, rule, ...(elsewhere && { elsewhere }) }];
      });
    },
  };
}
