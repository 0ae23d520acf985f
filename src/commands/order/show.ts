import { orderDetails } from '../../cards/order-details.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { mayDo } from '../../chat/role.ts';
import { inEach, type Words } from '../../languages/index.ts';
import { refundActions } from '../refund/order-button.ts';
import type { OrderCommandDeps } from './deps.ts';
import { lookUp, noSuchOrder } from './looking-up.ts';
import { orderIdArgument } from './order-id.ts';

/** `/order show <id>`: all about one order, as the partner has it now; as it was known where the partner is silent. */
export function orderShowCommand(deps: OrderCommandDeps) {
  return defineCommand({
    name: 'order show',
    summary: inEach(deps.words, ({ orders }) => orders.show.summary),
    examples: ['order show 3305075341149134260'],
    arguments: { id: orderIdArgument(deps.words, deps) },
    needs: 'viewer',
    effect: 'read',
    async run({ id }, run): Promise<Card> {
      const words = deps.words[run.language].orders;
      const [found, zone] = await Promise.all([lookUp(deps, id, run), deps.zoneOf(run)]);
      if (found === undefined) return noSuchOrder(id, words);
      const card = orderDetails({ ...found, now: deps.clock.now(), words, zone });
      const all = deps.words[run.language];
      const isOpen = found.order.phase === 'awaiting payment' && mayDo(run.role, 'buyer');
      return {
        ...card,
        actions: [
          ...(isOpen ? payOrCancel(id, all) : []),
          ...card.actions,
          ...refundActions(found.order, all.refunds),
        ],
      };
    },
  });
}

/** Both ask before they do anything. */
function payOrCancel(id: string, { buying }: Words): readonly Action[] {
  return [
    { kind: 'run', label: buying.pay.ask, run: { command: 'order pay', arguments: { id } } },
    { kind: 'run', label: buying.cancel.ask, run: { command: 'order cancel', arguments: { id } } },
  ];
}
