import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { turn } from '../../src/runtime/clock.ts';
import type { DeliveryKey } from '../../src/store/contract/operator.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import type { StoreBed } from './contract.ts';
import { account, add, delivery, message, order, save, standing, watch } from './news/rows.ts';

const teams = ['x:T1', 'x:T2'] as const;

/** What an operator sees and mends on every database, over all organizations. */
export function operatorContract(name: string, makeBed: () => Promise<StoreBed>): void {
  describe(`the operator’s view on ${name}`, () => {
    const clock = createFakeClock(10_000);
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

    /** All of a list, page by page. */
    async function all<Row>(
      page: (after: Row | undefined) => Promise<readonly Row[]>,
    ): Promise<readonly Row[]> {
      const rows: Row[] = [];
      for (;;) {
        const more = await page(rows.at(-1));
        rows.push(...more);
        if (more.length === 0) return rows;
      }
    }

    async function park(...ids: readonly string[]): Promise<void> {
      for (const organization of teams) {
        await add(store, ...ids.map((id) => delivery(id, { organization })));
      }
      await parkDue();
    }

    async function parkDue(): Promise<void> {
      for (const queue of await store.queues.claim({ limit: 10, holdMs: 1_000 })) {
        await store.queues.park(queue, await store.queues.due(queue, 1_000), 'it is gone');
        await store.queues.release(queue, clock.now());
      }
    }

    /** Settles all that waits; the messages' ids, as they came. */
    function settled(as: 'done' | 'unreadable'): Promise<readonly number[]> {
      return store.orders.transact(async (transaction) => {
        const ids = (await transaction.takeMessages({ account, limit: 10 })).map(({ id }) => id);
        await transaction.settleMessages({ account, ids, as });
        return ids;
      });
    }

    const keyOf = ({ organization, conversation, subjectKind, subjectId, part, version }: DeliveryKey) => ({
      organization,
      conversation,
      subjectKind,
      subjectId,
      part,
      version,
    });

    it('pages through what was parked at one moment, each once', async () => {
      await park('o1', 'o2', 'o3', 'o4', 'o5');
      const found = await all<Awaited<ReturnType<typeof store.operator.parked>>[number]>((after) =>
        store.operator.parked({ limit: 3, after }),
      );
      expect(found).toHaveLength(10);
      expect(new Set(found.map((row) => JSON.stringify(keyOf(row)))).size).toBe(10);
      expect(found[0]).toMatchObject({ reason: 'it is gone', parkedAt: 10_000 });
    });

    it('retries one or all of what is parked, and discards one; nothing else of it changes', async () => {
      await park('o1', 'o2', 'o3');
      const [first, second] = await store.operator.parked({ limit: 2 });
      if (first === undefined || second === undefined) throw new Error('nothing is parked');
      expect(await store.operator.retry(keyOf(first))).toBe(1);
      expect(await store.operator.retry(keyOf(first))).toBe(0);
      expect(await store.operator.discard(keyOf(first))).toBe(false);
      expect(await store.queues.nextDueAt()).toBe(10_000);
      expect(await store.operator.discard(keyOf(second))).toBe(true);
      expect(await store.operator.discard(keyOf(second))).toBe(false);
      expect(await store.queues.counts()).toMatchObject({ due: 1, parked: 4 });
      expect(await store.operator.retry('all')).toBe(4);
      expect(await store.queues.counts()).toMatchObject({ due: 5, parked: 0 });
      expect(await store.queues.claim({ limit: 10, holdMs: 1_000 })).toHaveLength(2);
    });

    it('retries very many a part at a time, each once, whatever is parked anew and asked for meanwhile', async () => {
      const most = 800;
      const ids = Array.from({ length: most / 2 }, (_, at) => `o${at}`);
      for (const organization of teams) {
        await add(store, ...ids.map((id) => delivery(id, { organization })));
      }
      await parkDue();
      expect((await store.queues.counts()).parked).toBe(most);

      let over = false;
      const seen = new Set<number>();
      const meanwhile = (async () => {
        while (!over) {
          seen.add((await store.queues.counts()).parked);
          await turn();
        }
      })();
      const counts = await Promise.all([store.operator.retry('all'), store.operator.retry('all')]);
      over = true;
      await meanwhile;
      expect(counts.reduce((sum, count) => sum + count)).toBe(most);
      expect(await store.queues.counts()).toMatchObject({ due: most, parked: 0 });
      // Somebody else had a turn in between.
      expect([...seen].filter((parked) => parked > 0 && parked < most)).not.toEqual([]);

      await parkDue();
      over = false;
      const parksAnew = (async () => {
        while (!over) {
          await parkDue();
          await turn();
        }
      })();
      expect(await store.operator.retry('all')).toBe(most);
      over = true;
      await parksAnew;
      const { due, parked } = await store.queues.counts();
      expect(due + parked).toBe(most);
    });

    it('retries very many of one organization a part at a time, and none of another', async () => {
      const ids = Array.from({ length: 300 }, (_, at) => `o${at}`);
      for (const organization of teams) {
        await add(
          store,
          ...ids.map((id, at) => delivery(id, { organization, createdAt: 1_000 + at })),
          delivery('o1', { organization, conversation: 'x:C2' }),
        );
      }
      await parkDue();
      const [organization] = teams;
      expect(await store.queues.retry({ organization, conversation: 'x:C1' })).toBe(300);
      expect(await store.queues.retry({ organization })).toBe(1);
      expect(await store.queues.retry({ organization })).toBe(0);
      expect(await store.queues.counts()).toMatchObject({ due: 301, parked: 301 });
    });

    it('shows what could not be read until it is dismissed, which a repeat does not undo', async () => {
      for (const [at, digest] of ['d1', 'd2', 'd3'].entries()) {
        await store.inbox.keep(message(digest, { receivedAt: 1_000 + Math.min(at, 1) }));
      }
      const ids = await settled('unreadable');
      const found = await all<Awaited<ReturnType<typeof store.operator.unreadable>>[number]>((after) =>
        store.operator.unreadable({ limit: 1, after }),
      );
      expect(found.map(({ digest }) => digest)).toEqual(['d3', 'd2', 'd1']);
      const which = { account, id: ids[1] ?? 0 };
      expect(await store.operator.dismiss(which)).toBe(true);
      expect(await store.operator.dismiss(which)).toBe(false);
      expect(await store.inbox.keep(message('d2'))).toBe('repeat');
      expect(await store.operator.message(which)).toMatchObject({ unreadable: false });
      expect((await store.inbox.state({ account })).unreadable).toBe(2);
    });

    it('has what could not be read read once more, one or all, and nothing of what was read', async () => {
      for (const digest of ['d1', 'd2', 'd3']) await store.inbox.keep(message(digest));
      await settled('unreadable');
      await store.inbox.keep(message('read'));
      await settled('done');
      const [one] = await store.operator.unreadable({ limit: 1 });
      if (one === undefined) throw new Error('nothing is unreadable');
      expect(await store.operator.readAgain(one)).toBe(1);
      expect(await store.operator.readAgain(one)).toBe(0);
      expect(await store.inbox.state({ account })).toMatchObject({ waiting: 1, unreadable: 2 });
      expect(await settled('unreadable')).toEqual([one.id]);
      expect(await store.operator.readAgain('all')).toBe(3);
      expect(await store.inbox.state({ account })).toMatchObject({ waiting: 3, unreadable: 0 });
    });

    it('counts what waits no further than it is asked to', async () => {
      await park('o1', 'o2');
      await add(store, delivery('o3'), delivery('o4'), delivery('o5', { dueAt: 20_000 }));
      for (const digest of ['d1', 'd2', 'd3']) await store.inbox.keep(message(digest, { receivedAt: 2_000 }));
      await settled('unreadable');
      await store.inbox.keep(message('d4', { receivedAt: 3_000 }));
      const whole = (count: number) => ({ count, orMore: false });
      const figures = (atMost: number) => store.operator.figures({ account, atMost });
      expect(await figures(4)).toEqual({
        deliveries: { due: whole(2), later: whole(1), unclear: whole(0), parked: whole(4) },
        inbox: { unreadable: whole(3), oldestWaitingAt: 3_000, lastReceivedAt: 3_000 },
      });
      const { deliveries, inbox } = await figures(2);
      expect(deliveries.parked).toEqual({ count: 2, orMore: true });
      expect([deliveries.due.orMore, deliveries.later.orMore, inbox.unreadable]).toEqual([
        true,
        true,
        { count: 2, orMore: true },
      ]);
      const unknown = await store.operator.figures({ account: undefined, atMost: 4 });
      expect(unknown.inbox).toEqual({ unreadable: whole(0) });
    });

    it('finds the messages, cards and deliveries behind an order, and forgets messages that were swept', async () => {
      await save(store, order('o1'));
      await store.inbox.keep(message('d1'));
      await store.inbox.keep(message('d2', { receivedAt: 2_000 }));
      const ids = await settled('done');
      const about = ids.map((id) => ({ id, orderId: 'o1' }));
      for (let times = 0; times < 2; times += 1) {
        await store.orders.transact((transaction) => transaction.noteMessages({ account, about }));
      }
      const messages = () => store.operator.messagesOf({ account, orderId: 'o1', limit: 10 });
      expect((await messages()).map(({ digest }) => digest)).toEqual(['d2', 'd1']);
      for (const organization of teams) await add(store, delivery('o1', { organization }));
      const [queue] = await store.queues.claim({ limit: 1, holdMs: 1_000 });
      if (queue === undefined) throw new Error('nothing is due');
      const due = await store.queues.due(queue, 10);
      await store.queues.settle(queue, due, { cards: [standing('o1')], nextSendAt: 0 });
      const subject = { subjectKind: 'order', subjectId: 'o1' };
      expect(await store.operator.cardsOf(subject)).toEqual([
        { ...standing('o1'), organization: queue.organization, conversation: 'x:C1' },
      ]);
      expect(await store.operator.deliveriesOf(subject)).toHaveLength(1);
      clock.advance(31 * 86_400_000);
      await store.sweep();
      expect(await messages()).toEqual([]);
      expect(await store.inbox.keep(message('d1'))).toBe('new');
      // Heard of anew, and not yet read: it is about nothing.
      expect(await messages()).toEqual([]);
    });

    it('finds the records of every organization that name an order, and forgets those that were cut off', async () => {
      const [one, two] = ['3305075341100000001', '3305075341100000002'];
      const did = (organization: string, facts: Readonly<Record<string, string>>) =>
        store.audit.append({
          organization,
          workspace: 'T',
          conversation: 'x:C1',
          command: 'order pay',
          outcome: 'done',
          trace: 't',
          facts,
        });
      await did('x:T1', { order: one });
      await did('x:T2', { orders: `${one} ${two}` });
      await did('x:T1', { about: 'order', id: two });
      await did('operator', { kind: 'order', id: one });
      await did('x:T1', { orders: '12', request: one });
      const named = async (orderId: string) => {
        const rows = await all<Awaited<ReturnType<typeof store.operator.auditOfOrder>>[number]>((after) =>
          store.operator.auditOfOrder({ orderId, limit: 1, after }),
        );
        return rows.map(({ organization, seq }) => `${organization} ${seq}`);
      };
      expect(await named(one)).toEqual(['x:T2 1', 'x:T1 1', 'operator 1']);
      expect(await named(two)).toEqual(['x:T2 1', 'x:T1 2']);
      expect(await named('12')).toEqual([]);
      clock.advance(800 * 86_400_000);
      await store.sweep();
      expect(await named(one)).toEqual([]);
    });

    it('pages through the places that are let in, and those that were joined', async () => {
      const places = ['x:T1', 'x:T2', 'x:T3'];
      for (const workspace of places) {
        await store.admissions.set({ workspace, state: 'admitted', by: 'x:U9', at: 1 });
      }
      await store.admissions.set({ workspace: 'x:T0', state: 'dismissed', by: 'x:U9', at: 1 });
      await store.admissions.knock({ workspace: 'x:T4', at: 2, keep: 10 });
      const found = await all<Awaited<ReturnType<typeof store.operator.admitted>>[number]>((after) =>
        store.operator.admitted({ limit: 2, after: after?.workspace }),
      );
      expect(found.map(({ workspace }) => workspace)).toEqual(places);
      expect((await store.admissions.knocked({ limit: 10 })).map(({ workspace }) => workspace)).toEqual([
        'x:T4',
      ]);
      for (const workspace of ['x:T2', 'x:T3']) {
        const digest = `code for ${workspace}`;
        const code = { organization: 'x:T1', digest, madeBy: 'x:U9', expiresAt: clock.now() + 1_000 };
        await store.organizations.offer(code);
        await store.organizations.join({ workspace, digest, roles: [] });
      }
      const joined = await all<Awaited<ReturnType<typeof store.operator.joined>>[number]>((after) =>
        store.operator.joined({ limit: 1, after: after?.workspace }),
      );
      expect(joined).toEqual(['x:T2', 'x:T3'].map((workspace) => ({ workspace, organization: 'x:T1' })));
    });

    it('pages through watches, grants, requests and records of every organization', async () => {
      for (const organization of teams) {
        await store.watches.set(watch({ organization }));
        await store.watches.set(watch({ organization, subject: 'order:1' }));
        for (const subject of ['person x:U1', 'person x:U2']) {
          await store.grants.set({
            organization,
            scope: 'everywhere',
            subject,
            role: 'buyer',
            name: 'n',
            grantedBy: 'x:U9',
            grantedAt: 1,
          });
        }
        for (const id of ['a', 'b']) {
          await store.requests.open(
            {
              organization,
              id: `${organization}-${id}`,
              kind: 'payment',
              subject: `order:${id}`,
              asker: 'x:U1',
              open: id === 'a',
              status: 'open',
              state: '{}',
              version: 1,
              createdAt: 5,
              changedAt: 5,
            },
            [],
          );
        }
        for (const [command, person] of [
          ['order pay', 'x:U1'],
          ['watch', 'x:U1'],
          ['order pay', 'x:U2'],
        ] as const) {
          await store.audit.append({
            organization,
            workspace: 'T',
            conversation: 'x:C1',
            command,
            outcome: 'done',
            trace: 't',
            facts: {},
            person,
            about: 'x:U1',
          });
        }
      }
      const { operator } = store;
      const sizes = [
        await all<Awaited<ReturnType<typeof operator.watches>>[number]>((after) =>
          operator.watches({ limit: 3, after }),
        ),
        await all<Awaited<ReturnType<typeof operator.grants>>[number]>((after) =>
          operator.grants({ limit: 3, after }),
        ),
        await all<Awaited<ReturnType<typeof operator.requests>>[number]>((after) =>
          operator.requests({ limit: 3, after }),
        ),
        await all<Awaited<ReturnType<typeof operator.requests>>[number]>((after) =>
          operator.requests({ limit: 1, after, open: true }),
        ),
        await all<Awaited<ReturnType<typeof operator.audit>>[number]>((after) =>
          operator.audit({ limit: 4, after }),
        ),
      ];
      expect(sizes.map((rows) => rows.length)).toEqual([4, 4, 4, 2, 6]);
      for (const rows of sizes)
        expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
      const of = async (filter: { readonly person?: string; readonly command?: string }) => {
        const rows = await all<Awaited<ReturnType<typeof operator.auditOf>>[number]>((after) =>
          operator.auditOf({ organization: 'x:T1', limit: 1, after: after?.seq, ...filter }),
        );
        return rows.map(({ seq }) => seq);
      };
      expect(await of({})).toEqual([3, 2, 1]);
      expect(await of({ person: 'x:U1' })).toEqual([3, 2, 1]);
      expect(await of({ person: 'x:U2' })).toEqual([3]);
      expect(await of({ command: 'order pay' })).toEqual([3, 1]);
      expect(await of({ command: 'order' })).toEqual([]);
      expect(await of({ command: 'watch', person: 'x:U1' })).toEqual([2]);
    });
  });
}
