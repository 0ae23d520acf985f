import { setApprovalAbove, setApprovers } from '../../approvals/house-rules.ts';
import { type Argument, choice, unreadable } from '../../chat/argument.ts';
import type { Card } from '../../chat/card.ts';
import { type Command, defineCommand } from '../../chat/command.ts';
import type { Sent } from '../../chat/outlet.ts';
import { inEach } from '../../languages/index.ts';
import { formatFen } from '../../orders/money.ts';
import { amountArgument } from '../amount-argument.ts';
import { refusal } from '../watch/watch.ts';
import { aboutIn, type HouseRuleDeps, toldCard } from './deps.ts';
import { exchangeRateCommand } from './exchange-rate.ts';

/**
 * `/admin approvers here|none`, `/admin approval-above <yuan>|never` and `/admin rate`: where requests go, and what of
 * spending becomes one.
 */
export function houseRuleCommands({ words, settings, announce }: HouseRuleDeps): readonly Command[] {
  const about = aboutIn(words);
  const amount = amountArgument(
    words,
    about(({ above }) => above),
  );
  const above: Argument<number | undefined> = {
    ...amount,
    place: 'word',
    required: true,
    parse: (typed) => (/^(?:never|不需要)$/i.test(typed.trim()) ? undefined : amount.parse(typed)),
    print: (fen) => (fen === undefined ? 'never' : amount.print(fen)),
    absent: () => unreadable,
  };
  return [
    defineCommand({
      name: 'admin approvers',
      summary: inEach(words, ({ requests }) => requests.approversSummary),
      examples: ['admin approvers here', 'admin approvers none'],
      arguments: {
        where: choice(
          [
            { value: 'here', label: inEach(words, ({ requests }) => requests.hereChoice), also: ['这里'] },
            { value: 'none', label: inEach(words, ({ requests }) => requests.noneChoice), also: ['无'] },
          ],
          { ...about(({ here }) => here), example: 'here' },
        ),
      },
      needs: 'admin',
      organizationWide: true,
      effect: 'write',
      audited: ({ where }) => ({ where }),
      async run({ where }, run): Promise<Card> {
        const { requests, watch } = words[run.language];
        const { organization, place, conversation, language } = run;
        if (where === 'none') {
          await setApprovers(settings, organization, undefined);
          return toldCard('plain', requests.approversUnset, requests.approversUnsetAdvice);
        }
        const card = toldCard('good', requests.approversSet, requests.approversSetAdvice);
        const sent: Sent | undefined = await announce?.({
          organization,
          place,
          conversation,
          card,
          language,
        });
        if (sent !== undefined && 'refused' in sent) {
          return refusal(sent.refused, watch);
        }
        await setApprovers(settings, organization, { place, conversation });
        return card;
      },
    }),
    defineCommand({
      name: 'admin approval-above',
      summary: inEach(words, ({ requests }) => requests.aboveSummary),
      examples: ['admin approval-above 5000', 'admin approval-above never'],
      arguments: { amount: above },
      needs: 'admin',
      organizationWide: true,
      effect: 'write',
      audited: ({ amount }) => ({ aboveFen: amount ?? 'never' }),
      async run({ amount: fen }, run): Promise<Card> {
        const { requests } = words[run.language];
        await setApprovalAbove(settings, run.organization, fen);
        return toldCard(
          'good',
          fen === undefined ? requests.aboveNever : requests.aboveSet(formatFen(fen)),
          '',
        );
      },
    }),
    exchangeRateCommand({ words, settings }),
  ];
}
