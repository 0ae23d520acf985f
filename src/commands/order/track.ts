import { trackingCard } from '../../cards/order-details.ts';
import type { Card } from '../../chat/card.ts';
import { defineCommand } from '../../chat/command.ts';
import { inEach } from '../../languages/words.ts';
import { inTime, lookUp, noSuchOrder } from './looking-up.ts';
import { orderIdArgument } from './order-id.ts';
import type { OrderCommandParts } from './parts.ts';

/** `/order track <id>`: where an order's parcels are; as they were known where the partner says nothing. */
export function orderTrackCommand(parts: OrderCommandParts) {
  return defineCommand({
    name: 'order track',
    summary: inEach(parts.words, ({ orders }) => orders.tracking.summary),
    examples: ['order track 3305075341149134260'],
    arguments: { id: orderIdArgument(parts.words, parts) },
    needs: 'viewer',
    effect: 'read',
    async run({ id }, run): Promise<Card> {
      const words = parts.words[run.language].orders;
      const [found, traced, zone] = await Promise.all([
        lookUp(parts, id, run),
        inTime(parts.clock, run.signal, (signal) => parts.orders.track(id, { userId: run.userId, signal })),
        parts.zoneOf(run),
      ]);
      if (found === undefined) return noSuchOrder(id, words);
      const traces = 'answer' in traced ? traced.answer : [];
      return trackingCard({ ...found, traces, now: parts.clock.now(), words, zone });
    },
  });
}
