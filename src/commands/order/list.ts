import { orderListCard } from '../../cards/order-details.ts';
import { phaseSymbols } from '../../cards/order-facts.ts';
import { statusName } from '../../cards/summary-card.ts';
import { choices, named, optional } from '../../chat/argument.ts';
import { wholeNumber } from '../../chat/argument-kinds.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { phases } from '../../orders/order.ts';
import type { OrderCommandParts } from './parts.ts';

/** As many orders as a person reads through at once. */
const pageSize = 10;

/** What lies further back is found by its number. */
const lastPage = 50;

/** `/order list [--status …] [--page …]`: what is known of orders, the newest first. Asks nobody. */
export function orderListCommand(parts: OrderCommandParts) {
  const { words } = parts;
  const command = defineCommand({
    name: 'order list',
    summary: inEach(words, ({ orders }) => orders.list.summary),
    examples: ['order list', 'order list --status awaiting-payment,shipped --page 2'],
    arguments: {
      status: optional(
        choices(
          phases.map((phase) => ({
            value: statusName(phase),
            label: inEach(words, ({ orders }) => `${phaseSymbols[phase]} ${orders.phase[phase]}`),
            also: [words['zh-CN'].orders.phase[phase]],
          })),
          {
            hint: inEach(words, ({ orders }) => orders.list.statusArgument.hint),
            expected: inEach(words, ({ orders }) => orders.list.statusArgument.expected),
            example: 'awaiting-payment',
          },
        ),
      ),
      page: optional(
        named(
          wholeNumber({
            hint: inEach(words, ({ orders }) => orders.list.pageArgument.hint),
            expected: inEach(words, ({ orders }) => orders.list.pageArgument.expected),
            example: '2',
            least: 1,
            most: lastPage,
          }),
        ),
      ),
    },
    needs: 'viewer',
    effect: 'read',
    async run({ status, page = 1 }, run): Promise<Card> {
      const wanted = phases.filter((phase) => status?.includes(statusName(phase)) === true);
      const [found, zone] = await Promise.all([
        parts.orders.list({
          ...(wanted.length > 0 && { phases: wanted }),
          limit: page * pageSize + 1,
        }),
        parts.zoneOf(run),
      ]);
      const { orders } = words[run.language];
      const shown = found.slice((page - 1) * pageSize, page * pageSize).map(({ order }) => order);
      const card = orderListCard({ orders: shown, page, now: parts.clock.now(), words: orders, zone });
      const turn = (label: string, to: number): Action => ({
        kind: 'run',
        label,
        run: command.call({ status, page: to }, { replace: true }),
      });
      const older = found.length > page * pageSize && page < lastPage;
      return {
        ...card,
        actions: [
          ...card.actions,
          ...(page > 1 ? [turn(orders.list.newer, page - 1)] : []),
          ...(older ? [turn(orders.list.older, page + 1)] : []),
        ],
      };
    },
  });
  return command;
}
