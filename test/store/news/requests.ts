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
    standing: 'open',
    state: '{}',
    version: 1,
    createdAt: 1000,
    changedAt: 1000,
    dueAt: 5000,
    ...overrides,
  };
}

function card(overrides: Partial<WantedMessage> = {}): WantedMessage {
  return { kind: 'card', place: 'T1', conversation: 'x:C1', dueAt: 1000, ...overrides };
}

const settled = { open: false, standing: 'approved', state: '{"by":"x:U2"}', changedAt: 2000 };
const claim = { now: 2000, holder: 'h1', holdMs: 1000, limit: 10 };

export function requestContract(open: OpenStore): void {
  describe('requests', () => {
    it('are kept as they were asked, over a restart, each organization’s for itself', async () => {
      const before = await open(createFakeClock());
      expect(await before.requests.open(request(), [card()])).toEqual({ request: request(), isNew: true });
      await before.close();
      const { requests } = await open(createFakeClock());
      expect(await requests.get({ ...here, id: 'r1' })).toEqual(request());
      expect(await requests.get({ organization: 'x:T2', id: 'r1' })).toBeUndefined();
      expect(await requests.list({ organization: 'x:T2', limit: 5 })).toEqual([]);
      expect(await requests.ofAsker({ id: 'r1', asker: 'x:U1' })).toEqual(request());
      expect(await requests.ofAsker({ id: 'r1', asker: 'x:U2' })).toBeUndefined();
    });

    it('are open once a person and subject, however often they are asked at once', async () => {
      const clock = createFakeClock();
      const [one, other] = [await open(clock), await open(clock)];
      const asked = Array.from({ length: 20 }, (_, at) =>
        (at % 2 === 0 ? one : other).requests.open(request({ id: `r${at}` }), [card()]),
      );
      const answers = await Promise.all(asked);
      expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.request.id)).size).toBe(1);
      const messages = await one.requests.claim(claim);
      expect(messages).toHaveLength(1);
      await one.requests.open(request({ id: 'other person', asker: 'x:U2' }), []);
      expect(await one.requests.list({ ...here, limit: 50 })).toHaveLength(2);
    });

    it('can be asked again once they are settled', async () => {
      const { requests } = await open(createFakeClock());
      await requests.open(request(), []);
      expect(await requests.change(request(), settled, [])).toBe(true);
      expect((await requests.open(request({ id: 'r2', createdAt: 3000 }), [])).isNew).toBe(true);
      const ids = (await requests.list({ ...here, subject: 'seller:1', limit: 5 })).map(({ id }) => id);
      expect(ids).toEqual(['r2', 'r1']);
      expect(
        await requests.list({ ...here, open: false, standing: 'approved', sinceMs: 2001, limit: 5 }),
      ).toEqual([]);
      expect(await requests.list({ ...here, standing: 'approved', sinceMs: 2000, limit: 5 })).toHaveLength(1);
    });

    it('are found by the conversation in which all see them, the newest first, however many are elsewhere', async () => {
      const { requests } = await open(createFakeClock());
      const ask = (at: number, wanted: Partial<WantedMessage>, of: Partial<StoredRequest> = {}) =>
        requests.open(request({ id: `r${at}`, subject: `seller:${at}`, createdAt: at, ...of }), [
          card(wanted),
        ]);
      for (const at of [1, 2, 3]) await ask(at, { conversation: 'x:C1' });
      for (const at of [4, 5, 6]) await ask(at, { conversation: 'x:C2' });
      await ask(7, { conversation: 'x:C1', person: 'x:U1' });
      await ask(8, { conversation: 'x:C1' }, { organization: 'x:T2' });
      await ask(9, { conversation: 'x:C1' }, { asker: 'x:U2' });
      const shown = async (of: { asker?: string; limit: number }) =>
        (await requests.list({ ...here, shownIn: 'x:C1', open: true, ...of })).map(({ id }) => id);
      expect(await shown({ limit: 3 })).toEqual(['r9', 'r3', 'r2']);
      expect(await shown({ asker: 'x:U1', limit: 20 })).toEqual(['r3', 'r2', 'r1']);
      // Wherever what was said of it went.
      const [held] = await requests.claim({ ...claim, limit: 1 });
      if (held === undefined) throw new Error('nothing to do');
      await requests.settle(held, { message: 'm1', shown: 1, at: 2000 });
      expect(await shown({ limit: 20 })).toEqual(['r9', 'r3', 'r2', 'r1']);
    });

    it('are settled once by 50 clicks at once, over two stores on one database', async () => {
      const clock = createFakeClock();
      const [one, other] = [await open(clock), await open(clock)];
      await one.requests.open(request(), [card()]);
      const clicks = Array.from({ length: 50 }, (_, at) =>
        (at % 2 === 0 ? one : other).requests.change(request(), { ...settled, state: `{"by":${at}}` }, [
          card({ kind: `answer` }),
        ]),
      );
      const won = (await Promise.all(clicks)).flatMap((did, at) => (did ? [at] : []));
      expect(won).toHaveLength(1);
      const kept = await other.requests.get({ ...here, id: 'r1' });
      expect(kept).toMatchObject({ version: 2, open: false, state: `{"by":${won[0]}}` });
      expect(kept?.dueAt).toBeUndefined();
      expect((await one.requests.claim(claim)).map(({ kind }) => kind).sort()).toEqual(['answer', 'card']);
    });

    it('come up when their time has come, while they are open', async () => {
      const { requests } = await open(createFakeClock());
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
      const store = await open(createFakeClock());
      await store.requests.open(request(), [card({ person: 'x:U1' })]);
      const other = request({ id: 'r2', asker: 'x:U2', state: '{"by":"x:U1","to":"x:U11"}' });
      await store.requests.open(other, []);
      const keep = (text: string) => text;
      const without = {
        rule: keep,
        content: keep,
        request: (state: string, person: string) => state.replaceAll(JSON.stringify(person), '"somebody"'),
        askedDirectly: () => undefined,
        card: '',
      };
      await store.erasure.forget({ ...here, person: 'x:U1', ownPlace: 'x:dm:U1', directs: [], without });
      const left = await store.requests.list({ ...here, limit: 5 });
      expect(left.map(({ state }) => state)).toEqual(['{"by":"somebody","to":"x:U11"}']);
      expect(await store.requests.claim(claim)).toEqual([]);
    });
  });

  describe('messages about requests', () => {
    it('have one holder at a time, and another when that one is gone', async () => {
      const clock = createFakeClock();
      const [one, other] = [await open(clock), await open(clock)];
      await one.requests.open(request(), [card()]);
      expect(await one.requests.nextDueAt()).toBe(1000);
      expect(await one.requests.claim({ ...claim, now: 999 })).toEqual([]);
      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          (at % 2 === 0 ? one : other).requests.claim({ ...claim, holder: `h${at}` }),
        ),
      );
      const [held] = claims.flat();
      expect(claims.flat()).toHaveLength(1);
      expect(await other.requests.claim({ ...claim, now: 2999, holder: 'later' })).toEqual([]);
      const [taken] = await other.requests.claim({ ...claim, now: 3000, holder: 'later' });
      expect(taken).toMatchObject({ request: 'r1', kind: 'card', wanted: 1, shown: 0, holder: 'later' });
      if (held === undefined) throw new Error('nobody held it');
      expect(await one.requests.begin(held, { key: 'k', at: 3000 })).toBe(false);
      expect(await one.requests.settle(held, { message: 'm', shown: 1, at: 3000 })).toBe(false);
      expect(await one.requests.postpone(held, { dueAt: 1, counts: true, forget: true })).toBe(false);
    });

    it('keep what was begun for whoever takes over, and are due again only where the request went on', async () => {
      const { requests } = await open(createFakeClock());
      await requests.open(request(), [card()]);
      const [first] = await requests.claim(claim);
      if (first === undefined) throw new Error('nothing to do');
      expect(await requests.begin(first, { key: 'k1', at: 2000, target: 'C9' })).toBe(true);
      const [again] = await requests.claim({ ...claim, now: 3000, holder: 'h2' });
      expect(again).toMatchObject({ attempt: { key: 'k1', at: 2000 }, target: 'C9' });
      if (again === undefined) throw new Error('nothing to do');
      // Meanwhile it is decided.
      await requests.change(request(), settled, [card({ dueAt: 3000 })]);
      await requests.settle(again, { message: 'm1', shown: 1, at: 3000 });
      const [edit] = await requests.claim({ ...claim, now: 3000, holder: 'h3' });
      expect(edit).toMatchObject({ message: 'm1', shown: 1, wanted: 2 });
      expect(edit?.attempt).toBeUndefined();
      if (edit === undefined) throw new Error('nothing to do');
      await requests.settle(edit, { message: 'm1', shown: 2, at: 3000 });
      expect(await requests.nextDueAt()).toBeUndefined();
    });

    it('wait, count their attempts, or go another way', async () => {
      const { requests } = await open(createFakeClock());
      await requests.open(request(), [card({ person: 'x:U1' })]);
      const [held] = await requests.claim(claim);
      if (held === undefined) throw new Error('nothing to do');
      expect(held.person).toBe('x:U1');
      await requests.begin(held, { key: 'k1', at: 2000 });
      await requests.postpone(held, { dueAt: 9000, counts: true, forget: true, way: 'aloud' });
      expect(await requests.claim({ ...claim, now: 8999 })).toEqual([]);
      const [later] = await requests.claim({ ...claim, now: 9000 });
      expect(later).toMatchObject({ attempts: 1, way: 'aloud' });
      expect(later?.attempt).toBeUndefined();
    });

    it('are counted by whether they are due, unclear or given up, over all organizations', async () => {
      const { requests } = await open(createFakeClock());
      expect(await requests.counts({ now: 2000 })).toEqual({ due: 0, later: 0, unclear: 0, parked: 0 });
      await requests.open(request(), [card(), card({ kind: 'reminder', dueAt: 2001 })]);
      await requests.open(request({ organization: 'x:T2', id: 'r2' }), [card()]);
      const [first, second] = await requests.claim(claim);
      if (first === undefined || second === undefined) throw new Error('nothing to do');
      await requests.begin(first, { key: 'k1', at: 2000 });
      await requests.park(second, { reason: 'gone: as told', at: 2000, forget: true });
      expect(await requests.counts({ now: 2000 })).toEqual({ due: 1, later: 1, unclear: 1, parked: 1 });
    });
  });

  describe('messages about requests that were given up', () => {
    async function givenUp(store: Store, { forget = true, of = request(), wanted = card() } = {}) {
      await store.requests.open(of, [wanted]);
      const held = await claimed(store);
      await store.requests.begin(held, { key: 'k1', at: 2000, target: 'C9' });
      expect(await store.requests.park(held, { reason: 'gone: as told', at: 2000, forget })).toBe(true);
      return held;
    }
    async function claimed({ requests }: Store, now = 2000) {
      const [held] = await requests.claim({ ...claim, now, holder: `h${now}` });
      if (held === undefined) throw new Error('nothing to do');
      return held;
    }

    it('are kept with why, over a restart, each organization’s for itself, and never due', async () => {
      const before = await open(createFakeClock());
      const held = await givenUp(before);
      expect(await before.requests.park(held, { reason: 'again', at: 3000, forget: true })).toBe(false);
      await before.close();
      const { requests } = await open(createFakeClock());
      expect(await requests.claim({ ...claim, now: 9000 })).toEqual([]);
      expect(await requests.nextDueAt()).toBeUndefined();
      const kept = {
        request: 'r1',
        kind: 'card',
        conversation: 'x:C1',
        parkedAt: 2000,
        reason: 'gone: as told',
      };
      expect(await requests.parked({ ...here, limit: 5 })).toEqual([kept]);
      expect(await requests.parked({ ...here, conversation: 'x:C1', limit: 5 })).toEqual([kept]);
      expect(await requests.parked({ ...here, conversation: 'x:C2', limit: 5 })).toEqual([]);
      expect(await requests.parked({ organization: 'x:T2', limit: 5 })).toEqual([]);
    });

    it('are due again when they are retried, where they belong, with their attempts counted anew', async () => {
      const store = await open(createFakeClock());
      const { requests } = store;
      await givenUp(store);
      await givenUp(store, {
        of: request({ id: 'r2', subject: 'seller:2' }),
        wanted: card({ conversation: 'x:C2' }),
      });
      expect(await requests.retry({ organization: 'x:T2', at: 3000 })).toBe(0);
      expect(await requests.retry({ ...here, conversation: 'x:C2', at: 3000 })).toBe(1);
      expect((await requests.parked({ ...here, limit: 5 })).map((each) => each.request)).toEqual(['r1']);
      expect(await requests.claim({ ...claim, now: 2999 })).toEqual([]);
      const again = await claimed(store, 3000);
      expect(again).toMatchObject({ request: 'r2', attempts: 0 });
      expect(again.attempt).toBeUndefined();
      expect(await requests.retry({ ...here, at: 3000 })).toBe(1);
      expect(await requests.retry({ ...here, at: 3000 })).toBe(0);
    });

    it('are looked for first when they are retried, where nobody knows whether they arrived', async () => {
      const store = await open(createFakeClock());
      await givenUp(store, { forget: false });
      await store.requests.retry({ ...here, at: 3000 });
      expect(await claimed(store, 3000)).toMatchObject({ attempt: { key: 'k1', at: 2000 }, target: 'C9' });
    });

    it('are due again by themselves when the request goes on, before it is given up or after', async () => {
      const store = await open(createFakeClock());
      const { requests } = store;
      await givenUp(store);
      await requests.change(request(), settled, [card({ dueAt: 3000 })]);
      expect(await requests.parked({ ...here, limit: 5 })).toEqual([]);
      const held = await claimed(store, 3000);
      expect(held).toMatchObject({ wanted: 2, attempts: 0 });
      await requests.change(request({ version: 2 }), settled, [card({ dueAt: 3001 })]);
      expect(await requests.park(held, { reason: 'gone', at: 3002, forget: true })).toBe(true);
      expect(await requests.parked({ ...here, limit: 5 })).toEqual([]);
      expect(await claimed(store, 3002)).toMatchObject({ wanted: 3, attempts: 0 });
    });

    it('are swept after 30 days, once their request is settled, and nothing else is', async () => {
      const clock = createFakeClock(2000);
      const store = await open(clock);
      await givenUp(store);
      await givenUp(store, { of: request({ id: 'r2', open: false, standing: 'withdrawn' }) });
      await store.requests.open(request({ id: 'r3', open: false, asker: 'x:U3' }), [card()]);
      clock.advance(30 * dayMs - 1);
      expect(await store.sweep()).toMatchObject({ parked: 0 });
      clock.advance(1);
      expect(await store.sweep()).toMatchObject({ parked: 1 });
      expect((await store.requests.parked({ ...here, limit: 5 })).map((each) => each.request)).toEqual([
        'r1',
      ]);
      expect(await claimed(store)).toMatchObject({ request: 'r3' });
      await store.requests.change(request(), settled, []);
      expect(await store.sweep()).toMatchObject({ parked: 1 });
    });

    it('end with their request, which is swept as old as the audit trail, once it is settled', async () => {
      const clock = createFakeClock(2000);
      const store = await open(clock);
      await store.requests.open(request(), [card()]);
      await store.requests.open(request({ id: 'r2', open: false, asker: 'x:U2' }), [card()]);
      clock.advance(730 * dayMs - 1001);
      expect(await store.sweep()).toMatchObject({ requests: 0 });
      clock.advance(1);
      expect(await store.sweep()).toMatchObject({ requests: 1 });
      expect((await store.requests.list({ ...here, limit: 5 })).map(({ id }) => id)).toEqual(['r1']);
      const left = await store.requests.claim({ ...claim, now: clock.now() });
      expect(left.map((each) => each.request)).toEqual(['r1']);
    });

    it('go with whoever asked, when they are forgotten', async () => {
      const store = await open(createFakeClock());
      await givenUp(store);
      const keep = (text: string) => text;
      const without = {
        rule: keep,
        content: keep,
        request: (state: string, person: string) => state.replaceAll(JSON.stringify(person), '"somebody"'),
        askedDirectly: () => undefined,
        card: '',
      };
      await store.erasure.forget({ ...here, person: 'x:U1', ownPlace: 'x:dm:U1', directs: [], without });
      expect(await store.requests.parked({ ...here, limit: 5 })).toEqual([]);
    });
  });

  describe('settings of an organization', () => {
    it('are its own, and can be unset', async () => {
      const { settings } = await open(createFakeClock());
      await settings.set({ ...here, name: 'a', value: '1' });
      await settings.set({ ...here, name: 'a', value: '2' });
      expect(await settings.get({ ...here, name: 'a' })).toBe('2');
      expect(await settings.get({ organization: 'x:T2', name: 'a' })).toBeUndefined();
      await settings.set({ ...here, name: 'a', value: undefined });
      expect(await settings.get({ ...here, name: 'a' })).toBeUndefined();
    });
  });
}
