import type { AskedBack } from '../../aftersale/asking-back.ts';
import { plainCard } from '../../cards/buying-cards.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Language } from '../../chat/language.ts';
import { allWords } from '../../languages/all.ts';
import { formatFen } from '../../orders/money.ts';
import { noSuchOrder } from '../order/show.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import { askForParcel, type Claimed, claimFields, refundCreate, refundReasons } from './descriptions.ts';
import { detailsAction } from './refundability.ts';

/** What came of asking, and what can be done next. Whatever may have been sent is never asked for anew by a button. */
export function askedCard(
  claimed: Claimed & { readonly amount: number; readonly key: string },
  asked: AskedBack,
  language: Language,
): Card {
  const words = allWords[language];
  const { refunds } = words;
  const { create } = refunds;
  const { id, amount, back } = claimed;
  const details = detailsAction(id, words);
  const check: Action = {
    kind: 'run',
    label: create.checkAgain,
    run: refundCreate.call(claimed, { replace: true }),
  };
  const anew: Action = {
    kind: 'run',
    label: create.anew,
    run: refundReasons.call({ id, received: undefined }),
  };
  const warning = (title: string, advice: readonly string[], ...actions: readonly Action[]) =>
    plainCard('warning', title, advice, { actions });
  switch (asked.state) {
    case 'asked': {
      const { refundId, found } = asked;
      const give: readonly Action[] =
        refundId === undefined || !back
          ? []
          : [{ kind: 'run', label: refunds.giveBack.button, run: askForParcel(refundId) }];
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
      const run = refundCreate.call({ ...claimed, key: undefined }, { ask: claimFields });
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
