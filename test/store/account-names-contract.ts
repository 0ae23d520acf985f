import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredAccountChange } from '../../src/store/contract/account-names.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { StoreBed } from './contract.ts';

/** What every dialect of the store must do with accounts at the partner. */
export function accountNamesContract(name: string, makeBed: () => Promise<StoreBed>): void {
  describe(`the accounts of the store on ${name}`, () => {
    const clock = createFakeClock();
    let bed: StoreBed;
    let store: Store;
    beforeEach(async () => {
      bed = await makeBed();
      store = await bed.open(clock);
    });
    afterEach(async () => {
      await store.close();
      await bed.dispose();
    });

    const change = (id: string, more: Partial<StoredAccountChange> = {}): StoredAccountChange => ({
      account: { id, name: `name-${id}`, named: false, kind: 'account' },
      keys: [`key-${id}`],
      ...more,
    });
    const make = (made: StoredAccountChange, userId = 'u1', at = 1) =>
      store.accountNames.settle({ decide: () => ({ decision: made, change: made }), userId, at });
    const watch = (account: string, conversation: string) =>
      store.watches.set({
        organization: 'x:T1',
        conversation,
        workspace: 'T1',
        account,
        subject: 'all',
        rule: '{}',
        setBy: 'x:U1',
        setAt: 1,
      });
    const order = (account: string, orderId: string, state: string, changedAt: number) =>
      store.orders.transact(async (transaction) => {
        await transaction.orders({ account, orderIds: [orderId] });
        await transaction.saveOrders({
          account,
          orders: [{ orderId, state, version: 1, phase: 'unpaid', createdAt: 1, changedAt }],
        });
      });

    it('stand as they were made, with what is under them', async () => {
      await make(change('a'));
      await make(change('b'), 'u2', 5);
      await watch('a', 'x:C1');
      const all = await store.accountNames.all();
      expect(all.map(({ id, keys, holds, usedAt }) => [id, keys, holds, usedAt])).toEqual([
        ['a', ['key-a'], true, 1],
        ['b', ['key-b'], false, 5],
      ]);
      expect(await store.accountNames.watchedElsewhere('b')).toEqual([
        { organization: 'x:T1', conversation: 'x:C1', workspace: 'T1' },
      ]);
      expect(await store.accountNames.watchedElsewhere('a')).toEqual([]);
    });

    it('have users who follow each other', async () => {
      await make(change('a'), 'u2', 5);
      await make(change('a'), 'u1', 7);
      await make(change('a'), 'u2', 9);
      expect(await store.accountNames.usersOf('a')).toEqual(['u2', 'u1']);
    });

    it('are decided once, by however many processes at once', async () => {
      const other = await bed.open(clock);
      const one = (handle: Store, id: string) =>
        handle.accountNames.settle({
          decide(known) {
            const [first] = known;
            return first === undefined ? { decision: id, change: change(id) } : { decision: first.id };
          },
          userId: 'u1',
          at: 1,
        });
      const decided = await Promise.all(
        Array.from({ length: 6 }, (_, at) => one(at % 2 === 0 ? store : other, `id-${at}`)),
      );
      expect(new Set(decided).size).toBe(1);
      expect(await store.accountNames.all()).toHaveLength(1);
      await other.close();
    });

    it('become one with all that is under them, the better one of two', async () => {
      await make(change('a'), 'u1', 1);
      await make(change('b'), 'u2', 2);
      await Promise.all([watch('a', 'x:C1'), watch('b', 'x:C2')]);
      await order('a', '1', 'old', 10);
      await order('b', '1', 'young', 20);
      await order('a', '2', 'young', 20);
      await order('b', '2', 'old', 10);
      await order('a', '3', 'alone', 10);
      const claims = { holdMs: 1000 };
      await store.claims.begin({ organization: 'a', key: 'done', ...claims });
      await store.claims.finish({ organization: 'a', key: 'done', outcome: 'paid' });
      await store.claims.begin({ organization: 'b', key: 'done', ...claims });
      await store.claims.begin({ organization: 'a', key: 'alone', ...claims });
      await store.claims.finish({ organization: 'a', key: 'alone', outcome: 'ordered' });
      await store.orderUsers.note({ account: 'a', orderId: '1', userId: 'u1' });

      await make(change('b', { absorbs: 'a', keys: ['key-b', 'key-a'] }), 'u2', 3);

      const all = await store.accountNames.all();
      expect(all.map(({ id, keys }) => [id, keys])).toEqual([['b', ['key-a', 'key-b']]]);
      const kept = await store.orders.list({ account: 'b', limit: 9 });
      expect(kept.map(({ orderId, state }) => [orderId, state]).sort()).toEqual([
        ['1', 'young'],
        ['2', 'young'],
        ['3', 'alone'],
      ]);
      expect(await store.orders.list({ account: 'a', limit: 9 })).toEqual([]);
      expect(await store.claims.begin({ organization: 'b', key: 'done', ...claims })).toMatchObject({
        outcome: 'paid',
      });
      expect(await store.claims.begin({ organization: 'b', key: 'alone', ...claims })).toMatchObject({
        outcome: 'ordered',
      });
      expect(await store.orderUsers.of({ account: 'b', orderId: '1' })).toEqual({ userId: 'u1' });
      expect(await store.accountNames.usersOf('b')).toEqual(['u1', 'u2']);
      expect(await store.accountNames.watchedElsewhere('b')).toEqual([]);
    });
  });
}
