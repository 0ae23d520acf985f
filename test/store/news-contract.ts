import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Lane, NewDelivery, PushedMessage, StoredOrder, Watch } from '../../src/store/news-contract.ts';
import type { Store } from '../../src/store/store.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { StoreBed } from './contract.ts';

const account = 'partner:1';
const organization = 'x:1';
const conversation = 'x:C1';

function message(number: number, changes: Partial<PushedMessage> = {}): PushedMessage {
  return {
    account,
    digest: `digest ${number}`,
    body: `{"number":${number}}`,
    trace: `trace${number}`,
    receivedAt: number,
    ...changes,
  };
}

function order(orderId: string, changes: Partial<StoredOrder> = {}): StoredOrder {
  return { orderId, state: '{}', version: 1, phase: 'shipped', createdAt: 1, changedAt: 1, ...changes };
}

function delivery(orderId: string, version = 1, changes: Partial<NewDelivery> = {}): NewDelivery {
  return {
    organization,
    conversation,
    place: '1',
    account,
    orderId,
    version,
    content: '[]',
    dueAt: 0,
    createdAt: version,
    trace: 't',
    ...changes,
  };
}

function watch(subject: string, changes: Partial<Watch> = {}): Watch {
  return {
    organization,
    conversation,
    place: '1',
    account,
    subject,
    rule: '{}',
    setBy: 'x:U1',
    setAt: 1,
    ...changes,
  };
}

