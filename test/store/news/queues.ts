import { describe, expect, it } from 'vitest';
import type { ConversationQueue } from '../../../src/store/contract/deliveries.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';
import { add, cardsOf, delivery, ofOrder, standing } from './rows.ts';

const holdMs = 30_000;

/** The one queue that is due. */
export async function claimOne(store: Store): Promise<ConversationQueue> {
  const queues = await store.queues.claim({ limit: 2, holdMs });
  expect(queues).toHaveLength(1);
  for (const queue of queues) return queue;
  throw new Error('no queue');
}

const ids = (queue: ConversationQueue, store: Store) =>
  store.queues.due(queue, 100).then((all) => all.map(({ subjectId, version }) => `${subjectId}/${version}`));

export function queueContract(open: OpenStore): void {
  describe('queues of conversations', () => {
    it('are due when their first delivery is, the longest due first, no more than asked', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { queues } = store;
      expect(await queues.nextDueAt()).toBeUndefined();
      await add(
        store,
        delivery('1', { conversation: 'x:C1', dueAt: 9_000 }),
        delivery('2', { conversation: 'x:C1', dueAt: 12_000 }),
        delivery('1', { conversation: 'x:C2', dueAt: 8_000 }),
        delivery('1', { conversation: 'x:C3', dueAt: 10_001 }),
        delivery('1', { conversation: 'x:C4', dueAt: 10_000 }),
      );
      expect(await queues.nextDueAt()).toBe(8_000);
      expect(await queues.counts()).toEqual({ due: 3, later: 2, unclear: 0, parked: 0, queues: 4 });
      const claimed = await queues.claim({ limit: 2, holdMs });
      expect(claimed).toEqual(
        ['x:C2', 'x:C1'].map((conversation) => ({
          organization: 'x:T1',
          conversation,
          workspace: 'x:T1',
          leaseHolder: expect.stringMatching(/^[A-Za-z0-9]{16,}$/),
          process: expect.stringMatching(/^[A-Za-z0-9]{16,}$/),
          heldUntil: 10_000 + holdMs,
          nextSendAt: 0,
        })),
      );
      expect(await queues.claim({ limit: 2, holdMs })).toMatchObject([{ conversation: 'x:C4' }]);
      expect(await queues.claim({ limit: 2, holdMs })).toEqual([]);
      expect(await queues.nextDueAt()).toBe(10_001);
      clock.advance(1);
      expect(await queues.claim({ limit: 2, holdMs })).toMatchObject([{ conversation: 'x:C3' }]);
    });

    it('come in the order of their names where they are due since one moment', async () => {
      const store = await open(createFakeClock(10_000));
      const names = ['x:C3', 'x:C1', 'x:C5', 'x:C4', 'x:C2'];
      for (const conversation of names) await add(store, delivery('1', { conversation, dueAt: 9_000 }));
      const claimed = await store.queues.claim({ limit: 9, holdMs });
      expect(claimed.map(({ conversation }) => conversation)).toEqual(names.toSorted());
    });

    it('show what is due, as it was added, the oldest first', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const first = delivery('2', { createdAt: 7_000, dueAt: 9_000, content: '{"新":1}', trace: 't-2' });
      await add(
        store,
        delivery('1', { version: 2, createdAt: 8_000, dueAt: 8_000 }),
        first,
        delivery('1', { createdAt: 8_000, dueAt: 8_500 }),
        delivery('3', { dueAt: 10_001 }),
        delivery('9', { organization: 'x:T2' }),
        delivery('9', { conversation: 'x:C2' }),
      );
      const queue = (await store.queues.claim({ limit: 9, holdMs })).find(
        ({ organization, conversation }) => organization === 'x:T1' && conversation === 'x:C1',
      );
      if (queue === undefined) throw new Error('the queue was not due');
      const due = await store.queues.due(queue, 100);
      expect(due[0]).toEqual({ ...first, attempts: 0 });
      expect(due.map(({ subjectId, version }) => [subjectId, version])).toEqual([
        ['2', 1],
        ['1', 1],
        ['1', 2],
      ]);
      expect(await store.queues.due(queue, 2)).toHaveLength(2);
      const [last] = due.slice(-1);
      const ofLast = due.filter(({ subjectId }) => subjectId === last?.subjectId);
      expect(
        await store.queues.due(queue, 100, {
          subjectKind: 'order',
          subjectIds: [last?.subjectId ?? ''],
        }),
      ).toEqual(ofLast);
    });

    it('settle what was said: it is gone, its cards are kept, and the queue is paced', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { queues } = store;
      await add(store, delivery('1'), delivery('1', { version: 2 }), delivery('2', { version: 2 }));
      const queue = await claimOne(store);
      const said = [ofOrder('1'), ofOrder('2', 2)];
      expect(await queues.begin(queue, said, { key: 'key' })).toBe(true);
      const card = standing('1', { message: 'm-1', postedAt: 10_000 });
      expect(await queues.settle(queue, said, { cards: [card], nextSendAt: 11_000 })).toBe(true);
      expect(await ids(queue, store)).toEqual(['1/2']);
      expect(await queues.cards(queue, cardsOf('1', '2'))).toEqual(new Map([['1', card]]));
      await queues.release(queue, 11_000);
      expect(await queues.nextDueAt()).toBe(11_000);
      clock.advance(999);
      expect(await queues.claim({ limit: 1, holdMs })).toEqual([]);
      clock.advance(1);
      const next = await claimOne(store);
      expect(next.nextSendAt).toBe(11_000);
      const edited = { ...card, message: 'm-2', version: 2 };
      await queues.settle(next, [ofOrder('1', 2)], { cards: [edited], nextSendAt: 12_000 });
      expect(await queues.cards(next, cardsOf('1'))).toEqual(new Map([['1', edited]]));
      expect(await queues.cards(next, cardsOf())).toEqual(new Map());
      await queues.release(next, 12_000);
      expect(await queues.nextDueAt()).toBeUndefined();
      expect(await queues.counts()).toEqual({ due: 0, later: 0, unclear: 0, parked: 0, queues: 0 });
      await add(store, delivery('3'));
      expect(await queues.nextDueAt()).toBe(12_000);
    });

    it('tell which cards stand in a conversation, of one kind, the one posted last first', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { queues } = store;
      await add(store, delivery('1'), delivery('2'), delivery('3'));
      const queue = await claimOne(store);
      const cards = ['1', '2', '3'].map((id, at) => standing(id, { message: `m-${id}`, postedAt: at }));
      const other = { ...standing('4', { message: 'm-4', postedAt: 9 }), subjectKind: 'other' };
      const said = ['1', '2', '3'].map((id) => ofOrder(id));
      await queues.settle(queue, said, { cards: [...cards, other], nextSendAt: 11_000 });
      const { organization, conversation } = queue;
      const { subjectKind, part } = standing('1');
      const of = { organization, conversation, subjectKind, part, limit: 2 };
      expect(await queues.standingCards(of)).toEqual([cards[2], cards[1]]);
      expect(await queues.standingCards({ ...of, conversation: 'x:C9' })).toEqual([]);
      expect(await queues.standingCards({ ...of, organization: 'o9' })).toEqual([]);
    });

    it('begin and settle whole floods', async () => {
      const store = await open(createFakeClock(10_000));
      const many = Array.from({ length: 1_300 }, (_, index) =>
        delivery(`${index % 700}`, { version: index }),
      );
      await add(store, ...many);
      const queue = await claimOne(store);
      const due = await store.queues.due(queue, 2_000);
      expect(due).toHaveLength(1_300);
      expect(await store.queues.begin(queue, due, { key: 'key' })).toBe(true);
      expect((await store.queues.due(queue, 2_000)).every(({ attempt }) => attempt?.key === 'key')).toBe(
        true,
      );
      const cards = due.map(({ subjectId, version }) => standing(subjectId, { message: 'm', version }));
      expect(await store.queues.settle(queue, due, { cards, nextSendAt: 0 })).toBe(true);
      expect(await store.queues.due(queue, 1)).toEqual([]);
      expect((await store.queues.cards(queue, cardsOf('0', '699'))).size).toBe(2);
    });

    it('postpone: counted or not, with the outcome known or not', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { queues } = store;
      await add(store, delivery('1'), delivery('2'));
      const queue = await claimOne(store);
      const both = await queues.due(queue, 2);
      const later = async (counts: boolean, unclear: boolean) => {
        await queues.begin(queue, both, { key: 'key' });
        const nextSendAt = clock.now() + 1_000;
        expect(await queues.postpone(queue, [ofOrder('1')], { nextSendAt, counts, unclear })).toBe(true);
        clock.advance(1_000);
        return (await queues.due(queue, 2)).find(({ subjectId }) => subjectId === '1');
      };
      expect(await later(false, false)).toMatchObject({ attempts: 0 });
      expect(await later(true, false)).not.toHaveProperty('attempt');
      expect(await later(true, true)).toMatchObject({ attempts: 2, attempt: { key: 'key', at: 12_000 } });
      expect(await queues.counts()).toMatchObject({ due: 2, later: 0, unclear: 2 });
    });

    it('release: a queue can be claimed ahead of its pace, and is claimed with it', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { queues } = store;
      await add(store, delivery('1'), delivery('2'));
      const queue = await claimOne(store);
      const nextSendAt = 15_000;
      await queues.settle(queue, [ofOrder('1')], { cards: [], nextSendAt });
      await queues.release(queue, nextSendAt, 200);
      clock.advance(4_799);
      expect(await queues.claim({ limit: 1, holdMs })).toEqual([]);
      clock.advance(1);
      expect(await claimOne(store)).toMatchObject({ nextSendAt });
    });

    it('postpone: the whole queue waits, so that nothing overtakes', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { queues } = store;
      await add(store, delivery('1'), delivery('2'));
      const queue = await claimOne(store);
      const nextSendAt = 15_000;
      await queues.postpone(queue, [ofOrder('1')], {
        nextSendAt,
        counts: true,
        unclear: false,
      });
      await queues.release(queue, nextSendAt);
      clock.advance(4_999);
      expect(await queues.claim({ limit: 1, holdMs })).toEqual([]);
      clock.advance(1);
      expect(await ids(await claimOne(store), store)).toEqual(['1/1', '2/1']);
    });

    it('postpone: what is in doubt waits by itself, and is told of as long as it does', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { queues } = store;
      await add(store, delivery('1'), delivery('2'));
      const queue = await claimOne(store);
      await queues.begin(queue, [ofOrder('1')], { key: 'key' });
      // It was begun, and nothing says that it waits.
      expect(await queues.doubts(queue)).toEqual([]);
      const later = { nextSendAt: 11_000, dueAt: 13_000, counts: true, unclear: true };
      expect(await queues.postpone(queue, [ofOrder('1')], later)).toBe(true);
      expect(await queues.doubts(queue)).toEqual([{ subjectKind: 'order', subjectId: '1', dueAt: 13_000 }]);
      expect(await ids(queue, store)).toEqual(['2/1']);
      await queues.settle(queue, [ofOrder('2')], { cards: [], nextSendAt: 11_000 });
      await queues.release(queue, 11_000);
      expect(await queues.nextDueAt()).toBe(13_000);
      clock.advance(3_000);
      const next = await claimOne(store);
      expect(await queues.doubts(next)).toEqual([]);
      expect(await queues.due(next, 9)).toMatchObject([
        { subjectId: '1', attempt: { key: 'key' }, attempts: 1 },
      ]);
      await queues.park(next, [ofOrder('1')], 'no');
      expect(await queues.doubts(next)).toEqual([]);
    });

    it('hold: what is not wanted yet waits, and nothing waits for it', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { queues } = store;
      await add(store, delivery('1'), delivery('2'));
      const queue = await claimOne(store);
      expect(await queues.hold(queue, [ofOrder('1')], 60_000)).toBe(true);
      expect(await ids(queue, store)).toEqual(['2/1']);
      await queues.settle(queue, [ofOrder('2')], { cards: [], nextSendAt: 0 });
      await queues.release(queue, 0);
      expect(await queues.nextDueAt()).toBe(60_000);
      expect(await queues.counts()).toMatchObject({ due: 0, later: 1 });
    });

    it('park what cannot be said, show it, and retry it when a person asks', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { queues } = store;
      await add(store, delivery('1'), delivery('2'), delivery('3', { conversation: 'x:C2' }));
      for (const queue of await queues.claim({ limit: 2, holdMs })) {
        const due = (await queues.due(queue, 2)).filter(({ subjectId }) => subjectId !== '2');
        await queues.postpone(queue, due, { nextSendAt: 10_000, counts: true, unclear: false });
        expect(await queues.park(queue, due, 'no such channel')).toBe(true);
        await queues.release(queue, 0);
        clock.advance(1);
      }
      expect(await queues.counts()).toEqual({ due: 1, later: 0, unclear: 0, parked: 2, queues: 1 });
      expect(await queues.parked({ organization: 'x:T1', limit: 9 })).toMatchObject([
        { parkedAt: 10_001, reason: 'no such channel', attempts: 1 },
        { parkedAt: 10_000, reason: 'no such channel', attempts: 1 },
      ]);
      expect(await queues.parked({ organization: 'x:T1', limit: 1 })).toHaveLength(1);
      const inOne = { organization: 'x:T1', conversation: 'x:C2' };
      expect(await queues.parked({ ...inOne, limit: 9 })).toMatchObject([{ subjectId: '3' }]);
      expect(await queues.parked({ organization: 'x:T2', limit: 9 })).toEqual([]);
      expect(await ids(await claimOne(store), store)).toEqual(['2/1']);

      expect(await queues.retry({ organization: 'x:T2' })).toBe(0);
      expect(await queues.retry(inOne)).toBe(1);
      const again = await claimOne(store);
      expect(await queues.due(again, 9)).toMatchObject([{ subjectId: '3', attempts: 0, dueAt: 10_002 }]);
      expect(await queues.retry({ organization: 'x:T1' })).toBe(1);
      expect(await queues.parked({ organization: 'x:T1', limit: 9 })).toEqual([]);
    });

    it('keep organizations apart', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      await add(store, delivery('1'), delivery('1', { organization: 'x:T2', content: '"theirs"' }));
      const claimed = await store.queues.claim({ limit: 9, holdMs });
      const [mine, theirs] = claimed.toSorted((one, other) =>
        one.organization < other.organization ? -1 : 1,
      );
      if (mine === undefined || theirs === undefined) throw new Error('both queues should be due');
      const one = [ofOrder('1')];
      const card = standing('1', { message: 'm-1', postedAt: 1 });
      await store.queues.settle(mine, one, { cards: [card], nextSendAt: 0 });
      expect(await store.queues.due(theirs, 9)).toMatchObject([{ content: '"theirs"' }]);
      expect(await store.queues.cards(theirs, cardsOf('1'))).toEqual(new Map());
    });
  });
}
