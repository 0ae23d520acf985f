import { orderExportCard } from '../../cards/order-export.ts';
import { statusName } from '../../cards/summary-card.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { knownZone } from '../../notifications/day-times.ts';
import type { OrderCommandDeps } from './deps.ts';
import { backwardsCard, filterOf, filterTable } from './filters.ts';

/** As many orders as one table takes; whoever has more names days. */
const mostOrders = 5000;

/**
 * `/order export [--status …] [--from …] [--to …]`: known orders as a CSV file, the newest first. Asks nobody. That somebody
 * took them, how many and which, is written down before they are handed out.
 */
export function orderExportCommand(deps: OrderCommandDeps) {
  const { words } = deps;
  return defineCommand({
    name: 'order export',
    needs: 'viewer',
    summary: inEach(words, ({ orders }) => orders.export.summary),
    examples: [
      'order export',
      'order export --status done --from 2026-05-01 --to 2026-05-31',
      'order export --from Q3 --to Q3',
    ],
    arguments: filterTable(deps),
    effect: 'read',
    async run(filters, run): Promise<Card> {
      const zone = await deps.zoneOf(run);
      const now = deps.clock.now();
      const { filter, days } = filterOf(filters, zone);
      const backwards = backwardsCard(days, words[run.language].days);
      if (backwards !== undefined) return backwards;
      const found = await deps.orders.list({ ...filter, limit: mostOrders + 1 });
      const { orders, yes, no } = words[run.language];
      const { card, rows } = orderExportCard({
        orders: found.slice(0, mostOrders).map(({ order }) => order),
        cut: found.length > mostOrders,
        now,
        words: orders,
        yes,
        no,
        zone,
      });
      run.trail.add({ orders: rows, status: filter.phases?.map(statusName).join(','), ...days });
      const named = days.from !== undefined || days.to !== undefined;
      return named ? { ...card, footnote: [orders.list.placed(days.from, days.to, knownZone(zone))] } : card;
    },
  });
}
