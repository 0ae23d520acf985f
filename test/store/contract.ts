import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/runtime/clock.ts';
import type { ClaimState } from '../../src/store/contract/interactions.ts';
import type { Store } from '../../src/store/contract/store.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

/** An empty database for one test. */
export interface StoreBed {
  /** Opens it, once more each time: every store is a connection of its own to the same rows. */
  open(clock: Clock): Promise<Store>;
  /** Removes it; every store is closed by then. */
  dispose(): Promise<void>;
}

const day = 24 * 60 * 60 * 1_000;

/** What every dialect of the store must do. */
export function storeContract(name: string, makeBed: () => Promise<StoreBed>): void {
  describe(`the store on ${name}`, () => {
    let bed: StoreBed;
    let opened: Store[];

    async function open(clock: Clock): Promise<Store> {
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

    describe('claims', () => {
      const claim = { organization: 'x:1', key: 'pay 42', holdMs: 30_000 };

      it('gives a key to the first, shows it running to the second, and its outcome to the third', async () => {
        const clock = createFakeClock();
        const { claims } = await open(clock);
        expect(await claims.begin(claim)).toEqual({ state: 'new', since: clock.now() });
        const since = clock.now();
        clock.advance(1_000);
        expect(await claims.begin(claim)).toEqual({ state: 'running', since });
        await claims.finish({ ...claim, outcome: '{"paid":true}' });
        expect(await claims.begin(claim)).toEqual({ state: 'done', outcome: '{"paid":true}' });
      });

      it('keeps organizations apart', async () => {
        const { claims } = await open(createFakeClock());
        await claims.begin(claim);
        await claims.finish({ ...claim, outcome: '1' });
        expect(await claims.begin({ ...claim, organization: 'x:2' })).toMatchObject({ state: 'new' });
      });

      it('gives a key on when its holder let the time pass, and not a moment before', async () => {
        const clock = createFakeClock();
        const { claims } = await open(clock);
        const first = await claims.begin(claim);
        clock.advance(claim.holdMs - 1);
        expect(await claims.begin(claim)).toMatchObject({ state: 'running' });
        clock.advance(1);
        const second = await claims.begin(claim);
        expect(second).toEqual({ state: 'new', since: clock.now() });
        expect(second).not.toEqual(first);
        expect(await claims.begin(claim)).toMatchObject({ state: 'running' });
      });

      it('lets a released key be begun again at once', async () => {
        const clock = createFakeClock();
        const { claims } = await open(clock);
        await claims.begin(claim);
        await claims.release({ ...claim, since: clock.now() });
        expect(await claims.begin(claim)).toMatchObject({ state: 'new' });
      });

      it('does not let a holder that was taken for dead release the key of the next', async () => {
        const clock = createFakeClock();
        const { claims } = await open(clock);
        const lateSince = clock.now();
        await claims.begin(claim);
        clock.advance(claim.holdMs);
        await claims.begin(claim);
        await claims.release({ ...claim, since: lateSince });
        expect(await claims.begin(claim)).toMatchObject({ state: 'running' });
      });

      it('keeps the first outcome, whatever comes later', async () => {
        const clock = createFakeClock();
        const { claims } = await open(clock);
        await claims.begin(claim);
        await claims.finish({ ...claim, outcome: '1' });
        await claims.finish({ ...claim, outcome: '2' });
        await claims.release({ ...claim, since: clock.now() });
        clock.advance(claim.holdMs * 2);
        expect(await claims.begin(claim)).toEqual({ state: 'done', outcome: '1' });
      });

      it('remembers an outcome even when the claim itself is gone', async () => {
        const { claims } = await open(createFakeClock());
        await claims.finish({ ...claim, outcome: '1' });
        expect(await claims.begin(claim)).toEqual({ state: 'done', outcome: '1' });
      });

      it('refuses a hold of no time', async () => {
        const { claims } = await open(createFakeClock());
        await expect(claims.begin({ ...claim, holdMs: 0 })).rejects.toThrow(RangeError);
        await expect(claims.begin({ ...claim, holdMs: Number.NaN })).rejects.toThrow(RangeError);
      });

      it('gives one key to exactly one of fifty that begin it at once over two connections', async () => {
        const clock = createFakeClock();
        const [one, other] = [await open(clock), await open(clock)];
        const states = await Promise.all(
          Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? one : other).claims.begin(claim)),
        );
        expect(states.filter(({ state }) => state === 'new')).toHaveLength(1);
        expect(states.filter(({ state }) => state === 'running')).toHaveLength(49);
      });

      it('does as a plain table in memory would, whatever is asked in whatever order', async () => {
        const clock = createFakeClock();
        const { claims } = await open(clock);
        let runs = 0;
        const step = fc.record({
          act: fc.constantFrom('begin', 'finish', 'release', 'wait'),
          organization: fc.constantFrom('x:1', 'x:2'),
          key: fc.constantFrom('a', 'b'),
          ms: fc.integer({ min: 1, max: 50 }),
        });
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
            runs += 1;
            const table = claimTable();
            const begun = new Map<string, number>();
            for (const [index, { act, organization, key, ms }] of steps.entries()) {
              const real = { organization: `${organization} run ${runs}`, key };
              const row = `${organization} ${key}`;
              if (act === 'wait') clock.advance(ms);
              else if (act === 'begin') {
                const state = await claims.begin({ ...real, holdMs: ms });
                expect(state).toEqual(table.begin(row, ms, clock.now()));
                if (state.state === 'new') begun.set(row, state.since);
              } else if (act === 'finish') {
                await claims.finish({ ...real, outcome: `${index}` });
                table.finish(row, `${index}`);
              } else {
                const since = begun.get(row) ?? 0;
                await claims.release({ ...real, since });
                table.release(row, since);
              }
            }
          }),
          { numRuns: 60 },
        );
      });
    });

    describe('conversation settings', () => {
      const here = { organization: 'x:1', conversation: 'x:C1' };

      it('are empty until something is set', async () => {
        const { conversations } = await open(createFakeClock());
        expect(await conversations.settings(here)).toEqual({});
      });

      it('keep what was set last, over a restart', async () => {
        const clock = createFakeClock();
        const before = await open(clock);
        await before.conversations.change({ ...here, change: { language: 'en' } });
        await before.conversations.change({ ...here, change: { language: 'zh-CN' } });
        await before.close();
        const after = await open(clock);
        expect(await after.conversations.settings(here)).toEqual({ language: 'zh-CN' });
      });

      it('forget what is unset, and leave alone what a change does not name', async () => {
        const { conversations } = await open(createFakeClock());
        await conversations.change({ ...here, change: { language: 'zh-CN' } });
        await conversations.change({ ...here, change: {} });
        await conversations.change({ ...here, change: { language: undefined } });
        expect(await conversations.settings(here)).toEqual({ language: 'zh-CN' });
        await conversations.change({ ...here, change: { language: null } });
        expect(await conversations.settings(here)).toEqual({});
      });

      it('lose no change of how news comes, of many at once', async () => {
        const { conversations } = await open(createFakeClock());
        await conversations.change({ ...here, change: { language: 'zh-CN' } });
        const kinds = ['paid', 'price', 'shipped', 'arrived', 'closed'];
        const updates = kinds.map((kind) =>
          conversations.updateNotifications({
            ...here,
            update: (current) => ({ ...current, broadcast: [...(current?.broadcast ?? []), kind] }),
          }),
        );
        const told = await Promise.all(updates);
        const { language, notifications } = await conversations.settings(here);
        expect(language).toBe('zh-CN');
        expect(notifications?.broadcast?.toSorted()).toEqual(kinds.toSorted());
        expect(told).toContainEqual(notifications);
      });

      it('belong to one conversation of one organization', async () => {
        const { conversations } = await open(createFakeClock());
        await conversations.change({ ...here, change: { language: 'zh-CN' } });
        expect(await conversations.settings({ ...here, organization: 'x:2' })).toEqual({});
        expect(await conversations.settings({ ...here, conversation: 'x:C2' })).toEqual({});
      });
    });

    describe('what a person was answered', () => {
      const ann = { organization: 'x:1', person: 'x:U1' };

      it('is kept for that person alone, the last of it, until it is 30 days old', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        const since = clock.now();
        for (const at of [0, 1, 2, 3])
          await store.exchanges.keep({ ...ann, id: `e${at}`, body: `said ${at}`, at: since + at, most: 3 });
        await store.exchanges.keep({ ...ann, person: 'x:U2', id: 'e9', body: 'theirs', at: since, most: 3 });
        const again = await open(clock);
        const bodies = async (from: number) =>
          (await again.exchanges.since({ ...ann, since: from })).map(({ body }) => body);
        expect(await bodies(0)).toEqual(['said 1', 'said 2', 'said 3']);
        await store.exchanges.keep({ ...ann, id: 'e2', body: 'changed', at: since + 2, most: 3 });
        await store.exchanges.forget({ ...ann, id: 'e1' });
        expect(await bodies(since + 1)).toEqual(['changed', 'said 3']);
        clock.advance(30 * day + 3);
        expect(await store.sweep()).toMatchObject({ exchanges: 2 });
        expect(await bodies(0)).toEqual(['said 3']);
      });
    });

    describe('what is remembered of people', () => {
      const ann = { organization: 'x:1', person: 'x:U1' };

      it('is what was kept last under each name, over a restart', async () => {
        const clock = createFakeClock();
        const before = await open(clock);
        expect(await before.people.remembered(ann)).toEqual(new Map());
        await before.people.remember({ ...ann, name: 'b', value: '1' });
        await before.people.remember({ ...ann, name: 'a', value: '地址' });
        await before.people.remember({ ...ann, name: 'b', value: '2' });
        await before.close();
        const after = await open(clock);
        expect([...(await after.people.remembered(ann))]).toEqual([
          ['a', '地址'],
          ['b', '2'],
        ]);
      });

      it('can be forgotten, name by name', async () => {
        const { people } = await open(createFakeClock());
        for (const name of ['a', 'b', 'c']) await people.remember({ ...ann, name, value: name });
        await people.forget({ ...ann, names: [] });
        await people.forget({ ...ann, names: ['a', 'c', 'z'] });
        expect([...(await people.remembered(ann)).keys()]).toEqual(['b']);
      });

      it('is replaced by what it was, so that of several at once one does', async () => {
        const [one, other] = [await open(createFakeClock()), await open(createFakeClock())];
        const count = async ({ people }: typeof one): Promise<void> => {
          const from = (await people.remembered(ann)).get('n');
          const to = String(Number(from ?? 0) + 1);
          if (!(await people.replace({ ...ann, name: 'n', from, to }))) await count({ ...one, people });
        };
        await Promise.all(Array.from({ length: 20 }, (_, at) => count(at % 2 === 0 ? one : other)));
        expect((await one.people.remembered(ann)).get('n')).toBe('20');
        const name = 'n';
        expect(await one.people.replace({ ...ann, name, from: undefined, to: '1' })).toBe(false);
        expect(await one.people.replace({ ...ann, name, from: '19', to: undefined })).toBe(false);
        expect(await one.people.replace({ ...ann, person: 'x:U2', name, from: '20', to: '1' })).toBe(false);
        expect(await one.people.replace({ ...ann, organization: 'x:2', name, from: '20', to: '1' })).toBe(
          false,
        );
        expect(await one.people.replace({ ...ann, name, from: '20', to: undefined })).toBe(true);
        expect(await other.people.remembered(ann)).toEqual(new Map());
      });

      it('is one person’s, in one organization', async () => {
        const { people } = await open(createFakeClock());
        await people.remember({ ...ann, name: 'a', value: '1' });
        await people.forget({ ...ann, person: 'x:U2', names: ['a'] });
        await people.forget({ ...ann, organization: 'x:2', names: ['a'] });
        expect(await people.remembered({ ...ann, person: 'x:U2' })).toEqual(new Map());
        expect(await people.remembered({ ...ann, organization: 'x:2' })).toEqual(new Map());
        expect(await people.remembered(ann)).toEqual(new Map([['a', '1']]));
      });

      it('loses nothing when many things are kept at once', async () => {
        const { people } = await open(createFakeClock());
        const names = Array.from({ length: 20 }, (_, at) => `n${at}`);
        await Promise.all(names.map((name) => people.remember({ ...ann, name, value: name })));
        expect((await people.remembered(ann)).size).toBe(20);
      });
    });

    describe('buttons', () => {
      const button = { organization: 'x:1', payload: 'seller?offer=951807530375&…', forMs: day };

      it('give back what was kept, over a restart, to the organization that kept it alone', async () => {
        const clock = createFakeClock();
        const before = await open(clock);
        const key = await before.buttons.keep(button);
        expect(key).toMatch(/^[A-Za-z0-9]{16,22}$/);
        await before.close();
        const { buttons } = await open(clock);
        expect(await buttons.recall({ organization: 'x:1', key })).toBe(button.payload);
        expect(await buttons.recall({ organization: 'x:2', key })).toBeUndefined();
        expect(await buttons.recall({ organization: 'x:1', key: 'unknown' })).toBeUndefined();
      });

      it('have one key for one payload of one organization', async () => {
        const clock = createFakeClock();
        const { buttons } = await open(clock);
        const key = await buttons.keep(button);
        clock.advance(day / 2);
        expect(await buttons.keep(button)).toBe(key);
        expect(await buttons.keep({ ...button, payload: 'other' })).not.toBe(key);
        expect(await buttons.keep({ ...button, organization: 'x:2' })).not.toBe(key);
      });

      it('live as long as was asked from the last time they were kept', async () => {
        const clock = createFakeClock();
        const { buttons } = await open(clock);
        const key = await buttons.keep(button);
        clock.advance(day - 1);
        expect(await buttons.recall({ organization: 'x:1', key })).toBe(button.payload);
        expect(await buttons.keep(button)).toBe(key);
        clock.advance(day - 1);
        expect(await buttons.recall({ organization: 'x:1', key })).toBe(button.payload);
        expect(await buttons.keep({ ...button, forMs: 1 })).toBe(key);
        expect(await buttons.keep({ ...button, forMs: day })).toBe(key);
        clock.advance(day - 1);
        expect(await buttons.recall({ organization: 'x:1', key })).toBe(button.payload);
      });

      it('expire, and then have another key', async () => {
        const clock = createFakeClock();
        const { buttons } = await open(clock);
        const key = await buttons.keep(button);
        clock.advance(2 * day);
        expect(await buttons.recall({ organization: 'x:1', key })).toBeUndefined();
        const next = await buttons.keep(button);
        expect(next).not.toBe(key);
        expect(await buttons.recall({ organization: 'x:1', key })).toBeUndefined();
        expect(await buttons.recall({ organization: 'x:1', key: next })).toBe(button.payload);
      });

      it('have one key when many keep the same at once over two connections', async () => {
        const clock = createFakeClock();
        const [one, other] = [await open(clock), await open(clock)];
        const keys = await Promise.all(
          Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other).buttons.keep(button)),
        );
        expect(new Set(keys).size).toBe(1);
      });

      it('live for the longest time asked when two keep the same at once', async () => {
        const clock = createFakeClock();
        const [one, other] = [await open(clock), await open(clock)];
        const [key] = await Promise.all([
          one.buttons.keep(button),
          other.buttons.keep({ ...button, forMs: 1 }),
        ]);
        clock.advance(day - 1);
        expect(await one.buttons.recall({ organization: 'x:1', key })).toBe(button.payload);
      });

      it('give back any text as it was', async () => {
        const { buttons } = await open(createFakeClock());
        await fc.assert(
          fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (payload) => {
            const key = await buttons.keep({ ...button, payload });
            expect(await buttons.recall({ organization: 'x:1', key })).toBe(payload);
          }),
          { numRuns: 50 },
        );
      });
    });

    describe('organizations', () => {
      it('are the place itself until it is joined to another', async () => {
        const { organizations } = await open(createFakeClock());
        expect(await organizations.of({ workspace: 'x:T0123' })).toBe('x:T0123');
        expect(await organizations.of({ workspace: 'y:456' })).toBe('y:456');
      });

      it('must be named: an empty one is refused', async () => {
        const { claims, buttons } = await open(createFakeClock());
        const nobody = { organization: '', key: 'k' };
        await expect(claims.begin({ ...nobody, holdMs: 1 })).rejects.toMatchObject({ fault: 'unguarded' });
        await expect(buttons.recall(nobody)).rejects.toMatchObject({ fault: 'unguarded' });
      });
    });

    describe('sweeping', () => {
      it('removes what is past its time, however much, and nothing else', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        const many = Array.from({ length: 1_100 }, (_, index) => index);
        await Promise.all(
          many.map((index) =>
            store.buttons.keep({ organization: `x:${index % 3}`, payload: `${index}`, forMs: 1_000 }),
          ),
        );
        await Promise.all(
          many
            .slice(0, 600)
            .map((index) =>
              store.claims.finish({ organization: `x:${index % 3}`, key: `${index}`, outcome: '1' }),
            ),
        );
        await store.claims.begin({ organization: 'x:1', key: 'abandoned', holdMs: 1_000 });
        expect(await store.sweep()).toMatchObject({ claims: 0, buttons: 0 });

        clock.advance(29 * day);
        await store.claims.finish({ organization: 'x:1', key: 'late', outcome: '"kept"' });
        const key = await store.buttons.keep({ organization: 'x:1', payload: 'late', forMs: 3 * day });
        expect(await store.sweep()).toMatchObject({ claims: 0, buttons: 1_100 });
        clock.advance(2 * day);
        expect(await store.sweep()).toMatchObject({ claims: 601, buttons: 0 });

        expect(await store.buttons.recall({ organization: 'x:1', key })).toBe('late');
        expect(await store.claims.begin({ organization: 'x:1', key: 'late', holdMs: 1 })).toEqual({
          state: 'done',
          outcome: '"kept"',
        });
        expect(await store.claims.begin({ organization: 'x:1', key: '1', holdMs: 1 })).toMatchObject({
          state: 'new',
        });
      });
    });

    describe('opening and closing', () => {
      it('is ready until it is closed, and then says why not', async () => {
        const store = await open(createFakeClock());
        expect(await store.ready()).toEqual({ ok: true });
        await store.close();
        expect(await store.ready()).toEqual({ ok: false, detail: 'The store is closed.' });
        await expect(store.buttons.recall({ organization: 'x:1', key: 'k' })).rejects.toMatchObject({
          fault: 'closed',
        });
        await expect(store.close()).resolves.toBeUndefined();
      });

      it('writes a row to see whether it is ready, once in five seconds however often it is asked', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        const written = () => store.settings.get({ organization: 'heartbeat', name: 'ready' });
        const began = clock.now();
        for (const [, ms] of [0, 0, 4_999].entries()) {
          clock.advance(ms);
          await Promise.all([store.ready(), store.ready()]);
          expect(await written()).toBe(String(began));
        }
        clock.advance(1);
        expect(await store.ready()).toEqual({ ok: true });
        expect(await written()).toBe(String(began + 5_000));
        await store.writeAndRead();
      });

      it('commits what was asked before it was closed', async () => {
        const clock = createFakeClock();
        const store = await open(clock);
        const begun = ['a', 'b', 'c'].map((key) =>
          store.claims.begin({ organization: 'x:1', key, holdMs: 1_000 }),
        );
        // Every write is on its way to the database, and none can have been committed in this turn.
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        await store.close();
        expect(await Promise.all(begun)).toHaveLength(3);
        const again = await open(clock);
        for (const key of ['a', 'b', 'c']) {
          expect(await again.claims.begin({ organization: 'x:1', key, holdMs: 1 })).toMatchObject({
            state: 'running',
          });
        }
      });
    });
  });
}

/** The rules of {@link Claims} again, over a plain map. */
function claimTable() {
  const rows = new Map<string, { since: number; heldUntil: number; outcome?: string }>();
  return {
    begin(row: string, holdMs: number, now: number): ClaimState {
      const found = rows.get(row);
      if (found?.outcome !== undefined) return { state: 'done', outcome: found.outcome };
      if (found !== undefined && now < found.heldUntil) return { state: 'running', since: found.since };
      rows.set(row, { since: now, heldUntil: now + holdMs });
      return { state: 'new', since: now };
    },
    finish(row: string, outcome: string): void {
      const found = rows.get(row);
      if (found?.outcome === undefined) rows.set(row, { since: 0, heldUntil: 0, ...found, outcome });
    },
    release(row: string, since: number): void {
      const found = rows.get(row);
      if (found?.since === since && found.outcome === undefined) rows.delete(row);
    },
  };
}
