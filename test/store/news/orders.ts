import { describe, expect, it } from 'vitest';
import type { StoredOrder } from '../../../src/store/contract/orders.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';
import { account, add, delivery, message, order, save, waiting, watch } from './rows.ts';

export function orderContract(open: OpenStore): void {
  describe('orders', () => {
    it('are kept as they were saved last, over a restart', async () => {
      const clock = createFakeClock();
      const before = await open(clock);
      const first = order('1', { askAt: 5, checkAt: 7, state: '{"item":"杯子"}' });
      await save(before, first, order('2'));
      expect(await before.orders.get({ account, orderId: '1' })).toEqual(first);
      const second = order('1', { version: 2, phase: 'shipped', changedAt: 2_000 });
      await save(before, order('1', { version: 9 }), second);
      await before.close();
      const { orders } = await open(clock);
      expect(await orders.get({ account, orderId: '1' })).toEqual(second);
      expect(await orders.get({ account, orderId: '3' })).toBeUndefined();
      expect(await orders.get({ account: 'buyer-2', orderId: '1' })).toBeUndefined();
    });

    it('come with what was shown of their goods when they were placed, known by then or not', async () => {
      const clock = createFakeClock();
      const before = await open(clock);
      const goods = '{"lines":["杯子"]}';
      expect(await before.orders.keepGoods({ account, orderId: '1', goods })).toBe(goods);
      expect(await before.orders.get({ account, orderId: '1' })).toBeUndefined();
      await save(before, order('1'), order('2', { phase: 'shipped' }));
      await before.orders.keepGoods({ account, orderId: '2', goods: '{"lines":[]}' });
      await before.orders.keepGoods({ account: 'buyer-2', orderId: '2', goods });
      // What was shown first is what was ordered.
      expect(await before.orders.keepGoods({ account, orderId: '1', goods: '{}' })).toBe(goods);
      // A change of the order leaves it alone.
      await save(before, order('1', { version: 2 }));
      await before.close();
      const { orders } = await open(clock);
      const [first, second] = [
        order('1', { version: 2, goods }),
        order('2', { phase: 'shipped', goods: '{"lines":[]}' }),
      ];
      expect(await orders.get({ account, orderId: '1' })).toEqual(first);
      expect(await orders.list({ account, limit: 10 })).toEqual([second, first]);
      expect(await orders.list({ account, phases: ['shipped', 'done'], limit: 10 })).toEqual([second]);
      expect(await orders.list({ account, before: 1_000, beforeOrderId: '2', limit: 10 })).toEqual([first]);
    });

    it('change together with messages and deliveries, or not at all', async () => {
      const clock = createFakeClock();
      const store = await open(clock);
      await store.inbox.keep(message('a'));
      const work = (fails: boolean) =>
        store.orders.transact(async (transaction) => {
          const [taken] = await transaction.takeMessages({ account, limit: 1 });
          expect(await transaction.orders({ account, orderIds: ['1', '2'] })).toEqual(new Map());
          await transaction.saveOrders({ account, orders: [order('1')] });
          await transaction.addDeliveries([delivery('1')]);
          await transaction.settleMessages({
            account,
            ids: taken === undefined ? [] : [taken.id],
            as: 'done',
          });
          if (fails) throw new RangeError('undo');
          return taken?.trace;
        });
      await expect(work(true)).rejects.toThrow(RangeError);
      expect(await store.orders.get({ account, orderId: '1' })).toBeUndefined();
      expect(await store.queues.claim({ limit: 1, holdMs: 1 })).toEqual([]);
      expect(await waiting(store)).toHaveLength(1);

      expect(await work(false)).toBe('t-a');
      expect(await store.orders.get({ account, orderId: '1' })).toEqual(order('1'));
      expect(await store.queues.claim({ limit: 1, holdMs: 1 })).toHaveLength(1);
      expect(await waiting(store)).toEqual([]);
      // The order that was asked for and not saved is not there either.
      expect(await store.orders.list({ account, limit: 10 })).toEqual([order('1')]);
      expect(await store.orders.counts({ account, since: 0 })).toEqual({
        byPhase: { 'awaiting payment': 1 },
        created: 1,
      });
    });

    it.each([
      ['that are there', true],
      ['that are not there yet', false],
    ])('lose no change of many at once over two connections: orders %s', async (_, there) => {
      const clock = createFakeClock();
      const stores = [await open(clock), await open(clock)];
      if (there) for (const store of stores.slice(1)) await save(store, order('1'), order('2'));
      const changes = Array.from({ length: 20 }, (_, index) => index);
      await Promise.all(
        changes.map((index) =>
          stores[index % 2]?.orders.transact(async (transaction) => {
            const orderIds = index % 3 === 0 ? ['2', '1'] : ['1', '2'];
            const found = await transaction.orders({ account, orderIds });
            const orders = orderIds.map((id) => order(id, { version: (found.get(id)?.version ?? 1) + 1 }));
            await transaction.saveOrders({ account, orders });
          }),
        ),
      );
      const [one] = stores;
      for (const orderId of ['1', '2']) {
        expect(await one?.orders.get({ account, orderId })).toMatchObject({ version: 21 });
      }
    });

    it('that were read before are kept as they were saved last, whatever of them changed', async () => {
      const store = await open(createFakeClock());
      const before = Array.from({ length: 16 }, (_, at) => order(`${at}`, { checkAt: 5_000 }));
      const after = before.map((each, at): StoredOrder => {
        const has = (bit: number) => (at >> bit) % 2 === 1;
        return {
          ...each,
          version: 2,
          ...(has(0) && { phase: 'shipped' }),
          ...(has(1) && { createdAt: 2_000 }),
          ...(has(2) && { askAt: 3_000 }),
          ...(has(3) && { checkAt: undefined }),
        };
      });
      await save(store, ...before);
      await store.orders.transact(async (transaction) => {
        await transaction.orders({ account, orderIds: before.map(({ orderId }) => orderId) });
        await transaction.saveOrders({ account, orders: [...after].reverse().map(backAndForth) });
        await transaction.saveOrders({ account, orders: after });
      });
      for (const expected of after) {
        expect(await store.orders.get({ account, orderId: expected.orderId })).toEqual(expected);
      }
    });

    it('are found by the hundreds in one transaction', async () => {
      const store = await open(createFakeClock());
      const many = Array.from({ length: 1_200 }, (_, index) => order(`${index}`, { version: index + 1 }));
      await save(store, ...many);
      const orderIds = [...many.map(({ orderId }) => orderId), 'missing', '1'];
      const found = await store.orders.transact((transaction) => transaction.orders({ account, orderIds }));
      expect(found.size).toBe(1_200);
      expect(found.get('1199')).toEqual(many[1_199]);
      expect(await store.orders.get({ account, orderId: 'missing' })).toBeUndefined();
    });

    it('are listed the newest first, by phase and from a time', async () => {
      const { orders, ...store } = await open(createFakeClock());
      const phases = ['shipped', 'done', 'awaiting payment'];
      const all = Array.from({ length: 9 }, (_, index) =>
        order(`${index}`, { createdAt: 1_000 + index, phase: phases[index % 3] ?? '' }),
      );
      await save({ orders, ...store }, ...all);
      const ids = async (input: Omit<Parameters<typeof orders.list>[0], 'account'>) =>
        (await orders.list({ account, ...input })).map(({ orderId }) => orderId).join('');
      expect(await ids({ limit: 4 })).toBe('8765');
      expect(await ids({ limit: 4, before: 1_005 })).toBe('4321');
      expect(await ids({ limit: 4, phases: ['shipped', 'done', 'done'] })).toBe('7643');
      expect(await ids({ limit: 4, phases: ['done'], before: 1_007 })).toBe('41');
      expect(await ids({ limit: 4, phases: [] })).toBe('');
      expect(await ids({ limit: 9, since: 1_005 })).toBe('8765');
      expect(await ids({ limit: 9, since: 1_002, before: 1_007, phases: ['shipped', 'done'] })).toBe('643');
      expect(await orders.list({ account: 'buyer-2', limit: 4 })).toEqual([]);
      expect(await orders.counts({ account, since: 1_007 })).toEqual({
        byPhase: { shipped: 3, done: 3, 'awaiting payment': 3 },
        created: 2,
      });
    });

    it('are listed by a text of their state, whatever its case', async () => {
      const { orders, ...store } = await open(createFakeClock());
      const states = ['{"n":"PO-1_0"}', '{"n":"po-1_0"}', '{"n":"PO-1X0"}', '{"n":"50%"}', '{"n":"a\\\\b"}'];
      const all = states.map((state, index) => order(`${index}`, { state, createdAt: 1_000 + index }));
      await save({ orders, ...store }, ...all);
      const ids = async (holding: string, limit = 9) =>
        (await orders.list({ account, holding, limit })).map(({ orderId }) => orderId).join('');
      expect(await ids('PO-1_0')).toBe('10');
      expect(await ids('po-1_0')).toBe('10');
      expect(await ids('PO-1_0', 1)).toBe('1');
      expect(await ids('50%')).toBe('3');
      expect(await ids('%')).toBe('3');
      expect(await ids('a\\\\b')).toBe('4');
      expect(await ids("'")).toBe('');
      expect(await orders.list({ account: 'buyer-2', holding: 'PO', limit: 4 })).toEqual([]);
      expect(await orders.list({ account, holding: 'PO', phases: ['shipped'], limit: 4 })).toEqual([]);
    });

    it('placed at the same moment are on one page or the next, each once', async () => {
      const { orders, ...store } = await open(createFakeClock());
      await save({ orders, ...store }, ...Array.from({ length: 7 }, (_, index) => order(`${index}`)));
      const seen: string[] = [];
      for (let last = { before: 2_000, beforeOrderId: '' }; ; ) {
        const page = await orders.list({ account, limit: 3, ...last });
        const end = page.at(-1);
        if (end === undefined) break;
        seen.push(...page.map(({ orderId }) => orderId));
        last = { before: end.createdAt, beforeOrderId: end.orderId };
      }
      expect(seen.join('')).toBe('6543210');
    });

    it.each(['ask', 'check'] as const)(
      'that are due to %s are given once, the longest due first',
      async (what) => {
        const clock = createFakeClock(10_000);
        const { orders, ...store } = await open(clock);
        const at = what === 'ask' ? 'askAt' : 'checkAt';
        const dues = [
          order('later', { [at]: 10_001 }),
          order('second', { [at]: 9_000 }),
          order('first', { [at]: 8_000 }),
          order('third', { [at]: 10_000 }),
          order('never'),
        ];
        await save({ orders, ...store }, ...dues);
        const claim = (limit: number) => orders.claimDue({ account, what, limit, again: 20_000 });
        expect(await claim(2)).toEqual([order('first', { [at]: 20_000 }), order('second', { [at]: 20_000 })]);
        expect((await claim(9)).map(({ orderId }) => orderId)).toEqual(['third']);
        expect(await claim(9)).toEqual([]);
        clock.advance(1);
        expect((await claim(9)).map(({ orderId }) => orderId)).toEqual(['later']);
        clock.advance(20_000);
        expect(await claim(9)).toHaveLength(4);
        expect(await orders.claimDue({ account: 'buyer-2', what, limit: 9, again: 1 })).toEqual([]);
      },
    );

    it('that are due are given to one of many who claim at once over two connections', async () => {
      const clock = createFakeClock(10_000);
      const stores = [await open(clock), await open(clock)];
      const [one] = stores;
      if (one !== undefined) {
        await save(one, ...Array.from({ length: 40 }, (_, index) => order(`${index}`, { askAt: index })));
      }
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          stores[index % 2]?.orders.claimDue({ account, what: 'ask', limit: 3, again: 20_000 }),
        ),
      );
      const ids = claims.flatMap((claimed) => claimed?.map(({ orderId }) => orderId) ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(40);
    });

    it('know who watches them, of whatever organization', async () => {
      const store = await open(createFakeClock());
      const { watches } = store;
      await watches.set(watch());
      await watches.set(watch({ organization: 'y:2', conversation: 'y:9', subject: 'order:1' }));
      await watches.set(watch({ subject: 'order:2' }));
      await watches.set(watch({ conversation: 'x:C2', account: 'buyer-2' }));
      const found = await store.orders.transact((transaction) =>
        transaction.watches({ account, subjects: ['all', 'order:1', 'seller:7', 'all'] }),
      );
      expect(new Set(found)).toEqual(
        new Set([watch(), watch({ organization: 'y:2', conversation: 'y:9', subject: 'order:1' })]),
      );
      expect(
        await store.orders.transact((transaction) => transaction.watches({ account, subjects: [] })),
      ).toEqual([]);
    });

    it('make nothing due twice for a delivery that is there already', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      await add(store, delivery('1'));
      const [queue] = await store.queues.claim({ limit: 1, holdMs: 1_000 });
      expect(queue).toBeDefined();
      if (queue === undefined) return;
      await add(store, delivery('1', { content: '"other"' }));
      expect(await store.queues.due(queue, 10)).toMatchObject([{ subjectId: '1', content: '{}' }]);
    });
  });
}

/** Another order at the same place, which something changes back. */
function backAndForth(changed: StoredOrder): StoredOrder {
  return { ...changed, phase: 'done', createdAt: 7_000, askAt: 7_000, checkAt: 7_000 };
}
