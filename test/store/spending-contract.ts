import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SpendingKey } from '../../src/store/contract/accounts.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { StoreBed } from './contract.ts';

const dayMs = 24 * 60 * 60_000;
const ann = { organization: 'x:T1', person: 'x:U1', account: 'partner' } as const;
const order = (id: string | number): SpendingKey => ({ ...ann, on: { order: `${id}` } });

/** What every dialect of the store must do for what people spend. */
export function spendingStoreContract(name: string, makeBed: () => Promise<StoreBed>): void {
  describe(`spending on ${name}`, () => {
    let bed: StoreBed;
    let opened: Store[];
    const clock = createFakeClock(100 * dayMs);
    const open = async () => {
      const store = await bed.open(clock);
      opened.push(store);
      return store;
    };
    beforeEach(async () => {
      bed = await makeBed();
      opened = [];
    });
    afterEach(async () => {
      await Promise.all(opened.map((store) => store.close()));
      await bed.dispose();
    });

    const times = { at: 10 * dayMs, since: 9 * dayMs };

    it('counts an amount unless that is more than the most together with what was spent on other things', async () => {
      const { spending } = await open();
      expect(await spending.take({ ...order(1), ...times, fen: 60, mostFen: 100 })).toEqual({ taken: true });
      const over = { ...order(2), ...times, fen: 41, mostFen: 100 };
      expect(await spending.take(over)).toEqual({ taken: false, spentFen: 60 });
      expect(await spending.onOthers({ ...order(3), since: times.since })).toBe(60);
      expect(await spending.take({ ...over, fen: 40 })).toEqual({ taken: true });
      // Without a most nothing is refused, and all of it counts.
      expect(await spending.take({ ...order(3), ...times, fen: 1000 })).toEqual({ taken: true });
      expect(await spending.onOthers({ ...order(4), since: times.since })).toBe(1100);
    });

    it('counts a thing once: the newer amount replaces the older', async () => {
      const { spending } = await open();
      await spending.take({ ...order(1), ...times, fen: 60 });
      const again = { ...order(1), since: times.since, at: times.at + 1, fen: 90, mostFen: 100 };
      expect(await spending.take(again)).toEqual({ taken: true, before: { fen: 60, at: times.at } });
      expect(await spending.onOthers({ ...order(2), since: times.since })).toBe(90);
      // Freight under a key is no order of that number.
      await spending.take({ ...ann, on: { freight: '1' }, ...times, fen: 5 });
      expect(await spending.onOthers({ ...order(2), since: times.since })).toBe(95);
    });

    it('counts no more what was spent at `since` or earlier', async () => {
      const { spending } = await open();
      await spending.take({ ...order(1), at: times.since, since: 0, fen: 60 });
      await spending.take({ ...order(2), at: times.since + 1, since: 0, fen: 7 });
      expect(await spending.onOthers({ ...order(3), since: times.since })).toBe(7);
    });

    it('counts at all accounts together, and for each person and organization by itself', async () => {
      const { spending } = await open();
      await spending.take({ ...order(1), ...times, fen: 60 });
      await spending.take({ ...order(1), account: 'other', ...times, fen: 30 });
      await spending.take({ ...order(2), person: 'x:U2', ...times, fen: 5 });
      await spending.take({ ...order(2), organization: 'x:T2', ...times, fen: 7 });
      const of = (more: Partial<SpendingKey>) =>
        spending.onOthers({ ...order('none'), since: times.since, ...more });
      expect([await of({}), await of({ person: 'x:U2' }), await of({ organization: 'x:T2' })]).toEqual([
        90, 5, 7,
      ]);
    });

    it('gives back what was taken, and what it had replaced counts again', async () => {
      const { spending } = await open();
      await spending.take({ ...order(1), ...times, fen: 60 });
      await spending.giveBack({ ...order(1), at: times.at });
      expect(await spending.onOthers({ ...order(2), since: times.since })).toBe(0);
      await spending.take({ ...order(1), ...times, fen: 60 });
      const at = times.at + 1;
      const taken = await spending.take({ ...order(1), since: times.since, at, fen: 90 });
      const before = taken.taken ? taken.before : undefined;
      await spending.giveBack({ ...order(1), at, before });
      expect(await spending.onOthers({ ...order(2), since: times.since })).toBe(60);
      // What was replaced meanwhile is left alone, with a former amount and without.
      await spending.giveBack({ ...order(1), at, before: { fen: 1, at: 1 } });
      await spending.giveBack({ ...order(1), at });
      expect(await spending.onOthers({ ...order(2), since: times.since })).toBe(60);
    });

    it('lets as many pass as fit, of 50 at once by several processes', async () => {
      const stores = [await open(), await open(), await open()];
      const takings = Array.from({ length: 50 }, (_, at) =>
        stores[at % 3]?.spending.take({ ...order(at), ...times, fen: 10, mostFen: 205 }),
      );
      const passed = (await Promise.all(takings)).filter((each) => each?.taken === true);
      expect(passed).toHaveLength(20);
      expect(await stores[0]?.spending.onOthers({ ...order('none'), since: times.since })).toBe(200);
    });

    it('never lets more pass than the most, whatever is taken and given back at once', async () => {
      const stores = [await open(), await open()];
      let run = 0;
      const step = fc.record({ fen: fc.integer({ min: 0, max: 60 }), on: fc.nat(5), back: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
          run += 1;
          const person = `x:run${run}`;
          const mostFen = 100;
          await Promise.all(
            steps.map(async ({ fen, on, back }, index) => {
              const { spending } = stores[index % 2] ?? (await open());
              // What is restored may be more than what replaced it, which is no fault: it was let pass before.
              const key = { ...order(back ? `back${index}` : on), person };
              const at = times.at + index;
              const taken = await spending.take({ ...key, at, since: times.since, fen, mostFen });
              if (back && taken.taken) await spending.giveBack({ ...key, at, before: taken.before });
            }),
          );
          const sum = await stores[0]?.spending.onOthers({
            ...order('none'),
            person,
            since: times.since,
          });
          expect(sum).toBeLessThanOrEqual(mostFen);
        }),
        { numRuns: 15 },
      );
    });

    it('takes back what any person was counted to have spent on an order, at that account alone', async () => {
      const { spending, orders } = await open();
      await spending.take({ ...order(1), ...times, fen: 1 });
      await spending.take({ ...order(1), organization: 'y:G1', person: 'y:U7', ...times, fen: 2 });
      await spending.take({ ...order(1), account: 'other', ...times, fen: 4 });
      await spending.take({ ...order(2), ...times, fen: 8 });
      await spending.take({ ...ann, on: { freight: '1' }, ...times, fen: 16 });
      await orders.transact((transaction) =>
        transaction.takeBackSpending({ account: 'partner', orderIds: ['1', '3'] }),
      );
      expect(await spending.onOthers({ ...order('none'), since: 0 })).toBe(28);
      const other = { ...order('none'), organization: 'y:G1', person: 'y:U7' };
      expect(await spending.onOthers({ ...other, since: 0 })).toBe(0);
    });

    it('forgets a person once nothing of theirs counts, moves with a place that is joined, and is swept when it counts no more', async () => {
      const store = await open();
      const { spending, organizations } = store;
      const at = clock.now();
      const others = (more: Partial<SpendingKey>) =>
        spending.onOthers({ ...order('none'), since: 0, ...more });
      await spending.take({ ...order(1), at, since: 0, fen: 3 });
      await spending.take({ ...order(1), person: 'x:U2', at, since: 0, fen: 5 });
      await spending.take({ ...order(2), organization: 'y:G1', person: 'x:U2', at, since: 0, fen: 7 });
      const forget = () =>
        store.erasure.forget({
          organization: 'x:T1',
          person: 'x:U1',
          directWorkspace: 'x:dm:U1',
          directs: [],
          without: {
            rule: (rule) => rule,
            content: (content) => content,
            request: (state) => state,
            askedDirectly: () => undefined,
            answeredDirectly: () => undefined,
            card: '{}',
          },
        });
      clock.advance(dayMs - 1);
      await forget();
      expect([await others({}), await others({ person: 'x:U2' })]).toEqual([3, 5]);
      clock.advance(1);
      await forget();
      expect([await others({}), await others({ person: 'x:U2' })]).toEqual([0, 5]);
      const code = { organization: 'x:T1', digest: 'd', madeBy: 'x:U1', expiresAt: clock.now() + 1000 };
      await organizations.offer(code);
      await organizations.join({ workspace: 'y:G1', digest: 'd', roles: [] });
      expect(await others({ person: 'x:U2' })).toBe(12);
      clock.advance(dayMs - 1);
      expect(await store.sweep()).toMatchObject({ spending: 0 });
      clock.advance(1);
      // Two amounts, and the row that is there to be locked.
      expect(await store.sweep()).toMatchObject({ spending: 3 });
      expect(await others({ person: 'x:U2' })).toBe(0);
    });

    it('counts to the most of a day for all processes, and anew on the next and for another account', async () => {
      const stores = [await open(), await open(), await open()];
      const one = {
        account: 'partner',
        name: 'links',
        day: '2026-11-25',
        most: 20,
        wanted: 1,
        at: clock.now(),
      };
      const takings = Array.from({ length: 50 }, (_, at) => stores[at % 3]?.dailyCounts.take(one));
      expect((await Promise.all(takings)).filter((counted) => counted === 1)).toHaveLength(20);
      const [store] = stores;
      for (const other of [{ day: '2026-11-26' }, { account: 'other' }, { name: 'else' }, { most: 21 }]) {
        expect(await store?.dailyCounts.take({ ...one, ...other })).toBe(1);
      }
      expect(await store?.dailyCounts.take({ ...one, most: 21 })).toBe(0);
      // Of several as many as there are left, else one, else none.
      expect(await store?.dailyCounts.take({ ...one, most: 27, wanted: 4 })).toBe(4);
      expect(await store?.dailyCounts.take({ ...one, most: 27, wanted: 4 })).toBe(1);
      expect(await store?.dailyCounts.take({ ...one, most: 27, wanted: 28 })).toBe(1);
      expect(await store?.dailyCounts.take({ ...one, most: 27, wanted: 4 })).toBe(0);
      clock.advance(2 * dayMs);
      expect(await store?.sweep()).toMatchObject({ spending: 4 });
      expect(await store?.dailyCounts.take({ ...one, most: 1 })).toBe(1);
    });
  });
}
