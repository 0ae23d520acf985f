import type { Clock } from '../../runtime/clock.ts';
import { dayMs } from '../../runtime/durations.ts';
import type { Log } from '../../runtime/log.ts';
import type { AccountSpending, SpentOn } from '../../store/contract/accounts.ts';

/** What one person is about to spend. */
export interface Expense {
  /** Whose limit holds. */
  readonly organization: string;
  /** `platform:id`. */
  readonly person: string;
  /** The order that is paid, or the key that freight is booked under. */
  readonly on: SpentOn;
  /** `undefined`: what it is in yuan is not known. */
  readonly fen: number | undefined;
}

/** The limit that an amount is above. Fen. */
export interface BrokenLimit {
  readonly limitFen: number;
  /** `amount`: by itself; `day`: with what the person spent in 24 hours; `no rate`: what it is in yuan is not known. */
  readonly by: 'amount' | 'day' | 'no rate';
  /** What the person spent on other things in the 24 hours before. */
  readonly spentFen: number;
}

/** What comes of counting an amount that is about to be spent. */
export type Counted =
  /** It may be spent, and counts. `giveBack`: it certainly was not spent. Never rejects. */
  { readonly may: true; giveBack(): Promise<void> } | { readonly may: false; readonly broken: BrokenLimit };

/** How an organization's limit holds what a person spends: each amount, and all of 24 hours together. */
export interface SpendingRule {
  /** The limit that an amount would be above now, if it would. Counts nothing. */
  broken(spending: Expense): Promise<BrokenLimit | undefined>;
  /** Counts an amount just before it is spent. What a second person has `approved` counts too, and is never too much. */
  count(spending: Expense, approved: boolean): Promise<Counted>;
}

export function createSpendingRule({
  book,
  limitOf,
  clock,
  log,
}: {
  /** Where it is written down, for every process to see, what people spend at the partner's account. */
  readonly book: AccountSpending;
  /** Above how many fen it takes a second person; `undefined`: never. */
  limitOf(organization: string): Promise<number | undefined>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'warn'>;
}): SpendingRule {
  return {
    async broken({ fen, ...key }) {
      const limitFen = await limitOf(key.organization);
      if (limitFen === undefined) return undefined;
      const spentFen = await book.onOthers({ ...key, since: clock.now() - dayMs });
      return brokenBy({ limitFen, fen, spentFen });
    },
    async count({ fen, ...key }, approved) {
      const limitFen = await limitOf(key.organization);
      if (fen === undefined) {
        // An amount that is not known in yuan can't be added up: it is decided each time, and does not count.
        if (limitFen === undefined || approved) return { may: true, giveBack: async () => undefined };
        return { may: false, broken: { limitFen, by: 'no rate', spentFen: 0 } };
      }
      const at = clock.now();
      // What costs nothing takes no approval, however much was spent before.
      const mostFen = approved || fen === 0 ? undefined : limitFen;
      const came = await book.take({ ...key, fen, at, since: at - dayMs, mostFen });
      if (came.taken) {
        return {
          may: true,
          giveBack: () =>
            book.giveBack({ ...key, at, before: came.before }).catch((error: unknown) => {
              log.warn({ err: error }, 'what was not spent still counts for a day');
            }),
        };
      }
      const { spentFen } = came;
      const broken = limitFen === undefined ? undefined : brokenBy({ limitFen, fen, spentFen });
      if (broken === undefined) throw new Error('an amount was refused that is within its limit');
      return { may: false, broken };
    },
  };
}

function brokenBy({
  limitFen,
  fen,
  spentFen,
}: Omit<BrokenLimit, 'by'> & { readonly fen: number | undefined }): BrokenLimit | undefined {
  if (fen === undefined) return { limitFen, by: 'no rate', spentFen };
  if (fen > limitFen) return { limitFen, by: 'amount', spentFen };
  return fen > 0 && fen + spentFen > limitFen ? { limitFen, by: 'day', spentFen } : undefined;
}
