import { plainCard } from '../../cards/buying-cards.ts';
import { statusOf } from '../../cards/order-facts.ts';
import { choice, flag, named, optional } from '../../chat/argument.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand, type Run } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import { type CancelReason, cancelReasons, XportError } from '../../xport/client.ts';
import { noSuchOrder } from '../order/looking-up.ts';
import { orderIdArgument } from '../order/order-id.ts';
import { xportFaultCard } from '../xport-fault-card.ts';
import { aboutIn, buyingCalls } from './arguments.ts';
import type { BuyingDeps } from './deps.ts';
import { answerInTime } from './in-time.ts';
import { orderFields } from './pay.ts';

/** 1688's own word for an order that is younger than ten seconds. */
const tooFast = 'CLOSE_ORDER_TOO_FAST';

/** `/order cancel <id> [--reason …] [--confirm]`: cancels an order that is not paid, after asking. */
export function orderCancelCommand(deps: BuyingDeps) {
  const about = aboutIn(deps.words);
  const command = defineCommand({
    name: 'order cancel',
    summary: inEach(deps.words, ({ buying }) => buying.cancel.summary),
    examples: ['order cancel 3305075341149134260'],
    arguments: {
      id: orderIdArgument(deps.words, deps),
      reason: optional(
        named(
          choice(
            cancelReasons.map((reason) => ({
              value: reason,
              label: inEach(deps.words, ({ buying }) => buying.reasons[reason]),
            })),
            { ...about(({ reason }) => reason), example: 'buyerCancel' },
          ),
        ),
      ),
      confirm: flag({
        ...about(({ confirm }) => confirm),
        yes: inEach(deps.words, ({ yes }) => yes),
        no: inEach(deps.words, ({ no }) => no),
      }),
    },
    needs: 'buyer',
    effect: 'write',
    audited: ({ id, reason }) => ({ order: id, reason }),
    async run({ id, reason = 'buyerCancel', confirm }, run): Promise<Card> {
      const words = deps.words[run.language];
      const { cancel } = words.buying;
      const order = await deps.orders.ask(id, run);
      if (order === undefined) return noSuchOrder(id, words.orders);
      const details: Action = {
        kind: 'run',
        label: words.orders.details,
        run: buyingCalls(deps.words).show(id),
      };
      if (order.phase !== 'awaiting payment') {
        run.trail.add({ state: 'not awaiting payment' });
        const advice = cancel.notNowAdvice(statusOf(order, words.orders));
        return plainCard('warning', cancel.notNow, [advice], { actions: [details] });
      }
      if (confirm) {
        await run.trail.intend({ state: 'asked for', reason });
        return answerInTime(deps.clock, cancelNow(deps, { id, reason, run, details }), () => {
          run.trail.add({ state: 'under way' });
          return plainCard('warning', cancel.notKnown, [cancel.notKnownAdvice], { actions: [details] });
        });
      }
      run.trail.add({ state: 'asked' });
      return plainCard('warning', cancel.title, [cancel.advice], {
        blocks: [orderFields(order, words, undefined)],
        actions: [
          {
            kind: 'run',
            label: cancel.button,
            style: 'danger',
            run: command.call({ id, reason, confirm: true }, { replace: true }),
          },
          details,
        ],
      });
    },
  });
  return command;
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
  const words = deps.words[run.language];
  const { cancel } = words.buying;
  const done = plainCard('good', cancel.done, [], { actions: [details] });
  const { userId } = await deps.orders.callerFor(id, run);
  try {
    const { data, requestId } = await deps.xport.buying.cancel(
      { orderId: id, cancelReason: reason },
      { userId, signal: new AbortController().signal },
    );
    run.trail.add({ state: data.done ? 'cancelled' : 'not cancelled', request: requestId });
    if (data.done) return done;
    return plainCard('bad', cancel.notDone, [], { actions: [details] });
  } catch (error) {
    if (!(error instanceof XportError)) throw error;
    const { fault } = error;
    if (fault.kind === 'refused' && fault.status < 500) {
      run.trail.add({ state: 'refused', code: fault.code, request: fault.requestId });
      const card = xportFaultCard(fault, words.xport);
      const why = `${fault.code} ${fault.msg}`.includes(tooFast) ? [cancel.tooFast] : [];
      const body = [cancel.notDone, ...why].map((text) => ({ kind: 'text' as const, text: [text] }));
      return { ...card, body: [...body, ...card.body], actions: [details] };
    }
    const after = await deps.orders.ask(id, run).catch((unheard: unknown) => {
      if (unheard instanceof XportError) return undefined;
      throw unheard;
    });
    run.trail.add({ state: after?.phase === 'cancelled' ? 'cancelled' : 'not known' });
    if (after?.phase === 'cancelled') return done;
    return plainCard('warning', cancel.notKnown, [cancel.notKnownAdvice], { actions: [details] });
  }
}
