import { describe, expect, it } from 'vitest';
import type { StoredRequest, WantedMessage } from '../../../src/store/contract/requests.ts';
import type { Store } from '../../../src/store/contract/store.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';

const dayMs = 24 * 60 * 60_000;
const here = { organization: 'x:T1' };

function request(overrides: Partial<StoredRequest> = {}): StoredRequest {
  return {
    organization: 'x:T1',
    id: 'r1',
    kind: 'seller',
    subject: 'seller:1',
    asker: 'x:U1',
    open: true,
    status: 'open',
    state: '{}',
    version: 1,
    createdAt: 1000,
    changedAt: 1000,
    dueAt: 5000,
    ...overrides,
  };
}

function card(overrides: Partial<WantedMessage> = {}): WantedMessage {
  return { part: 'card', workspace: 'T1', conversation: 'x:C1', dueAt: 1000, ...overrides };
}

const settled = { open: false, status: 'approved', state: '{"by":"x:U2"}', changedAt: 2000 };

/** What is due in every conversation, each delivery with the queue that it waits in; held for a second. */
async function due({ queues }: Store) {
  const claimed = await queues.claim({ limit: 50, holdMs: 1000 });
  const all = claimed.map(async (queue) =>
    (await queues.due(queue, 50)).map((delivery) => ({ queue, delivery })),
  );
  return (await Promise.all(all)).flat();
}

/** The one delivery that is due. */
async function dueOne(store: Store) {
  const [one] = await due(store);
  if (one === undefined) throw new Error('nothing to do');
  return one;
}

