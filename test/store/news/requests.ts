import { describe, expect, it } from 'vitest';
import type { StoredRequest, WantedMessage } from '../../../src/store/requests-contract.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';

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
      const without = { rule: keep, content: keep, card: '' };
      await store.forgetting.forget({ ...here, person: 'x:U1', without });
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

    it('wait, count their attempts, go another way, or are given up', async () => {
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
      if (later === undefined) throw new Error('nothing to do');
      await requests.postpone(later, { dueAt: undefined, counts: false, forget: false });
      expect(await requests.nextDueAt()).toBeUndefined();
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
