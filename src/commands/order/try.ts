import { choice, named, optional } from '../../chat/argument.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { type TriedStep, triedSteps } from '../../languages/en/orders.ts';
import { inEach } from '../../languages/index.ts';
import type { OrderCommandDeps } from './deps.ts';
import { noSuchOrder } from './looking-up.ts';
import { orderIdArgument } from './order-id.ts';

/** Orders that cost nothing, on this machine. */
export interface SandboxOrders {
  /** Places one and gives its id. */
  create(): Promise<string>;
  /** Takes it a step further; `not now`: it has not come that far, or is past it. */
  act(orderId: string, step: TriedStep): Promise<'done' | 'not now' | 'unknown'>;
}

/**
 * `/order try [id] [--step …]`: places an order in the sandbox, or has something happen to one, so that its card can be
 * watched without any account.
 */
export function orderTryCommand(deps: OrderCommandDeps & { readonly sandbox: SandboxOrders }) {
  const { words, sandbox } = deps;
  const command = defineCommand({
    name: 'order try',
    summary: inEach(words, ({ orders }) => orders.trying.summary),
    examples: ['order try', 'order try 3305075341149134260 --step ship'],
    arguments: {
      id: optional(orderIdArgument(words, deps)),
      step: optional(
        named(
          choice(
            triedSteps.map((step) => ({
              value: step,
              label: inEach(words, ({ orders }) => orders.trying.steps[step]),
            })),
            {
              hint: inEach(words, ({ orders }) => orders.trying.stepArgument.hint),
              expected: inEach(words, ({ orders }) => orders.trying.stepArgument.expected),
              example: 'ship',
            },
          ),
        ),
      ),
    },
    needs: 'buyer',
    effect: 'write',
    audited: ({ id, step }) => ({ order: id, step }),
    async run({ id, step = 'next' }, { language }): Promise<Card> {
      const { orders } = words[language];
      const orderId = id ?? (await sandbox.create());
      const done = id === undefined ? 'done' : await sandbox.act(orderId, step);
      if (done === 'unknown') return noSuchOrder(orderId, orders);
      const { trying } = orders;
      const fine = id === undefined ? trying.created : trying.done;
      const next = (label: string, to: TriedStep) => ({
        label,
        run: command.call({ id: orderId, step: to }, { replace: true }),
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
          {
            kind: 'run',
            label: orders.details,
            run: { command: 'order show', arguments: { id: orderId } },
          },
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
  return command;
}
