import { describe, expect, it } from 'vitest';
import type { Lane } from '../../../src/store/contract/deliveries.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';
import { add, delivery } from './rows.ts';

const holdMs = 30_000;

/** The one lane that is due. */
export async function claimOne(store: Store): Promise<Lane> {
  const lanes = await store.lanes.claim({ limit: 2, holdMs });
  expect(lanes).toHaveLength(1);
  for (const lane of lanes) return lane;
  throw new Error('no lane');
}

const ids = (lane: Lane, store: Store) =>
  store.lanes.due(lane, 100).then((all) => all.map(({ orderId, version }) => `${orderId}/${version}`));

export function laneContract(open: OpenStore): void {
  describe('lanes', () => {
    it('are due when their first delivery is, the longest due first, no more than asked', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { lanes } = store;
      expect(await lanes.nextDueAt()).toBeUndefined();
      await add(
        store,
        delivery('1', { conversation: 'x:C1', dueAt: 9_000 }),
        delivery('2', { conversation: 'x:C1', dueAt: 12_000 }),
        delivery('1', { conversation: 'x:C2', dueAt: 8_000 }),
        delivery('1', { conversation: 'x:C3', dueAt: 10_001 }),
        delivery('1', { conversation: 'x:C4', dueAt: 10_000 }),
      );
      expect(await lanes.nextDueAt()).toBe(8_000);
      expect(await lanes.counts()).toEqual({ due: 3, later: 2, unclear: 0, parked: 0, lanes: 4 });
      const claimed = await lanes.claim({ limit: 2, holdMs });
      expect(claimed).toEqual(
        ['x:C2', 'x:C1'].map((conversation) => ({
          organization: 'x:T1',
          conversation,
          place: 'x:T1',
          holder: expect.stringMatching(/^[A-Za-z0-9]{16,}$/),
          heldUntil: 10_000 + holdMs,
          freeAt: 0,
        })),
      );
      expect(await lanes.claim({ limit: 2, holdMs })).toMatchObject([{ conversation: 'x:C4' }]);
      expect(await lanes.claim({ limit: 2, holdMs })).toEqual([]);
      expect(await lanes.nextDueAt()).toBe(10_001);
      clock.advance(1);
      expect(await lanes.claim({ limit: 2, holdMs })).toMatchObject([{ conversation: 'x:C3' }]);
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
      const lane = (await store.lanes.claim({ limit: 9, holdMs })).find(
        ({ organization, conversation }) => organization === 'x:T1' && conversation === 'x:C1',
      );
      if (lane === undefined) throw new Error('the lane was not due');
      const due = await store.lanes.due(lane, 100);
      expect(due[0]).toEqual({ ...first, attempts: 0 });
      expect(due.map(({ orderId, version }) => [orderId, version])).toEqual([
        ['2', 1],
        ['1', 1],
        ['1', 2],
      ]);
      expect(await store.lanes.due(lane, 2)).toHaveLength(2);
      const [last] = due.slice(-1);
      const ofLast = due.filter(({ orderId }) => orderId === last?.orderId);
      expect(await store.lanes.due(lane, 100, [last?.orderId ?? ''])).toEqual(ofLast);
    });

    it('settle what was said: it is gone, its cards are kept, and the lane is paced', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { lanes } = store;
      await add(store, delivery('1'), delivery('1', { version: 2 }), delivery('2', { version: 2 }));
      const lane = await claimOne(store);
      const said = [
        { orderId: '1', version: 1 },
        { orderId: '2', version: 2 },
      ];
      expect(await lanes.begin(lane, said, 'key')).toBe(true);
      const card = { orderId: '1', message: 'm-1', postedAt: 10_000, version: 1 };
      expect(await lanes.settle(lane, said, { cards: [card], freeAt: 11_000 })).toBe(true);
      expect(await ids(lane, store)).toEqual(['1/2']);
      expect(await lanes.cards(lane, ['1', '2'])).toEqual(new Map([['1', card]]));
      await lanes.release(lane, 11_000);
      expect(await lanes.nextDueAt()).toBe(11_000);
      clock.advance(999);
      expect(await lanes.claim({ limit: 1, holdMs })).toEqual([]);
      clock.advance(1);
      const next = await claimOne(store);
      expect(next.freeAt).toBe(11_000);
      const edited = { ...card, message: 'm-2', version: 2 };
      await lanes.settle(next, [{ orderId: '1', version: 2 }], { cards: [edited], freeAt: 12_000 });
      expect(await lanes.cards(next, ['1'])).toEqual(new Map([['1', edited]]));
      expect(await lanes.cards(next, [])).toEqual(new Map());
      await lanes.release(next, 12_000);
      expect(await lanes.nextDueAt()).toBeUndefined();
      expect(await lanes.counts()).toEqual({ due: 0, later: 0, unclear: 0, parked: 0, lanes: 0 });
      await add(store, delivery('3'));
      expect(await lanes.nextDueAt()).toBe(12_000);
    });

    it('begin and settle whole floods', async () => {
      const store = await open(createFakeClock(10_000));
      const many = Array.from({ length: 1_300 }, (_, index) =>
        delivery(`${index % 700}`, { version: index }),
      );
      await add(store, ...many);
      const lane = await claimOne(store);
      const due = await store.lanes.due(lane, 2_000);
      expect(due).toHaveLength(1_300);
      expect(await store.lanes.begin(lane, due, 'key')).toBe(true);
      expect((await store.lanes.due(lane, 2_000)).every(({ attempt }) => attempt?.key === 'key')).toBe(true);
      const cards = due.map(({ orderId, version }) => ({ orderId, message: 'm', postedAt: 1, version }));
      expect(await store.lanes.settle(lane, due, { cards, freeAt: 0 })).toBe(true);
      expect(await store.lanes.due(lane, 1)).toEqual([]);
      expect((await store.lanes.cards(lane, ['0', '699'])).size).toBe(2);
    });

    it('postpone: counted or not, with the outcome known or not', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { lanes } = store;
      await add(store, delivery('1'), delivery('2'));
      const lane = await claimOne(store);
      const both = await lanes.due(lane, 2);
      const later = async (counts: boolean, unclear: boolean) => {
        await lanes.begin(lane, both, 'key');
        const freeAt = clock.now() + 1_000;
        expect(await lanes.postpone(lane, [{ orderId: '1', version: 1 }], { freeAt, counts, unclear })).toBe(
          true,
        );
        clock.advance(1_000);
        return (await lanes.due(lane, 2)).find(({ orderId }) => orderId === '1');
      };
      expect(await later(false, false)).toMatchObject({ attempts: 0 });
      expect(await later(true, false)).not.toHaveProperty('attempt');
      expect(await later(true, true)).toMatchObject({ attempts: 2, attempt: { key: 'key', at: 12_000 } });
      expect(await lanes.counts()).toMatchObject({ due: 2, later: 0, unclear: 2 });
    });

    it('release: a lane can be claimed ahead of its pace, and is claimed with it', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { lanes } = store;
      await add(store, delivery('1'), delivery('2'));
      const lane = await claimOne(store);
      const freeAt = 15_000;
      await lanes.settle(lane, [{ orderId: '1', version: 1 }], { cards: [], freeAt });
      await lanes.release(lane, freeAt, 200);
      clock.advance(4_799);
      expect(await lanes.claim({ limit: 1, holdMs })).toEqual([]);
      clock.advance(1);
      expect(await claimOne(store)).toMatchObject({ freeAt });
    });

    it('postpone: the whole lane waits, so that nothing overtakes', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { lanes } = store;
      await add(store, delivery('1'), delivery('2'));
      const lane = await claimOne(store);
      const freeAt = 15_000;
      await lanes.postpone(lane, [{ orderId: '1', version: 1 }], { freeAt, counts: true, unclear: false });
      await lanes.release(lane, freeAt);
      clock.advance(4_999);
      expect(await lanes.claim({ limit: 1, holdMs })).toEqual([]);
      clock.advance(1);
      expect(await ids(await claimOne(store), store)).toEqual(['1/1', '2/1']);
    });

    it('hold: what is not wanted yet waits, and nothing waits for it', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { lanes } = store;
      await add(store, delivery('1'), delivery('2'));
      const lane = await claimOne(store);
      expect(await lanes.hold(lane, [{ orderId: '1', version: 1 }], 60_000)).toBe(true);
      expect(await ids(lane, store)).toEqual(['2/1']);
      await lanes.settle(lane, [{ orderId: '2', version: 1 }], { cards: [], freeAt: 0 });
      await lanes.release(lane, 0);
      expect(await lanes.nextDueAt()).toBe(60_000);
      expect(await lanes.counts()).toMatchObject({ due: 0, later: 1 });
    });

    it('park what cannot be said, show it, and replay it when somebody asks', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      const { lanes } = store;
      await add(store, delivery('1'), delivery('2'), delivery('3', { conversation: 'x:C2' }));
      for (const lane of await lanes.claim({ limit: 2, holdMs })) {
        const due = (await lanes.due(lane, 2)).filter(({ orderId }) => orderId !== '2');
        await lanes.postpone(lane, due, { freeAt: 10_000, counts: true, unclear: false });
        expect(await lanes.park(lane, due, 'no such channel')).toBe(true);
        await lanes.release(lane, 0);
        clock.advance(1);
      }
      expect(await lanes.counts()).toEqual({ due: 1, later: 0, unclear: 0, parked: 2, lanes: 1 });
      expect(await lanes.parked({ organization: 'x:T1', limit: 9 })).toMatchObject([
        { parkedAt: 10_001, reason: 'no such channel', attempts: 1 },
        { parkedAt: 10_000, reason: 'no such channel', attempts: 1 },
      ]);
      expect(await lanes.parked({ organization: 'x:T1', limit: 1 })).toHaveLength(1);
      const inOne = { organization: 'x:T1', conversation: 'x:C2' };
      expect(await lanes.parked({ ...inOne, limit: 9 })).toMatchObject([{ orderId: '3' }]);
      expect(await lanes.parked({ organization: 'x:T2', limit: 9 })).toEqual([]);
      expect(await ids(await claimOne(store), store)).toEqual(['2/1']);

      expect(await lanes.replay({ organization: 'x:T2' })).toBe(0);
      expect(await lanes.replay(inOne)).toBe(1);
      const again = await claimOne(store);
      expect(await lanes.due(again, 9)).toMatchObject([{ orderId: '3', attempts: 0, dueAt: 10_002 }]);
      expect(await lanes.replay({ organization: 'x:T1' })).toBe(1);
      expect(await lanes.parked({ organization: 'x:T1', limit: 9 })).toEqual([]);
    });

    it('keep organizations apart', async () => {
      const clock = createFakeClock(10_000);
      const store = await open(clock);
      await add(store, delivery('1'), delivery('1', { organization: 'x:T2', content: '"theirs"' }));
      const claimed = await store.lanes.claim({ limit: 9, holdMs });
      const [mine, theirs] = claimed.toSorted((one, other) =>
        one.organization < other.organization ? -1 : 1,
      );
      if (mine === undefined || theirs === undefined) throw new Error('both lanes should be due');
      const one = [{ orderId: '1', version: 1 }];
      const card = { orderId: '1', message: 'm-1', postedAt: 1, version: 1 };
      await store.lanes.settle(mine, one, { cards: [card], freeAt: 0 });
      expect(await store.lanes.due(theirs, 9)).toMatchObject([{ content: '"theirs"' }]);
      expect(await store.lanes.cards(theirs, ['1'])).toEqual(new Map());
    });
  });
}