/** What every dialect of the store must do for order news. */
export function newsContract(name: string, makeBed: () => Promise<StoreBed>): void {
  describe(`order news in the store on ${name}`, () => {
    let bed: StoreBed;
    let opened: Store[];

    async function open(clock: Clock = createFakeClock()): Promise<Store> {
      const store = await bed.open(clock);
      opened.push(store);
      return store;
    }

    beforeEach(async () => {
      bed = await makeBed();
      opened = [];
    });

    afterEach(async () => {
      await Promise.all(opened.map((store) => store.close()));
      await bed.dispose();
    });

    const ids = (deliveries: readonly { orderId: string; version: number }[]) =>
      deliveries.map(({ orderId, version }) => `${orderId}/${version}`);

    describe('the inbox', () => {
      it('keeps each message once, however many come at once, over two connections', async () => {
        const [one, other] = [await open(), await open()];
        const kept = await Promise.all(
          Array.from({ length: 600 }, (_, at) => (at % 2 === 0 ? one : other).inbox.keep(message(at % 300))),
        );
        expect(kept.filter((each) => each === 'new')).toHaveLength(300);
        expect(kept.filter((each) => each === 'repeat')).toHaveLength(300);
        const messages = await one.orders.transact((books) => books.takeMessages({ account, limit: 1000 }));
        expect(messages).toEqual(Array.from({ length: 300 }, (_, at) => message(at)));
      });

      it('has a message when it says so, for whoever opens the database next', async () => {
        const store = await open();
        await store.inbox.keep(message(1));
        const other = await open();
        expect(await other.inbox.keep(message(1))).toBe('repeat');
      });

      it('keeps accounts apart', async () => {
        const { inbox, orders } = await open();
        expect(await inbox.keep(message(1))).toBe('new');
        expect(await inbox.keep(message(1, { account: 'partner:2' }))).toBe('new');
        const taken = await orders.transact((books) => books.takeMessages({ account, limit: 10 }));
        expect(taken).toHaveLength(1);
      });

      it('rejects what it could not keep when it is closed', async () => {
        const store = await open();
        const kept = store.inbox.keep(message(1));
        await kept;
        await store.close();
        await expect(store.inbox.keep(message(2))).rejects.toMatchObject({ name: 'StoreError' });
      });

      it('tells what waits, what could not be read, and when the last came', async () => {
        const { inbox, orders } = await open();
        for (const at of [5, 6, 7]) await inbox.keep(message(at));
        await orders.transact(async (books) => {
          await books.settleMessages({ account, digests: ['digest 5'], as: 'unreadable' });
          await books.settleMessages({ account, digests: ['digest 7'], as: 'done' });
        });
        expect(await inbox.state({ account })).toEqual({
          waiting: 1,
          unreadable: 1,
          oldestWaitingAt: 6,
          lastReceivedAt: 7,
        });
        expect(await inbox.state({ account: 'partner:2' })).toEqual({ waiting: 0, unreadable: 0 });
      });
    });

    it('sweeps messages that were read, a week after they came, and no others', async () => {
      const clock = createFakeClock();
      const store = await open(clock);
      for (const at of [1, 2, 3]) await store.inbox.keep(message(at, { receivedAt: clock.now() }));
      await store.orders.transact(async (books) => {
        await books.settleMessages({ account, digests: ['digest 1'], as: 'done' });
        await books.settleMessages({ account, digests: ['digest 2'], as: 'unreadable' });
      });
      clock.advance(7 * 24 * 60 * 60 * 1000 - 1);
      expect(await store.sweep()).toMatchObject({ messages: 0 });
      clock.advance(1);
      expect(await store.sweep()).toMatchObject({ messages: 1 });
      expect(await store.inbox.keep(message(1))).toBe('new');
      expect(await store.inbox.keep(message(2))).toBe('repeat');
    });

    describe('the books', () => {
      it('do all of it or nothing', async () => {
        const { inbox, orders, lanes } = await open();
        await inbox.keep(message(1));
        const failing = orders.transact(async (books) => {
          await books.saveOrders({ account, orders: [order('1')] });
          await books.settleMessages({ account, digests: ['digest 1'], as: 'done' });
          await books.addDeliveries([delivery('1')]);
          throw new Error('something went wrong');
        });
        await expect(failing).rejects.toThrow('something went wrong');
        expect(await orders.get({ account, orderId: '1' })).toBeUndefined();
        expect((await inbox.state({ account })).waiting).toBe(1);
        expect((await lanes.counts()).due).toBe(0);
      });

      it('give the oldest messages first, each to one transaction', async () => {
        const [one, other] = [await open(), await open()];
        for (let at = 20; at > 0; at -= 1) await one.inbox.keep(message(at));
        const work = (store: Store) =>
          store.orders.transact(async (books) => {
            const taken = await books.takeMessages({ account, limit: 10 });
            const digests = taken.map(({ digest }) => digest);
            await books.settleMessages({ account, digests, as: 'done' });
            return taken.map(({ receivedAt }) => receivedAt);
          });
        const taken = await Promise.all([work(one), work(other)]);
        expect(taken.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
        for (const each of taken) expect(each).toEqual([...each].sort((a, b) => a - b));
      });

      it('lose no change when two transactions change one order at once, even one that is new', async () => {
        const [one, other] = [await open(), await open()];
        const count = (store: Store) =>
          store.orders.transact(async (books) => {
            const known = (await books.orders({ account, orderIds: ['1', '2'] })).get('1');
            const version = (known?.version ?? 0) + 1;
            await books.saveOrders({ account, orders: [order('1', { version })] });
          });
        await Promise.all(Array.from({ length: 20 }, (_, at) => count(at % 2 === 0 ? one : other)));
        expect((await one.orders.get({ account, orderId: '1' }))?.version).toBe(20);
      });

      it('find who watches a subject, in any organization, for one account', async () => {
        const { watches, orders } = await open();
        await watches.set(watch('all'));
        await watches.set(watch('all', { organization: 'x:2', conversation: 'x:C2' }));
        await watches.set(watch('order:1', { conversation: 'x:C3' }));
        await watches.set(watch('order:2', { conversation: 'x:C4' }));
        await watches.set(watch('all', { account: 'partner:2', conversation: 'x:C5' }));
        const found = await orders.transact((books) =>
          books.watches({ account, subjects: ['all', 'order:1'] }),
        );
        expect(found.map((each) => each.conversation).sort()).toEqual(['x:C1', 'x:C2', 'x:C3']);
      });
    });

    describe('orders', () => {
      it('are found by id, and listed with the newest first, page by page, by phase', async () => {
        const { orders } = await open();
        const all = Array.from({ length: 5 }, (_, at) =>
          order(`${at}`, { createdAt: at, phase: at % 2 === 0 ? 'done' : 'shipped' }),
        );
        await orders.transact((books) => books.saveOrders({ account, orders: all }));
        const listed = async (more: object) =>
          (await orders.list({ account, limit: 2, ...more })).map(({ orderId }) => orderId);
        expect(await orders.get({ account, orderId: '3' })).toEqual(all[3]);
        expect(await orders.get({ account: 'partner:2', orderId: '3' })).toBeUndefined();
        expect(await listed({})).toEqual(['4', '3']);
        expect(await listed({ before: 3 })).toEqual(['2', '1']);
        expect(await listed({ phases: ['done'] })).toEqual(['4', '2']);
        expect(await orders.counts({ account, since: 3 })).toEqual({
          byPhase: { done: 3, shipped: 2 },
          created: 2,
        });
      });

      it.each(['ask', 'check'] as const)('that are due to %s are given to one caller each', async (what) => {
        const clock = createFakeClock();
        const [one, other] = [await open(clock), await open(clock)];
        const due = (at: number) => (what === 'ask' ? { askAt: at } : { checkAt: at });
        const all = Array.from({ length: 20 }, (_, at) => order(`${at}`, due(clock.now() + at - 15)));
        await one.orders.transact((books) => books.saveOrders({ account, orders: all }));
        const claim = (store: Store) =>
          store.orders.claimDue({ account, what, limit: 10, again: clock.now() + 60_000 });
        const claimed = (await Promise.all([claim(one), claim(other)])).flat();
        expect(claimed.map(({ orderId }) => Number(orderId)).sort((a, b) => a - b)).toEqual(
          Array.from({ length: 16 }, (_, at) => at),
        );
        expect(await claim(one)).toEqual([]);
        clock.advance(60_000);
        expect(await claim(one)).toHaveLength(10);
      });
    });

    describe('watches', () => {
      it('are replaced by subject, listed and removed', async () => {
        const { watches } = await open();
        await watches.set(watch('all', { rule: '1' }));
        await watches.set(watch('all', { rule: '2', setAt: 2 }));
        await watches.set(watch('order:1', { setAt: 3 }));
        await watches.set(watch('all', { organization: 'x:2' }));
        expect((await watches.of({ organization, conversation })).map(({ rule }) => rule)).toEqual([
          '2',
          '{}',
        ]);
        expect(await watches.remove({ organization, conversation, subject: 'order:1' })).toBe(1);
        expect(await watches.remove({ organization, conversation })).toBe(1);
        expect(await watches.of({ organization, conversation })).toEqual([]);
        expect(await watches.conversationsOf({ account })).toHaveLength(1);
      });
    });

    describe('lanes', () => {
      const holdMs = 30_000;

      async function add(store: Store, deliveries: readonly NewDelivery[]): Promise<void> {
        await store.orders.transact((books) => books.addDeliveries(deliveries));
      }

      async function claimOne(store: Store): Promise<Lane> {
        const [lane] = await store.lanes.claim({ limit: 1, holdMs });
        if (lane === undefined) throw new Error('nothing to claim');
        return lane;
      }

      it('are held by one of many that claim at once', async () => {
        const clock = createFakeClock();
        const [one, other] = [await open(clock), await open(clock)];
        await add(
          one,
          Array.from({ length: 40 }, (_, at) => delivery('1', 1, { conversation: `x:C${at}` })),
        );
        const claimed = await Promise.all(
          Array.from({ length: 50 }, (_, at) =>
            (at % 2 === 0 ? one : other).lanes.claim({ limit: 2, holdMs }),
          ),
        );
        const names = claimed.flat().map((lane) => lane.conversation);
        expect(names).toHaveLength(40);
        expect(new Set(names).size).toBe(40);
      });

      it('give what is due, oldest first, and the same delivery once', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        await add(store, [delivery('2', 2), delivery('1', 1), delivery('3', 3, { dueAt: clock.now() + 1 })]);
        await add(store, [delivery('1', 1, { content: 'again' })]);
        const lane = await claimOne(store);
        const due = await store.lanes.due(lane, 10);
        expect(ids(due)).toEqual(['1/1', '2/2']);
        expect(due[0]).toEqual({ ...delivery('1', 1), attempts: 0 });
        clock.advance(1);
        expect(ids(await store.lanes.due(lane, 10))).toEqual(['1/1', '2/2', '3/3']);
      });

      it('are given on when the hold ran out; the late holder changes nothing any more', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        await add(store, [delivery('1')]);
        const late = await claimOne(store);
        expect(await store.lanes.claim({ limit: 1, holdMs })).toEqual([]);
        clock.advance(holdMs);
        expect(await store.lanes.begin(late, [{ orderId: '1', version: 1 }], 'key')).toBe(false);
        const next = await claimOne(store);
        expect(next.holder).not.toBe(late.holder);
        const one = [{ orderId: '1', version: 1 }];
        expect(await store.lanes.begin(late, one, 'key')).toBe(false);
        expect(await store.lanes.settle(late, one, { cards: [], freeAt: 0 })).toBe(false);
        expect(await store.lanes.postpone(late, one, { freeAt: 0, counts: true, unclear: false })).toBe(
          false,
        );
        expect(await store.lanes.park(late, one, 'why')).toBe(false);
        expect(await store.lanes.hold(late, one, clock.now() + 5)).toBe(false);
        expect(await store.lanes.renew(late, holdMs)).toBeUndefined();
        await store.lanes.release(late, 0);
        expect(await store.lanes.due(next, 10)).toEqual([{ ...delivery('1'), attempts: 0 }]);
        expect(await store.lanes.begin(next, one, 'key')).toBe(true);
      });

      it('stay held as long as they are renewed', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        await add(store, [delivery('1')]);
        const lane = await claimOne(store);
        clock.advance(holdMs - 1);
        expect(await store.lanes.renew(lane, holdMs)).toMatchObject({ holder: lane.holder });
        clock.advance(holdMs - 1);
        expect(await store.lanes.claim({ limit: 1, holdMs })).toEqual([]);
      });

      it('show the next holder what the last one had begun when it died', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        await add(store, [delivery('1'), delivery('2')]);
        const begunAt = clock.now();
        await store.lanes.begin(await claimOne(store), [{ orderId: '1', version: 1 }], 'key1');
        clock.advance(holdMs);
        const due = await store.lanes.due(await claimOne(store), 10);
        expect(due.map(({ orderId, attempt }) => [orderId, attempt])).toEqual([
          ['1', { key: 'key1', at: begunAt }],
          ['2', undefined],
        ]);
        expect((await store.lanes.counts()).unclear).toBe(1);
      });

      it('settle: what was said is gone, its card is kept, and the next thing waits for the pace', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        await add(store, [delivery('1'), delivery('1', 2), delivery('2')]);
        const lane = await claimOne(store);
        const said = [
          { orderId: '1', version: 1 },
          { orderId: '1', version: 2 },
        ];
        const card = { orderId: '1', message: 'C1:1.2', postedAt: clock.now(), version: 2 };
        const freeAt = clock.now() + 1000;
        await store.lanes.begin(lane, said, 'key');
        expect(await store.lanes.settle(lane, said, { cards: [card], freeAt })).toBe(true);
        expect(ids(await store.lanes.due(lane, 10))).toEqual(['2/1']);
        expect(await store.lanes.cards(lane, ['1', '2'])).toEqual(new Map([['1', card]]));
        await store.lanes.release(lane, 0);
        expect(await store.lanes.nextDueAt()).toBe(freeAt);
        expect(await store.lanes.claim({ limit: 1, holdMs })).toEqual([]);
        clock.advance(1000);
        expect(await store.lanes.claim({ limit: 1, holdMs })).toHaveLength(1);
      });

      it('postpone: the whole lane waits, attempts are counted, and what is unclear stays marked', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        await add(store, [delivery('1'), delivery('2')]);
        const one = [{ orderId: '1', version: 1 }];
        const lane = await claimOne(store);
        await store.lanes.begin(lane, one, 'key');
        await store.lanes.postpone(lane, one, { freeAt: clock.now() + 5000, counts: true, unclear: true });
        await store.lanes.release(lane, 0);
        clock.advance(4999);
        expect(await store.lanes.claim({ limit: 1, holdMs })).toEqual([]);
        clock.advance(1);
        const next = await claimOne(store);
        expect((await store.lanes.due(next, 10))[0]).toMatchObject({ attempts: 1, attempt: { key: 'key' } });
        await store.lanes.postpone(next, one, { freeAt: 0, counts: false, unclear: false });
        const [first] = await store.lanes.due(next, 10);
        expect(first?.attempts).toBe(1);
        expect(first?.attempt).toBeUndefined();
      });

      it('hold: nothing waits for what is not wanted yet', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        await add(store, [delivery('1'), delivery('2')]);
        const lane = await claimOne(store);
        await store.lanes.hold(lane, [{ orderId: '1', version: 1 }], clock.now() + 60_000);
        expect(ids(await store.lanes.due(lane, 10))).toEqual(['2/1']);
        await store.lanes.settle(lane, [{ orderId: '2', version: 1 }], { cards: [], freeAt: 0 });
        await store.lanes.release(lane, 0);
        expect(await store.lanes.nextDueAt()).toBe(clock.now() + 60_000);
        expect(await store.lanes.counts()).toEqual({ due: 0, later: 1, unclear: 0, parked: 0, lanes: 1 });
      });

      it('become due by what is added while they are held, and are not due once all is said', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        await add(store, [delivery('1')]);
        const lane = await claimOne(store);
        await add(store, [delivery('2')]);
        await store.lanes.settle(lane, [{ orderId: '1', version: 1 }], { cards: [], freeAt: 0 });
        await store.lanes.release(lane, 0);
        const next = await claimOne(store);
        await store.lanes.settle(next, [{ orderId: '2', version: 1 }], { cards: [], freeAt: 0 });
        await store.lanes.release(next, 0);
        expect(await store.lanes.nextDueAt()).toBeUndefined();
        expect(await store.lanes.claim({ limit: 1, holdMs })).toEqual([]);
      });

      it('park what can not be said, until somebody replays it, each organization its own', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        await add(store, [delivery('1'), delivery('2', 1, { organization: 'x:2' })]);
        for (const lane of await store.lanes.claim({ limit: 5, holdMs })) {
          const due = await store.lanes.due(lane, 5);
          await store.lanes.park(lane, due, 'not invited');
          await store.lanes.release(lane, 0);
        }
        expect(await store.lanes.nextDueAt()).toBeUndefined();
        const parked = await store.lanes.parked({ organization, conversation, limit: 5 });
        expect(parked).toEqual([
          { ...delivery('1'), attempts: 0, parkedAt: clock.now(), reason: 'not invited' },
        ]);
        expect(await store.lanes.replay({ organization })).toBe(1);
        expect(await store.lanes.counts()).toMatchObject({ due: 1, parked: 1 });
        expect(ids(await store.lanes.due(await claimOne(store), 5))).toEqual(['1/1']);
      });
    });

    describe('turns', () => {
      it('are had by one at a time, renewed by who has them, and leave a note', async () => {
        const clock = createFakeClock();
        const { turns } = await open(clock);
        const turn = { organization: account, name: 'sweep' };
        const take = (holder: string) => turns.take({ ...turn, holder, holdMs: 1000 });
        expect(await Promise.all([take('a'), take('b')]).then((got) => got.filter(Boolean))).toHaveLength(1);
        const holder = (await take('a')) ? 'a' : 'b';
        const other = holder === 'a' ? 'b' : 'a';
        clock.advance(999);
        expect(await take(other)).toBe(false);
        expect(await take(holder)).toBe(true);
        await turns.end({ ...turn, holder: other, note: 'not mine' });
        expect(await take(other)).toBe(false);
        await turns.end({ ...turn, holder, note: '42' });
        expect(await take(other)).toBe(true);
        expect(await turns.note(turn)).toBe('42');
        clock.advance(1000);
        expect(await take(holder)).toBe(true);
        expect(await turns.note({ ...turn, name: 'other' })).toBeUndefined();
      });
    });

    it('wakes who listens in this process, until they stop', async () => {
      const { signals } = await open();
      let woken = 0;
      const stop = signals.on('lanes', () => {
        woken += 1;
      });
      const before = woken;
      signals.wake('lanes');
      signals.wake('inbox');
      expect(woken).toBe(before + 1);
      stop();
      signals.wake('lanes');
      expect(woken).toBe(before + 1);
    });
  });
}
