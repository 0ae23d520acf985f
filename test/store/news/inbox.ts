import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';
import { account, message, settleDigests, waiting } from './rows.ts';

const day = 24 * 60 * 60 * 1_000;

export function inboxContract(open: OpenStore): void {
  describe('the inbox', () => {
    it('keeps a message over a restart, as it came', async () => {
      const clock = createFakeClock();
      const before = await open(clock);
      const kept = message('a', { body: '{"订单":"¥100 \\" \' 🚚"}' });
      expect(await before.inbox.keep(kept)).toBe('new');
      await before.close();
      expect(await waiting(await open(clock))).toEqual([kept]);
    });

    it('tells a repeat, in one group and later, of a message that waits or was read', async () => {
      const store = await open(createFakeClock());
      const { inbox } = store;
      expect(await Promise.all(['a', 'b', 'a'].map((digest) => inbox.keep(message(digest))))).toEqual([
        'new',
        'new',
        'repeat',
      ]);
      await store.orders.transact((transaction) =>
        settleDigests(transaction, { account, digests: ['a'], as: 'done' }),
      );
      expect(await inbox.keep(message('a', { body: 'other', trace: 'other' }))).toBe('repeat');
      expect(await waiting(store)).toEqual([message('b')]);
    });

    it('tells messages apart whose digests begin differently and end alike, as they come together and later', async () => {
      const store = await open(createFakeClock());
      const digests = Array.from({ length: 40 }, (_, index) => `${index}-the-same-ending`);
      const kept = await Promise.all(
        [...digests, ...digests].map((digest) => store.inbox.keep(message(digest))),
      );
      expect(kept.filter((each) => each === 'new')).toHaveLength(40);
      expect(await store.inbox.keep(message('40-the-same-ending'))).toBe('new');
      await store.orders.transact((transaction) =>
        settleDigests(transaction, { account, digests: digests.slice(0, 20), as: 'done' }),
      );
      for (const digest of digests) expect(await store.inbox.keep(message(digest))).toBe('repeat');
      expect(await waiting(store)).toHaveLength(21);
    });

    it('tells accounts apart', async () => {
      const store = await open(createFakeClock());
      await store.inbox.keep(message('a'));
      expect(await store.inbox.keep(message('a', { account: 'buyer-2' }))).toBe('new');
      expect(await waiting(store)).toHaveLength(1);
      expect(await store.inbox.state({ account: 'buyer-3' })).toEqual({ waiting: 0, unreadable: 0 });
    });

    it('keeps one message for each of several accounts that it comes to at once', async () => {
      const store = await open(createFakeClock());
      const accounts = ['buyer-1', 'buyer-2', 'buyer-1', 'buyer-3', 'buyer-2'];
      const answers = await Promise.all(
        accounts.map((each) => store.inbox.keep(message('a', { account: each }))),
      );
      expect(answers).toEqual(['new', 'new', 'repeat', 'new', 'repeat']);
    });

    it('keeps many that come at once, over two connections that share some', async () => {
      const clock = createFakeClock();
      const [one, other] = [await open(clock), await open(clock)];
      const digests = Array.from({ length: 1_200 }, (_, index) => `${(index * 7_919) % 1_200}`);
      const answers = await Promise.all([
        ...digests.map((digest) => one.inbox.keep(message(digest))),
        ...digests.toReversed().map((digest) => other.inbox.keep(message(digest))),
      ]);
      expect(answers.filter((answer) => answer === 'new')).toHaveLength(1_200);
      expect(await waiting(one, 2_000)).toHaveLength(1_200);
    });

    it('does not fail the others of a group for one that cannot be stored', async () => {
      const store = await open(createFakeClock());
      const group = Array.from({ length: 40 }, (_, index) =>
        message(`${index}`, index === 17 ? { account: '' } : {}),
      );
      const results = await Promise.allSettled(group.map((each) => store.inbox.keep(each)));
      expect(results.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([17]);
      expect(await waiting(store)).toHaveLength(39);
    });

    it('refuses what comes after it was closed', async () => {
      const store = await open(createFakeClock());
      await store.close();
      await expect(store.inbox.keep(message('a'))).rejects.toMatchObject({
        name: 'StoreError',
        fault: 'closed',
      });
    });

    it('gives the oldest first, and says how many wait', async () => {
      const store = await open(createFakeClock());
      const { inbox, orders } = store;
      for (const [digest, receivedAt] of [
        ['c', 3_000],
        ['a', 1_000],
        ['b', 2_000],
      ] as const) {
        await inbox.keep(message(digest, { receivedAt }));
      }
      expect((await waiting(store, 2)).map(({ digest }) => digest)).toEqual(['a', 'b']);
      expect(await inbox.state({ account })).toEqual({
        waiting: 3,
        oldestWaitingAt: 1_000,
        lastReceivedAt: 3_000,
        unreadable: 0,
      });
      await orders.transact(async (transaction) => {
        await settleDigests(transaction, { account, digests: ['a', 'b'], as: 'done' });
        await settleDigests(transaction, { account, digests: ['c'], as: 'unreadable' });
      });
      expect(await inbox.state({ account })).toEqual({ waiting: 0, lastReceivedAt: 3_000, unreadable: 1 });
    });

    it('leaves a message waiting when its reading fails', async () => {
      const store = await open(createFakeClock());
      await store.inbox.keep(message('a'));
      const reading = store.orders.transact(async (transaction) => {
        const taken = await transaction.takeMessages({ account, limit: 10 });
        await transaction.settleMessages({ account, ids: taken.map(({ id }) => id), as: 'done' });
        throw new Error('half way');
      });
      await expect(reading).rejects.toThrow('half way');
      expect(await waiting(store)).toEqual([message('a')]);
    });

    it('gives each message to one of many who take at once over two connections', async () => {
      const clock = createFakeClock();
      const [one, other] = [await open(clock), await open(clock)];
      await Promise.all(Array.from({ length: 60 }, (_, index) => one.inbox.keep(message(`${index}`))));
      const taken = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          (index % 2 === 0 ? one : other).orders.transact(async (transaction) => {
            const messages = await transaction.takeMessages({ account, limit: 5 });
            const digests = messages.map(({ digest }) => digest);
            await transaction.settleMessages({ account, ids: messages.map(({ id }) => id), as: 'done' });
            return digests;
          }),
        ),
      );
      expect(taken.flat().toSorted()).toEqual(Array.from({ length: 60 }, (_, index) => `${index}`).sort());
    });

    it('is swept: bodies of read messages go after 7 days, the rest after 30, what waits never', async () => {
      const clock = createFakeClock();
      const store = await open(clock);
      const receivedAt = clock.now();
      const digests = Array.from({ length: 1_100 }, (_, index) => `${index}`);
      await Promise.all(
        [...digests, 'unreadable', 'waiting'].map((digest) =>
          store.inbox.keep(message(digest, { account: `buyer-${Number(digest) % 2}`, receivedAt })),
        ),
      );
      await store.orders.transact(async (transaction) => {
        for (const buyer of ['buyer-0', 'buyer-1']) {
          await settleDigests(transaction, { account: buyer, digests, as: 'done' });
        }
        await settleDigests(transaction, { account: 'buyer-NaN', digests: ['unreadable'], as: 'unreadable' });
      });
      clock.advance(7 * day - 1);
      expect(await store.sweep()).toMatchObject({ messages: 0, bodies: 0 });
      clock.advance(1);
      expect(await store.sweep()).toMatchObject({ messages: 0, bodies: 1_100 });
      expect(await store.sweep()).toMatchObject({ messages: 0, bodies: 0 });
      expect(await store.inbox.keep(message('1'))).toBe('repeat');

      clock.advance(23 * day);
      expect(await store.sweep()).toMatchObject({ messages: 1_101, bodies: 0 });
      expect(await store.inbox.keep(message('1'))).toBe('new');
      expect(await store.inbox.state({ account: 'buyer-NaN' })).toMatchObject({ waiting: 1, unreadable: 0 });
    });
  });
}
