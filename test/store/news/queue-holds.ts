import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';
import { claimOne } from './queues.ts';
import { add, cardsOf, delivery, ofOrder, standing } from './rows.ts';

const holdMs = 30_000;
const first = [ofOrder('1')];

export function queueHoldContract(open: OpenStore): void {
  describe('the hold of a queue', () => {
    it('is given to one of fifty that claim at once over two connections', async () => {
      const clock = createFakeClock(10_000);
      const stores = [await open(clock), await open(clock)];
      const conversations = Array.from({ length: 30 }, (_, index) => `x:C${index}`);
      for (const store of stores.slice(1)) {
        await add(store, ...conversations.map((conversation) => delivery('1', { conversation })));
      }
      const claims = await Promise.all(
        Array.from({ length: 50 }, (_, index) => stores[index % 2]?.queues.claim({ limit: 3, holdMs })),
      );
      const held = claims.flatMap((queues) => queues?.map(({ conversation }) => conversation) ?? []);
      expect(held.toSorted()).toEqual(conversations.toSorted());
      for (const queues of claims) expect(queues?.length).toBeLessThanOrEqual(3);
    });

    it('runs out, and then the late holder can do nothing', async () => {
      const clock = createFakeClock(10_000);
      const [late, next] = [await open(clock), await open(clock)];
      await add(late, delivery('1'), delivery('2'));
      const lost = await claimOne(late);
      clock.advance(holdMs - 1);
      expect(await next.queues.claim({ limit: 1, holdMs })).toEqual([]);
      clock.advance(1);
      // Nobody has it yet, and nothing that it did is lost; but nothing new is begun under it.
      expect(await late.queues.begin(lost, first, { key: 'late' })).toBe(false);
      const held = await claimOne(next);
      expect(held.leaseHolder).not.toBe(lost.leaseHolder);

      const { queues } = late;
      const card = standing('1', { message: 'late', postedAt: 1 });
      expect(await queues.begin(lost, first, { key: 'late' })).toBe(false);
      expect(await queues.settle(lost, first, { cards: [card], nextSendAt: 99_000 })).toBe(false);
      expect(await queues.postpone(lost, first, { nextSendAt: 99_000, counts: true, unclear: true })).toBe(
        false,
      );
      expect(await queues.hold(lost, first, 99_000)).toBe(false);
      expect(await queues.park(lost, first, 'late')).toBe(false);
      expect(await queues.renew(lost, holdMs)).toBeUndefined();
      await queues.release(lost, 99_000);

      expect(await next.queues.claim({ limit: 1, holdMs })).toEqual([]);
      expect(await next.queues.due(held, 9)).toEqual([
        { ...delivery('1'), attempts: 0 },
        { ...delivery('2'), attempts: 0 },
      ]);
      expect(await next.queues.cards(held, cardsOf('1'))).toEqual(new Map());
      expect(await next.queues.renew(held, holdMs)).toEqual({ ...held, heldUntil: clock.now() + holdMs });
    });

    it('that ran out still settles what was said under it, as long as nobody else has it', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      await add(store, delivery('1'));
      const queue = await claimOne(store);
      await store.queues.begin(queue, first, { key: 'key' });
      clock.advance(holdMs);
      expect(await store.queues.settle(queue, first, { cards: [], nextSendAt: 0 })).toBe(true);
      await store.queues.release(queue, 0);
      expect(await store.queues.nextDueAt()).toBeUndefined();
    });

    it('is lengthened by renewing', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      await add(store, delivery('1'));
      const queue = await claimOne(store);
      clock.advance(holdMs - 1);
      const renewed = await store.queues.renew(queue, holdMs);
      expect(renewed).toEqual({ ...queue, heldUntil: clock.now() + holdMs });
      clock.advance(holdMs - 1);
      expect(await store.queues.claim({ limit: 1, holdMs })).toEqual([]);
      expect(await store.queues.begin(queue, first, { key: 'key' })).toBe(true);
      clock.advance(1);
      await claimOne(store);
    });

    it('shows the next holder what the last one began and did not finish', async () => {
      const clock = createFakeClock(10_000);
      const before = await open(clock);
      await add(before, delivery('1'), delivery('2'));
      const queue = await claimOne(before);
      clock.advance(5);
      expect(await before.queues.begin(queue, first, { key: 'attempt-1' })).toBe(true);
      await before.close();
      const after = await open(clock);
      clock.advance(holdMs);
      const next = await claimOne(after);
      const due = await after.queues.due(next, 9);
      expect(due).toMatchObject([
        { subjectId: '1', attempt: { key: 'attempt-1', at: 10_005 } },
        { subjectId: '2' },
      ]);
      expect(due[1]).not.toHaveProperty('attempt');
      expect(await after.queues.counts()).toMatchObject({ unclear: 1 });
    });

    it('is not shortened by what comes meanwhile, which is due once it is given back', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { queues } = store;
      await add(store, delivery('1'));
      const queue = await claimOne(store);
      await add(store, delivery('2', { dueAt: 10_500 }));
      await queues.park(queue, first, 'parked');
      await queues.retry({ organization: 'x:T1' });
      expect(await queues.claim({ limit: 1, holdMs })).toEqual([]);
      await queues.settle(queue, first, { cards: [], nextSendAt: 10_200 });
      await queues.release(queue, 10_200);
      expect(await queues.nextDueAt()).toBe(10_500);
      await add(store, delivery('3', { dueAt: 10_100 }));
      expect(await queues.nextDueAt()).toBe(10_200);
      await add(store, delivery('4', { dueAt: 10_300 }));
      expect(await queues.nextDueAt()).toBe(10_200);
    });

    it('loses no delivery that is added while it is given back', async () => {
      const clock = createFakeClock(10_000);
      const [one, other] = [await open(clock), await open(clock)];
      for (let round = 0; round < 20; round += 1) {
        const [mine, theirs] = [ofOrder('a', round), ofOrder('b', round)];
        await add(one, delivery('a', { version: round }));
        const queue = await claimOne(one);
        await one.queues.settle(queue, [mine], { cards: [], nextSendAt: 0 });
        await Promise.all([one.queues.release(queue, 0), add(other, delivery('b', { version: round }))]);
        const next = await claimOne(one);
        await one.queues.settle(next, [theirs], { cards: [], nextSendAt: 0 });
        await one.queues.release(next, 0);
      }
      expect(await one.queues.counts()).toMatchObject({ due: 0, queues: 0 });
    });
  });
}
