import { orderListCard } from '../../cards/order-details.ts';
import { named, optional } from '../../chat/argument.ts';
import { wholeNumber } from '../../chat/argument-kinds.ts';
import type { Action, Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { knownZone } from '../../notifications/day-times.ts';
import type { OrderCommandDeps } from './deps.ts';
import type { orderExportCommand } from './export.ts';
import { backwardsCard, filterOf, filterTable } from './filters.ts';

/** As many orders as a person reads through at once. */
const pageSize = 10;

/** What lies further back is found by its number. */
const lastPage = 50;

/** `/order list [--status …] [--from …] [--to …] [--page …]`: what is known of orders, the newest first. Asks nobody. */
export function orderListCommand(
  deps: OrderCommandDeps & { readonly export: Pick<ReturnType<typeof orderExportCommand>, 'call'> },
) {
  const { words } = deps;
  const command = defineCommand({
    name: 'order list',
    summary: inEach(words, ({ orders }) => orders.list.summary),
    examples: [
      'order list',
      'order list --status awaiting-payment,shipped --page 2',
      'order list --from 30d --to today',
      'order list --from "last month" --to "last month"',
    ],
    arguments: {
      ...filterTable(deps),
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
    async run({ page = 1, ...filters }, run): Promise<Card> {
      const zone = await deps.zoneOf(run);
      const now = deps.clock.now();
      const { filter, days } = filterOf(filters, zone);
      const backwards = backwardsCard(days, words[run.language].days);
      if (backwards !== undefined) return backwards;
      const found = await deps.orders.list({ ...filter, limit: page * pageSize + 1 });
      const { orders } = words[run.language];
      const shown = found.slice((page - 1) * pageSize, page * pageSize).map(({ order }) => order);
      const card = orderListCard({ orders: shown, page, now, words: orders, zone });
      const turn = (label: string, to: number): Action => ({
        kind: 'run',
        label,
        run: command.call({ ...filters, page: to }, { replace: true }),
      });
      const older = found.length > page * pageSize && page < lastPage;
      const named = days.from !== undefined || days.to !== undefined;
      return {
        ...card,
        actions: [
          ...card.actions,
          ...(page > 1 ? [turn(orders.list.newer, page - 1)] : []),
          ...(older ? [turn(orders.list.older, page + 1)] : []),
          ...(shown.length > 0
            ? [{ kind: 'run' as const, label: orders.export.button, run: deps.export.call(filters) }]
            : []),
        ],
        ...(named && { footnote: [orders.list.placed(days.from, days.to, knownZone(zone))] }),
      };
    },
  });
  return command;
}
