import type { Desk } from '../../approvals/desk.ts';
import { approvalAbove, type OrganizationSettings } from '../../approvals/house-rules.ts';
import { answerCard } from '../../cards/request-card.ts';
import type { Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import type { Words } from '../../languages/words.ts';
import { formatFen } from '../../orders/money.ts';
import type { Clock } from '../../runtime/clock.ts';
import { type RequestParts, readingFor, toldCard } from './parts.ts';

/** What a payment is held to where it takes a second person. */
export interface SecondPerson {
  /** The amount above which it does, if `totalFen` is above it. */
  above(organization: string, totalFen: number): Promise<number | undefined>;
  /**
   * What is answered in place of paying: that an approver was asked. `undefined` where it may be paid: it is not above the
   * amount, or this very amount of this order was approved lately for the one who asks.
   */
  before(
    payment: { readonly orderId: string; readonly totalFen: number; readonly title?: string | undefined },
    run: Run,
  ): Promise<Card | undefined>;
}

export function createSecondPerson(parts: {
  readonly words: Localized<Words>;
  readonly desk: Pick<Desk, 'approved' | 'ask'>;
  readonly settings: OrganizationSettings;
  /** Fen, where an organization has set nothing of its own. */
  readonly usualFen: number | undefined;
  readonly approvedMs: RequestParts['approvedMs'];
  readonly zoneOf: RequestParts['zoneOf'];
  readonly clock: Clock;
}): SecondPerson {
  const { desk, clock } = parts;
  const self: SecondPerson = {
    async above(organization, totalFen) {
      const limit = await approvalAbove(parts.settings, organization, parts.usualFen);
      return limit !== undefined && totalFen > limit ? limit : undefined;
    },
    async before({ orderId, totalFen, title }, run) {
      const limit = await self.above(run.organization, totalFen);
      if (limit === undefined) return undefined;
      const subject = { kind: 'payment' as const, orderId, totalFen, ...(title !== undefined && { title }) };
      const since = clock.now() - parts.approvedMs.payment;
      if ((await desk.approved(run.organization, run.person, subject, since)) !== undefined) return undefined;
      const { requests } = parts.words[run.language];
      const filed = await desk.ask(run, { subject });
      if (filed.state === 'nobody to ask') {
        return toldCard('warning', requests.nobodyToAsk, requests.nobodyToAskAdvice);
      }
      const card = answerCard(filed.request, await readingFor(parts, run));
      const advice = requests.secondPersonAdvice(formatFen(limit));
      return {
        ...card,
        title: requests.secondPerson,
        body: [{ kind: 'text', text: [advice] }, ...card.body],
      };
    },
  };
  return self;
}
