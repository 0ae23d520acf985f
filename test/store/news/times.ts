import { describe, expect, it } from 'vitest';
import { idsOf } from '../../../src/outbox/delivery-names.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';
import { add, delivery } from './rows.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const claim = { organization: 'buyer-1', key: 'pay 42', holdMs: 10 * minuteMs };

export function timesContract(open: OpenStore): void {
  describe('points in time', () => {
    it('of the clock as a process noted it are known to the next', async () => {
      const clock = createFakeClock();
      const before = await open(clock);
      expect(await before.times.noted()).toBeUndefined();
      await before.times.note();
      clock.advance(1000);
      await before.times.note();
      await before.close();
      expect(await (await open(clock)).times.noted()).toBe(clock.now());
    });

    it.each([hourMs, 75_000])('that a clock %i ms ahead left are pulled back', async (byMs) => {
      const clock = createFakeClock();
      const store = await open(clock);
      const { queues, times, turns, claims } = store;
      await add(
        store,
        delivery('paced', { conversation: 'x:C1', dueAt: clock.now() }),
        delivery('held', { conversation: 'x:C2', dueAt: clock.now() }),
        delivery('new', { conversation: 'x:C3', dueAt: clock.now() + byMs, createdAt: clock.now() + byMs }),
      );
      clock.set(byMs);
      await turns.take({ organization: 'buyer-1', name: 'sweep', holder: 'dead', holdMs: minuteMs });
      await claims.begin({ ...claim, key: 'dead', holdMs: minuteMs });
      const [one, other] = await queues.claim({ limit: 2, holdMs: 30_000 });
      if (one === undefined || other === undefined) throw new Error('not both are claimed');
      expect(
        await queues.postpone(one, [], { nextSendAt: clock.now() + 5000, counts: false, unclear: false }),
      ).toBe(true);
      await queues.release(one, clock.now() + 5000);
      clock.set(-byMs);

      expect(await times.pullBack()).toBeGreaterThan(0);
      expect(await times.pullBack()).toBe(0);
      await clock.elapse(2000);
      const at2s = await queues.claim({ limit: 10, holdMs: 30_000 });
      expect(at2s.map(({ conversation }) => conversation).sort()).toEqual([one.conversation, 'x:C3'].sort());
      for (const queue of at2s) {
        expect(queue.nextSendAt).toBeLessThanOrEqual(clock.now());
        expect(await queues.due(queue, 10)).toHaveLength(1);
        await queues.settle(queue, idsOf(await queues.due(queue, 10)), {
          cards: [],
          nextSendAt: clock.now(),
        });
        await queues.release(queue, clock.now());
      }
      expect(await turns.take({ organization: 'buyer-1', name: 'sweep', holder: 'b', holdMs: 1 })).toBe(
        false,
      );
      expect(await claims.begin({ ...claim, key: 'dead' })).toMatchObject({ state: 'running' });
      await clock.elapse(minuteMs);
      // What a process that is gone held.
      expect(await queues.claim({ limit: 10, holdMs: 1 })).toMatchObject([
        { conversation: other.conversation },
      ]);
      expect(await turns.take({ organization: 'buyer-1', name: 'sweep', holder: 'b', holdMs: 1 })).toBe(true);
      await clock.elapse(9 * minuteMs);
      expect(await claims.begin({ ...claim, key: 'dead' })).toMatchObject({ state: 'new' });
    });

    it('stay where they are of use: a live process keeps what it holds, and a conversation its pace', async () => {
      const clock = createFakeClock();
      const store = await open(clock);
      const { queues, times, claims } = store;
      await add(store, delivery('a', { dueAt: clock.now() }));
      const [queue] = await queues.claim({ limit: 1, holdMs: 30_000 });
      if (queue === undefined) throw new Error('none is claimed');
      await claims.begin(claim);
      expect(await times.pullBack()).toBe(0);
      expect(await queues.claim({ limit: 1, holdMs: 30_000 })).toEqual([]);
      await queues.release(queue, clock.now() + 1500);
      expect(await times.pullBack()).toBe(0);
      expect(await queues.claim({ limit: 1, holdMs: 30_000 })).toEqual([]);
    });

    it.each([75_000, hourMs, 30 * 24 * hourMs])(
      'of claims under way are held on to where the clock is set ahead by %i ms, for no longer than a claim lasts',
      async (byMs) => {
        const clock = createFakeClock();
        const { claims, times } = await open(clock);
        await claims.begin(claim);
        await claims.begin({ ...claim, key: 'over', holdMs: 1000 });
        await claims.begin({ ...claim, key: 'done' });
        await claims.finish({ ...claim, key: 'done', outcome: '1' });
        clock.advance(9 * minuteMs);
        clock.set(byMs);
        // As many times as there are processes.
        await times.holdClaims(byMs);
        await times.holdClaims(byMs);
        expect(await claims.begin(claim)).toMatchObject({ state: 'running' });
        expect(await claims.begin({ ...claim, key: 'over' })).toMatchObject({ state: 'new' });
        expect(await claims.begin({ ...claim, key: 'done' })).toMatchObject({ state: 'done' });
        await clock.elapse(minuteMs - 1);
        expect(await claims.begin(claim)).toMatchObject({ state: 'running' });
        await clock.elapse(9 * minuteMs + 1);
        expect(await claims.begin(claim)).toMatchObject({ state: 'new' });
      },
    );
  });
}
