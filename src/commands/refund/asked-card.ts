import type { AskedBack } from '../../aftersale/asking-back.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { formatFen } from '../../orders/money.ts';
import { noSuchOrder } from '../order/looking-up.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import { type Claimed, claimFields, refundCalls } from './arguments.ts';
import type { RefundDeps } from './deps.ts';

/** What came of asking, and what can be done next. Whatever may have been sent is never asked for anew by a button. */
export function askedCard(
  deps: Pick<RefundDeps, 'words'>,
  claimed: Claimed & { readonly amount: number; readonly key: string },
  asked: AskedBack,
  { language }: Pick<Run, 'language'>,
): Card {
  const words = deps.words[language];
  const { refunds } = words;
  const { create } = refunds;
  const calls = refundCalls(deps.words);
  const { id, amount, back } = claimed;
  const details: Action = { kind: 'run', label: words.orders.details, run: calls.show(id) };
  const check: Action = {
    kind: 'run',
    label: create.checkAgain,
    run: calls.create(claimed, { replace: true }),
  };
  const anew: Action = { kind: 'run', label: create.anew, run: calls.reasons(id) };
  const warning = (title: string, advice: readonly string[], ...actions: readonly Action[]) =>
    plainCard('warning', title, advice, { actions });
  switch (asked.state) {
    case 'asked': {
      const { refundId, found } = asked;
      const give: readonly Action[] =
        refundId === undefined || !back
          ? []
          : [{ kind: 'run', label: refunds.giveBack.button, run: calls.giveBack(refundId) }];
      return plainCard('good', create.asked, [...(found ? [create.found] : []), create.askedAdvice], {
        blocks: [
          {
            kind: 'fields',
            fields: [
              { label: words.orders.orderId, value: [{ code: id }] },
              ...(refundId === undefined
                ? []
                : [{ label: refunds.refundLabel, value: [{ code: refundId }] }]),
              { label: refunds.amountLabel, value: [{ bold: formatFen(amount) }] },
            ],
          },
        ],
        actions: [...give, details],
      });
    }
    case 'refused': {
      const card = xportFaultCard(asked.fault, words.xport);
      const nothing = { kind: 'text' as const, text: [create.nothingAsked] };
      return { ...card, body: [nothing, ...card.body], actions: [anew, details] };
    }
    case 'unknown order':
      return noSuchOrder(id, words.orders);
    case 'too much': {
      const sentences = [create.tooMuchAdvice(formatFen(asked.mostFen)), create.nothingAsked];
      const run = calls.create({ ...claimed, key: undefined }, { ask: claimFields });
      return warning(create.tooMuch, sentences, { kind: 'run', label: create.otherAmount, run });
    }
    case 'not now':
      return warning(create.notNow, [create.nothingAsked], details);
    case 'under way':
      return warning(create.sending, [create.sendingAdvice], check);
    case 'refund under way':
      return warning(create.underWay, [create.underWayAdvice], details);
    case 'nothing left':
      return warning(create.nothingLeft, [create.nothingAsked], details);
    case 'unsure':
      return warning(create.unsure, [create.unsureAdvice], details);
    case 'nothing to send back':
      return warning(create.nothingToSendBack, [create.nothingToSendBackAdvice], details);
    case 'other market':
      return warning(create.otherMarket, [create.otherMarketAdvice], details);
    case 'not known':
      return warning(create.notKnown, [create.notKnownAdvice], check, details);
    case 'expired':
      return warning(create.expired, [create.nothingAsked], anew);
    case 'other':
      return warning(create.other, [create.nothingAsked], anew);
  }
}
