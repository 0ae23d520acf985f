import { answerCard } from '../../cards/asker-cards.ts';
import { limitWords, subjectBlocks, subjectPicture } from '../../cards/request-subject.ts';
import type { Card, CommandCall } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { BrokenLimit, Counted, SpendingRule } from '../../domain/buying/spending.ts';
import { exchangeRate } from '../../domain/requests/house-rules.ts';
import type { RequestSubject } from '../../domain/requests/request.ts';
import type { NobodyToAsk, RequestService } from '../../domain/requests/request-service.ts';
import { fenOf, type Money } from '../../domain/shipping/money.ts';
import { allWords } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { OrganizationSettings } from '../../store/contract/settings.ts';
import { askerIn, nobodyToAskCard, type RequestDeps, readingFor, toldCard } from './deps.ts';
import type { LastOrders } from './last-orders.ts';

/** What is spent, and what an approver is asked for where the caller may not spend it alone. */
export type SpendingSubject = Extract<RequestSubject, { readonly kind: 'payment' | 'freight' }>;

/** The rule for everything that spends: above a limit, it takes a second person. */
export interface SecondPerson {
  /** The limit that it is above now, unless it was approved lately for the caller. */
  broken(subject: SpendingSubject, run: Run): Promise<BrokenLimit | undefined>;
  /** Counts it just before it is spent, where it may be: within the limit, or approved lately for the caller. */
  count(subject: SpendingSubject, run: Run): Promise<Counted>;
  /**
   * Asks an approver, where the caller has said why; else the card that asks for that, so that nothing is posted unasked.
   * The card answers the caller in place of spending, and `state` is what came of it, for the audit log.
   */
  ask(
    subject: SpendingSubject,
    broken: BrokenLimit,
    run: Run,
    asking: {
      readonly reason: string | undefined;
      /** The same call, whose form asks for the reason. */
      readonly again: CommandCall;
      /** When no decision is needed any more, ms since 1970 UTC. */
      readonly until?: number;
    },
  ): Promise<{ readonly card: Card; readonly state: 'asked for approval' | 'to be asked' | NobodyToAsk }>;
  /** What it is in fen at the rate of the caller's organization; `undefined` where there is none. */
  fenOf(money: Money, run: Run): Promise<number | undefined>;
}

export function createSecondPerson(deps: {
  readonly requestService: Pick<RequestService, 'approved' | 'ask' | 'nobodyFor' | 'happen'>;
  readonly lastOrders: LastOrders;
  readonly rule: SpendingRule;
  readonly settings: OrganizationSettings;
  readonly approvedMs: RequestDeps['approvedMs'];
  readonly zoneOf: RequestDeps['zoneOf'];
  readonly clock: Clock;
}): SecondPerson {
  const { requestService, rule, clock } = deps;

  function approvalOf(subject: SpendingSubject, { authority, person }: Run) {
    return requestService.approved(authority, person, subject, clock.now() - deps.approvedMs[subject.kind]);
  }

  /** Whether it is approved, and may now be spent: written down first, so that it can't lapse meanwhile. */
  async function useApproval(subject: SpendingSubject, run: Run): Promise<boolean> {
    const approval = await approvalOf(subject, run);
    if (approval === undefined) return false;
    const used = await requestService.happen(run.authority, approval.id, { what: 'use', at: clock.now() });
    return 'request' in used && used.request.status.is === 'approved';
  }

  return {
    async broken(subject, run) {
      const broken = await rule.broken(spendingOf(subject, run));
      return broken === undefined || (await approvalOf(subject, run)) !== undefined ? undefined : broken;
    },
    async count(subject, run) {
      return rule.count(spendingOf(subject, run), await useApproval(subject, run));
    },
    async ask(subject, broken, run, { reason, again, until }) {
      const words = allWords[run.language];
      const { requests, punctuation } = words;
      const advice = punctuation.sentences([
        limitWords(subject, broken, requests),
        requests.secondPersonAdvice,
      ]);
      const title = requests.secondPerson[subject.kind];
      if (reason === undefined || reason.trim() === '') {
        const none = await requestService.nobodyFor(askerIn(run));
        if (none !== undefined) return { card: nobodyToAskCard(none, words), state: none };
        const card = toldCard('warning', title, advice, [
          { kind: 'run', label: requests.ask, run: again, style: 'primary' },
        ]);
        return {
          card: {
            ...card,
            ...subjectPicture(subject, requests),
            body: [...card.body, ...subjectBlocks(subject, requests)],
          },
          state: 'to be asked',
        };
      }
      const { seller } = subject;
      const without = subject.kind === 'payment' ? subject.orderId : undefined;
      const filed = await requestService.ask(askerIn(run), {
        subject: { ...subject, limit: broken },
        reason: reason.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim(),
        orders: seller === undefined ? undefined : await deps.lastOrders({ seller, without }, run),
        until,
      });
      if (!('request' in filed)) {
        return { card: nobodyToAskCard(filed.state, words), state: filed.state };
      }
      const card = answerCard(filed.request, await readingFor(deps, run));
      const body = [{ kind: 'text' as const, text: [advice] }, ...card.body];
      return { card: { ...card, title, body }, state: 'asked for approval' };
    },
    async fenOf(money, { authority }) {
      return fenOf(money, await exchangeRate(deps.settings, authority, money.currency));
    },
  };
}

function spendingOf(subject: SpendingSubject, { authority, person }: Run) {
  const whose = { organization: authority, person };
  return subject.kind === 'payment'
    ? { ...whose, on: { order: subject.orderId }, fen: subject.totalFen }
    : { ...whose, on: { freight: subject.key }, fen: subject.fen };
}
