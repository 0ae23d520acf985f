import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/contract/store.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { StoreBed } from './contract.ts';
import { claimOne } from './news/queues.ts';
import {
  account,
  add,
  cardsOf,
  delivery,
  message,
  order,
  save,
  settleDigests,
  waiting,
  watch,
} from './news/rows.ts';

/** Texts as a partner or a chat may send them, and the one text that both stores keep of each. */
const texts: readonly (readonly [typed: string, kept: string])[] = [
  ['义乌\u0000日用品', '义乌\uFFFD日用品'],
  ['\u0000', '\uFFFD'],
  ['half a pair \uD800', 'half a pair \uFFFD'],
  ['\uDC00\uD83D\uDE00\u0000\u0000', '\uFFFD😀\uFFFD\uFFFD'],
  ['\\u0000 \u0001 \uFFFE 😀', '\\u0000 \u0001 \uFFFE 😀'],
];

/** What every dialect of the store must do with what comes from outside: any text, and a list of nothing. */
export function outsideContract(name: string, makeBed: () => Promise<StoreBed>): void {
  describe(`what comes from outside, on ${name}`, () => {
    const organization = 'x:T1';
    let bed: StoreBed;
    let store: Store;

    beforeEach(async () => {
      bed = await makeBed();
      store = await bed.open(createFakeClock(10_000));
    });

    afterEach(async () => {
      await store.close();
      await bed.dispose();
    });

    it.each(texts)('is kept as a text that both stores have: %j', async (typed, kept) => {
      const ann = { organization, person: 'x:U1' };
      await store.people.remember({ ...ann, name: 'seller', value: typed });
      expect(await store.people.remembered(ann)).toEqual(new Map([['seller', kept]]));

      const key = await store.buttons.keep({ organization, payload: typed, forMs: 1_000 });
      expect(await store.buttons.recall({ organization, key })).toBe(kept);

      await save(store, order('1', { state: typed }));
      expect(await store.orders.get({ account, orderId: '1' })).toMatchObject({ state: kept });
      expect(await store.orders.list({ account, holding: typed, limit: 9 })).toHaveLength(1);

      expect(await store.inbox.keep(message('a', { body: typed }))).toBe('new');
      expect(await waiting(store)).toMatchObject([{ body: kept }]);

      await add(store, delivery('1', { content: typed }));
      const queue = await claimOne(store);
      expect(await store.queues.due(queue, 9)).toMatchObject([{ content: kept }]);
    });

    it.each(texts)('names one row, kept and found under the same key: %j', async (typed) => {
      const ann = { organization: typed, person: typed };
      await store.people.remember({ ...ann, name: typed, value: '1' });
      await store.people.remember({ ...ann, name: typed, value: '2' });
      await store.people.remember({ ...ann, person: '', name: typed, value: '3' });
      expect([...(await store.people.remembered(ann)).values()]).toEqual(['2']);
      await store.people.forget({ ...ann, names: [typed] });
      expect(await store.people.remembered(ann)).toEqual(new Map());

      const claim = { organization: typed, key: typed, holdMs: 1_000 };
      expect(await store.claims.begin(claim)).toMatchObject({ state: 'new' });
      expect(await store.claims.begin(claim)).toMatchObject({ state: 'running' });

      await store.watches.set(watch({ conversation: typed, subject: typed, rule: typed }));
      expect(await store.watches.of({ organization, conversation: typed })).toHaveLength(1);

      const choice = { organization: typed, subject: typed, userId: typed, setBy: typed, setAt: 1 };
      await store.userChoices.set(choice);
      expect(await store.userChoices.of({ organization: typed, subjects: [typed] })).toHaveLength(1);
      expect(await store.userChoices.remove(choice)).toBe(true);
    });

    it('leaves the audit log whole, whatever was written', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.string({ unit: fc.constantFrom('a', '\u0000', '\uD800', '\uDC00', '界') }),
          async (typed) => {
            await store.audit.append({
              organization,
              workspace: typed,
              conversation: typed,
              command: `seller ${typed}`,
              outcome: 'done',
              trace: typed,
              facts: { seller: typed },
              person: typed,
              about: typed,
              words: typed,
            });
            expect(await store.audit.verify({ organization })).not.toHaveProperty('broken');
          },
        ),
        { numRuns: 30 },
      );
    });

    it('may be a list of nothing, wherever there is a list', async () => {
      await save(store, order('1'));
      await store.watches.set(watch());
      await store.userChoices.set({ organization, subject: 'b', userId: '1', setBy: 'x:U1', setAt: 1 });
      const grant = {
        organization,
        scope: 'everywhere',
        subject: 's',
        role: 'viewer',
        name: 'ann',
        grantedBy: '',
      };
      await store.grants.set({ ...grant, grantedAt: 1 });
      const nobody = { organization, person: 'x:U7' };

      expect(await store.grants.of({ organization, scopes: [] })).toEqual([]);
      expect(await store.userChoices.of({ organization, subjects: [] })).toEqual([]);
      expect(await store.orders.list({ account, phases: [], limit: 9 })).toEqual([]);
      await store.people.forget({ ...nobody, names: [] });
      await store.conversations.change({ organization, conversation: 'x:C1', change: {} });
      await store.orders.transact(async (transaction) => {
        expect(await transaction.orders({ account, orderIds: [] })).toEqual(new Map());
        expect(await transaction.watches({ account, subjects: [] })).toEqual([]);
        await transaction.saveOrders({ account, orders: [] });
        await settleDigests(transaction, { account, digests: [], as: 'done' });
        await transaction.takeBackSpending({ account, orderIds: [] });
        await transaction.addDeliveries([]);
      });
      expect(await store.orders.list({ account, limit: 9 })).toHaveLength(1);

      await add(store, delivery('1'));
      const queue = await claimOne(store);
      expect(await store.queues.due(queue, 9, { subjectKind: 'order', subjectIds: [] })).toEqual([]);
      expect(await store.queues.cards(queue, cardsOf())).toEqual(new Map());
      const lost = { ...queue, leaseHolder: 'another' };
      for (const [held, is] of [
        [queue, true],
        [lost, false],
      ] as const) {
        expect(await store.queues.begin(held, [], { key: 'key' })).toBe(is);
        expect(await store.queues.hold(held, [], 1)).toBe(is);
        expect(await store.queues.park(held, [], 'no')).toBe(is);
        expect(await store.queues.postpone(held, [], { nextSendAt: 0, counts: true, unclear: false })).toBe(
          is,
        );
        expect(await store.queues.settle(held, [], { cards: [], nextSendAt: 0 })).toBe(is);
      }
      expect(await store.queues.due(queue, 9)).toHaveLength(1);
    });
  });
}
