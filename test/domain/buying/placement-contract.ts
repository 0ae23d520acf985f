import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/runtime/clock.ts';
import type { StoreBed } from '../../store/contract.ts';
import { type BuyingBed, buy, openBuyingBed } from './bed.ts';

/** One order, whoever asks for it at once, on any store. */
export function placingContract(name: string, makeStore: () => Promise<StoreBed>): void {
  describe(`ordering at once on ${name}`, () => {
    let bed: BuyingBed;
    beforeEach(async () => {
      bed = await openBuyingBed(makeStore, systemClock);
    });
    afterEach(() => bed.close());

    it('places one order for 50 clicks at once, in two processes, and gives each its number', async () => {
      const processes = [await bed.process(), await bed.process()];
      const key = bed.newKey();
      const placed = await Promise.all(
        Array.from({ length: 25 }, () => processes.map((parts) => buy(parts, key))).flat(),
      );
      const [order, ...others] = bed.sandbox.orders.all();
      expect(others).toEqual([]);
      const [first] = placed;
      expect(first).toMatchObject({
        state: 'placed',
        orderIds: [order?.orderId],
        failed: [],
        totalFen: 6561,
        found: false,
      });
      expect(new Set(placed.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify(first)]));
      expect(bed.line.paths.filter((path) => path.endsWith('/create'))).toHaveLength(1);
    });

    it('places one order for 50 clicks at once whose answer is lost', async () => {
      const processes = [await bed.process(), await bed.process()];
      bed.line.cut((path) => (path.endsWith('/create') ? 'answer lost' : 'answered'));
      const key = bed.newKey();
      const placed = await Promise.all(
        Array.from({ length: 25 }, () => processes.map((parts) => buy(parts, key))).flat(),
      );
      const orderIds = bed.sandbox.orders.all().map(({ orderId }) => orderId);
      expect(orderIds).toHaveLength(1);
      for (const each of placed) expect(each).toMatchObject({ state: 'placed', orderIds, found: true });
    });
  });
}
