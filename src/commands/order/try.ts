import type { Card } from '../../chat/card.ts';
import { type TriedStep, triedSteps } from '../../languages/en/orders.ts';
import { allWords } from '../../languages/index.ts';
import type { OrderCommandDeps, SandboxOrders } from './deps.ts';
import { orderShow, orderTry } from './descriptions.ts';
import { orderLookUp, orderSuggestions } from './order-finder.ts';
import { noSuchOrder } from './show.ts';

export function orderTryCommand(deps: OrderCommandDeps & { readonly sandbox: SandboxOrders }) {
  const { sandbox } = deps;
  return orderTry.does({
    lookUp: { id: orderLookUp(deps) },
    suggest: { id: orderSuggestions(deps) },
    async run({ id, step = 'next' }, { language }): Promise<Card> {
      const { orders } = allWords[language];
      const orderId = id ?? (await sandbox.create());
      const done = id === undefined ? 'done' : await sandbox.act(orderId, step);
      if (done === 'unknown') return noSuchOrder(orderId, orders);
      const { trying } = orders;
      const fine = id === undefined ? trying.created : trying.done;
      const next = (label: string, to: TriedStep) => ({
        label,
        run: orderTry.call({ id: orderId, step: to }, { replace: true }),
      });
      return {
        tone: done === 'done' ? 'good' : 'warning',
        title: done === 'done' ? fine : trying.notNow,
        body: [
          { kind: 'text', text: [orders.orderId, ' ', { code: orderId }] },
          { kind: 'text', text: [done === 'done' ? trying.pushed : trying.notNowAdvice] },
        ],
        actions: [
          { kind: 'run', ...next(trying.nextStep, 'next'), style: 'primary' },
          { kind: 'run', label: orders.details, run: orderShow.call({ id: orderId }) },
          {
            kind: 'select',
            label: trying.otherStep,
            options: triedSteps
              .filter((each) => each !== 'next')
              .map((each) => next(trying.steps[each], each)),
          },
        ],
      };
    },
  });
}
