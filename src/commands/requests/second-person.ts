import { exchangeRate } from '../../approvals/house-rules.ts';
import type { RequestSubject } from '../../approvals/request.ts';
import type { RequestService } from '../../approvals/request-service.ts';
import type { BrokenLimit, Counted, SpendingRule } from '../../buying/spending.ts';
import { answerCard } from '../../cards/request-card.ts';
import { limitWords } from '../../cards/request-subject.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { allWords } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';
import { fenOf, type Money } from '../../shipping/money.ts';
import type { OrganizationSettings } from '../../store/contract/settings.ts';
import { askerIn, type RequestDeps, readingFor, toldCard } from './deps.ts';

/** What is spent, and what an approver is asked for where the caller may not spend it alone. */
export type SpendingSubject = Extract<RequestSubject, { readonly kind: 'payment' | 'freight' }>;

/** The rule for everything that spends: above a limit, it takes a second person. */
export interface SecondPerson {
  /** The limit that it is above now, unless it was approved lately for the caller. */
  broken(subject: SpendingSubject, run: Run): Promise<BrokenLimit | undefined>;
  /** Counts it just before it is spent, where it may be: within the limit, or approved lately for the caller. */
  count(subject: SpendingSubject, run: Run): Promise<Counted>;
  /** Asks an approver; the card that answers the caller in place of spending. `until`: when no decision is needed any more. */
  ask(subject: SpendingSubject, broken: BrokenLimit, run: Run, until?: number): Promise<Card>;
  /** What it is in fen at the rate of the caller's organization; `undefined` where there is none. */
  fenOf(money: Money, run: Run): Promise<number | undefined>;
}

export function createSecondPerson(deps: {
  readonly desk: Pick<RequestService, 'approved' | 'ask' | 'happen'>;
  readonly rule: SpendingRule;
  readonly settings: OrganizationSettings;
  readonly approvedMs: RequestDeps['approvedMs'];
  readonly zoneOf: RequestDeps['zoneOf'];
  readonly clock: Clock;
}): SecondPerson {
  const { desk, rule, clock } = deps;

  function approvalOf(subject: SpendingSubject, { authority, person }: Run) {
    return desk.approved(authority, person, subject, clock.now() - deps.approvedMs[subject.kind]);
  }

  /** Whether it is approved, and may now be spent: written down first, so that it can't lapse meanwhile. */
  async function useApproval(subject: SpendingSubject, run: Run): Promise<boolean> {
    const approval = await approvalOf(subject, run);
    if (approval === undefined) return false;
    const used = await desk.happen(run.authority, approval.id, { what: 'use', at: clock.now() });
    return 'request' in used && used.request.standing.is === 'approved';
  }

  return {
    async broken(subject, run) {
      const broken = await rule.broken(spendingOf(subject, run));
      return broken === undefined || (await approvalOf(subject, run)) !== undefined ? undefined : broken;
    },
    async count(subject, run) {
      return rule.count(spendingOf(subject, run), await useApproval(subject, run));
    },
    async ask(subject, broken, run, until) {
      const { requests } = allWords[run.language];
      const filed = await desk.ask(askerIn(run), { subject: { ...subject, limit: broken }, until });
      if (filed.state === 'nobody to ask') {
        return toldCard('warning', requests.nobodyToAsk, requests.nobodyToAskAdvice);
      }
      const card = answerCard(filed.request, await readingFor(deps, run));
      const advice = `${limitWords(subject, broken, requests)} ${requests.secondPersonAdvice}`;
      return {
        ...card,
        title: requests.secondPerson[subject.kind],
        body: [{ kind: 'text', text: [advice] }, ...card.body],
      };
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