export function requestContract(open: OpenStore): void {
  describe('requests', () => {
    it('are kept as they were asked, over a restart, each organization’s for itself', async () => {
      const before = await open(createFakeClock(2000));
      expect(await before.requests.open(request(), [card()])).toEqual({ request: request(), isNew: true });
      await before.close();
      const { requests } = await open(createFakeClock(2000));
      expect(await requests.get({ ...here, id: 'r1' })).toEqual(request());
      expect(await requests.get({ organization: 'x:T2', id: 'r1' })).toBeUndefined();
      expect(await requests.list({ organization: 'x:T2', limit: 5 })).toEqual([]);
      expect(await requests.ofAsker({ id: 'r1', asker: 'x:U1' })).toEqual(request());
      expect(await requests.ofAsker({ id: 'r1', asker: 'x:U2' })).toBeUndefined();
    });

    it('are open once a person and subject, however often they are asked at once', async () => {
      const clock = createFakeClock(2000);
      const [one, other] = [await open(clock), await open(clock)];
      const asked = Array.from({ length: 20 }, (_, at) =>
        (at % 2 === 0 ? one : other).requests.open(request({ id: `r${at}` }), [card()]),
      );
      const answers = await Promise.all(asked);
      expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.request.id)).size).toBe(1);
      expect(await due(one)).toHaveLength(1);
      await one.requests.open(request({ id: 'other person', asker: 'x:U2' }), []);
      expect(await one.requests.list({ ...here, limit: 50 })).toHaveLength(2);
    });

    it('can be asked again once they are settled', async () => {
      const { requests } = await open(createFakeClock(2000));
      await requests.open(request(), []);
      expect(await requests.change(request(), settled, [])).toBe(true);
      expect((await requests.open(request({ id: 'r2', createdAt: 3000 }), [])).isNew).toBe(true);
      const ids = (await requests.list({ ...here, subject: 'seller:1', limit: 5 })).map(({ id }) => id);
      expect(ids).toEqual(['r2', 'r1']);
      expect(
        await requests.list({ ...here, open: false, status: 'approved', sinceMs: 2001, limit: 5 }),
      ).toEqual([]);
      expect(await requests.list({ ...here, status: 'approved', sinceMs: 2000, limit: 5 })).toHaveLength(1);
    });

    it('are found by the conversation in which all see them, the newest first, however many are elsewhere', async () => {
      const { requests } = await open(createFakeClock(2000));
      const ask = (at: number, shownIn: string, of: Partial<StoredRequest> = {}) =>
        requests.open(request({ id: `r${at}`, subject: `seller:${at}`, createdAt: at, shownIn, ...of }), []);
      for (const at of [1, 2, 3]) await ask(at, 'x:C1');
      for (const at of [4, 5, 6]) await ask(at, 'x:C2');
      await ask(8, 'x:C1', { organization: 'x:T2' });
      await ask(9, 'x:C1', { asker: 'x:U2' });
      const shown = async (of: { asker?: string; limit: number }) =>
        (await requests.list({ ...here, shownIn: 'x:C1', open: true, ...of })).map(({ id }) => id);
      expect(await shown({ limit: 3 })).toEqual(['r9', 'r3', 'r2']);
      expect(await shown({ asker: 'x:U1', limit: 20 })).toEqual(['r3', 'r2', 'r1']);
    });

    it('are settled once by 50 clicks at once, over two stores on one database', async () => {
      const clock = createFakeClock(2000);
      const [one, other] = [await open(clock), await open(clock)];
      await one.requests.open(request(), [card()]);
      const clicks = Array.from({ length: 50 }, (_, at) =>
        (at % 2 === 0 ? one : other).requests.change(request(), { ...settled, state: `{"by":${at}}` }, [
          card({ part: 'answer' }),
        ]),
      );
      const won = (await Promise.all(clicks)).flatMap((did, at) => (did ? [at] : []));
      expect(won).toHaveLength(1);
      const kept = await other.requests.get({ ...here, id: 'r1' });
      expect(kept).toMatchObject({ version: 2, open: false, state: `{"by":${won[0]}}` });
      expect(kept?.dueAt).toBeUndefined();
      expect((await due(one)).map(({ delivery }) => [delivery.part, delivery.version]).sort()).toEqual([
        ['answer', 2],
        ['card', 1],
      ]);
    });

    it('come up when their time has come, while they are open', async () => {
      const { requests } = await open(createFakeClock(2000));
      await requests.open(request(), []);
      await requests.open(request({ organization: 'x:T2', id: 'r2', dueAt: 4000 }), []);
      expect(await requests.due({ now: 3999, limit: 5 })).toEqual([]);
      expect((await requests.due({ now: 5000, limit: 5 })).map(({ id }) => id)).toEqual(['r2', 'r1']);
      await requests.change(request(), settled, []);
      expect((await requests.due({ now: 5000, limit: 5 })).map(({ id }) => id)).toEqual(['r2']);
    });
  });

  describe('somebody who is forgotten', () => {
    it('leaves nothing of what they asked, and of what they decided not that it was they', async () => {
      const store = await open(createFakeClock(2000));
      await store.requests.open(request(), [card({ part: 'answer' })]);
      const other = request({ id: 'r2', asker: 'x:U2', state: '{"by":"x:U1","to":"x:U11"}' });
      await store.requests.open(other, []);
      const keep = (text: string) => text;
      const without = {
        rule: keep,
        content: keep,
        request: (state: string, person: string) => state.replaceAll(JSON.stringify(person), '"somebody"'),
        askedDirectly: () => undefined,
        answeredDirectly: () => undefined,
        card: '',
      };
      await store.erasure.forget({
        ...here,
        person: 'x:U1',
        directWorkspace: 'x:dm:U1',
        directs: [],
        without,
      });
      const left = await store.requests.list({ ...here, limit: 5 });
      expect(left.map(({ state }) => state)).toEqual(['{"by":"somebody","to":"x:U11"}']);
      expect(await due(store)).toEqual([]);
    });
  });

  describe('messages about requests', () => {
    it('wait in the queue of their conversation, as what they are about', async () => {
      const store = await open(createFakeClock(2000));
      await store.requests.open(request(), [card(), card({ part: 'answer', conversation: 'x:C2' })]);
      const found = await due(store);
      expect(found.map(({ delivery }) => delivery)).toMatchObject([
        { subjectKind: 'request', subjectId: 'r1', part: 'card', version: 1, conversation: 'x:C1' },
        { subjectKind: 'request', subjectId: 'r1', part: 'answer', version: 1, conversation: 'x:C2' },
      ]);
      expect(await store.queues.counts()).toMatchObject({ due: 2, queues: 2 });
    });

    it('keep what was begun, and how far it is, for the process that takes over', async () => {
      const clock = createFakeClock(2000);
      const before = await open(clock);
      await before.requests.open(request(), [card({ part: 'answer' })]);
      const { queue, delivery } = await dueOne(before);
      expect(await before.queues.begin(queue, [delivery], { key: 'k1', progress: '{"target":"C9"}' })).toBe(
        true,
      );
      clock.advance(1000);
      const after = await open(clock);
      const again = await dueOne(after);
      expect(again.delivery).toMatchObject({
        attempt: { key: 'k1', at: 2000 },
        progress: '{"target":"C9"}',
      });
      // Each process has a name of its own.
      await after.queues.begin(again.queue, [again.delivery], { key: 'k2' });
      const [taken] = await after.queues.due(again.queue, 1);
      expect(taken?.attempt?.process).toMatch(/^[A-Za-z0-9]{16,}$/);
      expect(taken?.attempt?.process).not.toBe(again.delivery.attempt?.process);
      await after.queues.postpone(again.queue, [again.delivery], {
        nextSendAt: 0,
        counts: true,
        unclear: false,
        progress: '{"way":"aloud"}',
      });
      const [other] = await after.queues.due(again.queue, 1);
      expect(other).toMatchObject({ attempts: 1, progress: '{"way":"aloud"}' });
      expect(other?.attempt).toBeUndefined();
    });

    it('take the place of older ones of the same part once they are said, parked or not', async () => {
      const store = await open(createFakeClock(2000));
      const { queues, requests } = store;
      await requests.open(request(), [card(), card({ part: 'answer' })]);
      await requests.change(request(), settled, [card()]);
      const { queue } = await dueOne(store);
      const all = await queues.due(queue, 9);
      const older = all.filter(({ part, version }) => part === 'card' && version === 1);
      await queues.park(queue, older, 'gone: as told');
      const newer = all.filter(({ version }) => version === 2);
      await queues.settle(queue, newer, { cards: [], nextSendAt: 0, supersedes: true });
      expect((await queues.due(queue, 9)).map(({ part }) => part)).toEqual(['answer']);
      expect(await queues.parked({ ...here, limit: 9 })).toEqual([]);
    });
  });

  describe('messages about requests that were parked', () => {
    async function parkOne(store: Store, { of = request(), wanted = card() } = {}) {
      await store.requests.open(of, [wanted]);
      const { queue, delivery } = await dueOne(store);
      await store.queues.begin(queue, [delivery], { key: 'k1' });
      expect(await store.queues.park(queue, [delivery], 'gone: as told')).toBe(true);
      await store.queues.release(queue, 0);
    }
    const parkedIds = async ({ queues }: Store) =>
      (await queues.parked({ ...here, limit: 5 })).map(({ subjectId }) => subjectId);

    it('are due again by themselves when the request goes on, looked for first', async () => {
      const store = await open(createFakeClock(2000));
      await parkOne(store);
      await store.requests.change(request(), settled, [card({ dueAt: 2000 })]);
      expect(await parkedIds(store)).toEqual([]);
      const again = (await due(store)).map(({ delivery }) => delivery);
      expect(again).toMatchObject([
        { version: 1, attempts: 0, attempt: { key: 'k1' } },
        { version: 2, attempts: 0 },
      ]);
    });

    it('are swept after 30 days, once their request is settled, and nothing else is', async () => {
      const clock = createFakeClock(2000);
      const store = await open(clock);
      await parkOne(store);
      await parkOne(store, { of: request({ id: 'r2', open: false, status: 'withdrawn' }) });
      await store.requests.open(request({ id: 'r3', open: false, asker: 'x:U3' }), [card()]);
      clock.advance(30 * dayMs - 1);
      expect(await store.sweep()).toMatchObject({ parked: 0 });
      clock.advance(1);
      expect(await store.sweep()).toMatchObject({ parked: 1 });
      expect(await parkedIds(store)).toEqual(['r1']);
      expect((await dueOne(store)).delivery.subjectId).toBe('r3');
      await store.requests.change(request(), settled, []);
      expect(await store.sweep()).toMatchObject({ parked: 1 });
    });

    it('end with their request, which is swept as old as the audit log, once it is settled', async () => {
      const clock = createFakeClock(2000);
      const store = await open(clock);
      await store.requests.open(request(), [card()]);
      await store.requests.open(request({ id: 'r2', open: false, asker: 'x:U2' }), [card()]);
      clock.advance(730 * dayMs - 1001);
      expect(await store.sweep()).toMatchObject({ requests: 0 });
      clock.advance(1);
      expect(await store.sweep()).toMatchObject({ requests: 1 });
      expect((await store.requests.list({ ...here, limit: 5 })).map(({ id }) => id)).toEqual(['r1']);
      expect((await due(store)).map(({ delivery }) => delivery.subjectId)).toEqual(['r1']);
    });

    it('go with whoever asked, when they are forgotten', async () => {
      const store = await open(createFakeClock(2000));
      await parkOne(store);
      const keep = (text: string) => text;
      const without = {
        rule: keep,
        content: keep,
        request: (state: string, person: string) => state.replaceAll(JSON.stringify(person), '"somebody"'),
        askedDirectly: () => undefined,
        answeredDirectly: () => undefined,
        card: '',
      };
      await store.erasure.forget({
        ...here,
        person: 'x:U1',
        directWorkspace: 'x:dm:U1',
        directs: [],
        without,
      });
      expect(await parkedIds(store)).toEqual([]);
    });
  });

  describe('settings of an organization', () => {
    it('are its own, and can be unset', async () => {
      const { settings } = await open(createFakeClock(2000));
      await settings.set({ ...here, name: 'a', value: '1' });
      await settings.set({ ...here, name: 'a', value: '2' });
      expect(await settings.get({ ...here, name: 'a' })).toBe('2');
      expect(await settings.get({ organization: 'x:T2', name: 'a' })).toBeUndefined();
      await settings.set({ ...here, name: 'a', value: undefined });
      expect(await settings.get({ ...here, name: 'a' })).toBeUndefined();
    });
  });
}
