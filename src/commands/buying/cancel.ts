import { plainCard } from '../../cards/buying-cards.ts';
import { statusOf } from '../../cards/order-facts.ts';
import type { Action, Card } from '../../chat/card.ts';
import type { Run } from '../../chat/command.ts';
import { allWords } from '../../languages/index.ts';
import { type CancelReason, XportError } from '../../xport/client.ts';
import { answerInTime } from '../deadlines.ts';
import { orderShow } from '../order/descriptions.ts';
import { orderLookUp, orderSuggestions } from '../order/order-finder.ts';
import { noSuchOrder } from '../order/show.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import type { BuyingDeps } from './deps.ts';
import { orderCancel } from './descriptions.ts';
import { ofOrder } from './pay.ts';

/** 1688's own word for an order that is younger than ten seconds. */
const tooFast = 'CLOSE_ORDER_TOO_FAST';

export function orderCancelCommand(deps: BuyingDeps) {
  return orderCancel.does({
    lookUp: { id: orderLookUp(deps) },
    suggest: { id: orderSuggestions(deps) },
    async run({ id, reason = 'buyerCancel', confirm }, run): Promise<Card> {
      const words = allWords[run.language];
      const { cancel } = words.buying;
      const order = await deps.orders.ask(id, run);
      if (order === undefined) return noSuchOrder(id, words.orders);
      const details: Action = {
        kind: 'run',
        label: words.orders.details,
        run: orderShow.call({ id }),
      };
      if (order.phase !== 'awaiting payment') {
        run.audit.add({ state: 'not awaiting payment' });
        const advice = cancel.notNowAdvice(statusOf(order, words.orders));
        const card = plainCard('warning', cancel.notNow, [advice], { actions: [details] });
        return ofOrder(card, order, words, words.orders.total);
      }
      if (confirm) {
        await run.audit.intend({ state: 'asked for', reason });
        return answerInTime(deps.clock, cancelNow(deps, { id, reason, run, details }), () => {
          run.audit.add({ state: 'under way' });
          return plainCard('warning', cancel.notKnown, [cancel.notKnownAdvice], { actions: [details] });
        });
      }
      run.audit.add({ state: 'asked' });
      const card = plainCard('warning', cancel.title, [cancel.advice], {
        actions: [
          {
            kind: 'run',
            label: cancel.button,
            style: 'danger',
            run: orderCancel.call({ id, reason, confirm: true }, { replace: true }),
          },
          details,
        ],
      });
      return ofOrder(card, order, words);
    },
  });
}

async function cancelNow(
  deps: BuyingDeps,
  {
    id,
    reason,
    run,
    details,
  }: {
    readonly id: string;
    readonly reason: CancelReason;
    readonly run: Run;
    readonly details: Action;
  },
): Promise<Card> {
  const words = allWords[run.language];
  const { cancel } = words.buying;
  const done = plainCard('good', cancel.done, [], { actions: [details] });
  const { userId } = await deps.orders.callerFor(id, run);
  try {
    const { data, requestId } = await deps.xport.buying.cancel(
      { orderId: id, cancelReason: reason },
      { userId, signal: new AbortController().signal },
    );
    run.audit.add({ state: data.done ? 'cancelled' : 'not cancelled', request: requestId });
    if (data.done) return done;
    return plainCard('bad', cancel.notDone, [], { actions: [details] });
  } catch (error) {
    if (!(error instanceof XportError)) throw error;
    const { fault } = error;
    if (fault.kind === 'refused' && fault.status < 500) {
      run.audit.add({ state: 'refused', code: fault.code, request: fault.requestId });
      const card = xportFaultCard(fault, words.xport);
      const why = `${fault.code} ${fault.msg}`.includes(tooFast) ? [cancel.tooFast] : [];
      const body = [cancel.notDone, ...why].map((text) => ({ kind: 'text' as const, text: [text] }));
      return { ...card, body: [...body, ...card.body], actions: [details] };
    }
    const after = await deps.orders.ask(id, run).catch((unheard: unknown) => {
      if (unheard instanceof XportError) return undefined;
      throw unheard;
    });
    run.audit.add({ state: after?.phase === 'cancelled' ? 'cancelled' : 'not known' });
    if (after?.phase === 'cancelled') return done;
    return plainCard('warning', cancel.notKnown, [cancel.notKnownAdvice], { actions: [details] });
  }
}
