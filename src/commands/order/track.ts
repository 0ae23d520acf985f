import { trackingCard } from '../../cards/order-details.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/index.ts';
import type { OrderCommandDeps } from './deps.ts';
import { inTime, lookUp, noSuchOrder } from './looking-up.ts';
import { orderIdArgument } from './order-id.ts';

/** `/order track <id>`: where an order's parcels are; as they were known where the partner says nothing. */
export function orderTrackCommand(deps: OrderCommandDeps) {
  return defineCommand({
    name: 'order track',
    summary: inEach(deps.words, ({ orders }) => orders.tracking.summary),
    examples: ['order track 3305075341149134260'],
    arguments: { id: orderIdArgument(deps.words, deps) },
    needs: 'viewer',
    effect: 'read',
    async run({ id }, run): Promise<Card> {
      const words = deps.words[run.language].orders;
      const [found, traced, zone] = await Promise.all([
        lookUp(deps, id, run),
        inTime(deps.clock, run.signal, (signal) => deps.orders.track(id, { userId: run.userId, signal })),
        deps.zoneOf(run),
      ]);
      if (found === undefined) return noSuchOrder(id, words);
      const traces = 'answer' in traced ? traced.answer : [];
      return trackingCard({ ...found, traces, now: deps.clock.now(), words, zone });
    },
  });
}
