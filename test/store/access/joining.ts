import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/contract/store.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { add, delivery, ofOrder, watch } from '../news/rows.ts';
import type { OpenStore } from '../news-contract.ts';

const roles = ['viewer', 'buyer'];
const grant = (organization: string, scope: string, subject: string, role: string) => ({
  organization,
  scope,
  subject,
  role,
  name: subject,
  grantedBy: 'x:U9',
  grantedAt: 1,
});

/** What every dialect of the store must do for workspaces that join others. */
export function joiningContract(open: OpenStore): void {
  describe('joining', () => {
    const offer = ({ organizations }: Store, organization: string, digest: string, expiresAt = 10_000) =>
      organizations.offer({ organization, digest, madeBy: 'x:U1', expiresAt });

    it('takes a code once, until it is too old', async () => {
      const clock = createFakeClock(1_000);
      const store = await open(clock);
      const { organizations } = store;
      await offer(store, 'x:T1', 'd1');
      await offer(store, 'x:T1', 'd2', 1_500);
      expect(await organizations.offered({ digest: 'd1' })).toBe('x:T1');
      expect(await organizations.offered({ digest: 'd3' })).toBeUndefined();
      clock.advance(500);
      const join = (workspace: string, digest: string) => organizations.join({ workspace, digest, roles });
      expect(await join('x:T2', 'd2')).toEqual({ state: 'no code' });
      expect(await join('x:T1', 'd1')).toEqual({ state: 'same' });
      expect(await join('y:G1', 'd1')).toEqual({ state: 'joined', organization: 'x:T1' });
      expect(await join('x:T2', 'd1')).toEqual({ state: 'no code' });
      expect(await organizations.of({ workspace: 'y:G1' })).toBe('x:T1');
      expect(await organizations.of({ workspace: 'x:T2' })).toBe('x:T2');
    });

    it('shows at once, in every process that knew the place before', async () => {
      const clock = createFakeClock(1_000);
      const [one, other] = [await open(clock), await open(clock)];
      await offer(one, 'x:T1', 'd1');
      for (const { organizations } of [one, other]) {
        expect(await organizations.of({ workspace: 'x:T2' })).toBe('x:T2');
      }
      await one.organizations.join({ workspace: 'x:T2', digest: 'd1', roles });
      for (const { organizations } of [one, other]) {
        expect(await organizations.of({ workspace: 'x:T2' })).toBe('x:T1');
      }
    });

    it('lets one of many join by one code, and two that join each other end in one organization', async () => {
      const clock = createFakeClock(1_000);
      const [one, other] = [await open(clock), await open(clock)];
      await offer(one, 'x:T1', 'd1');
      const places = Array.from({ length: 20 }, (_, at) => `y:G${at}`);
      const joined = await Promise.all(
        places.map((workspace, at) =>
          (at % 2 === 0 ? one : other).organizations.join({ workspace, digest: 'd1', roles }),
        ),
      );
      expect(joined.filter(({ state }) => state === 'joined')).toHaveLength(1);

      await offer(one, 'a:1', 'toA');
      await offer(one, 'b:1', 'toB');
      await Promise.all([
        one.organizations.join({ workspace: 'b:1', digest: 'toA', roles }),
        other.organizations.join({ workspace: 'a:1', digest: 'toB', roles }),
      ]);
      clock.advance(10_000);
      const [a, b] = [
        await one.organizations.of({ workspace: 'a:1' }),
        await one.organizations.of({ workspace: 'b:1' }),
      ];
      expect(a).toBe(b);
    });

    it('brings along the places that were joined before, and is not undone by another join', async () => {
      const store = await open(createFakeClock(1_000));
      const { organizations } = store;
      await offer(store, 'x:T2', 'd1');
      await organizations.join({ workspace: 'y:G1', digest: 'd1', roles });
      await offer(store, 'x:T1', 'd2');
      await organizations.join({ workspace: 'x:T2', digest: 'd2', roles });
      expect(await organizations.of({ workspace: 'y:G1' })).toBe('x:T1');
      await offer(store, 'x:T3', 'd3');
      expect(await organizations.join({ workspace: 'y:G1', digest: 'd3', roles })).toEqual({
        state: 'elsewhere',
      });
      // A code of an organization that was joined meanwhile would lead to where nobody is.
      await offer(store, 'x:T4', 'd4');
      await offer(store, 'x:T1', 'd5');
      await organizations.join({ workspace: 'x:T4', digest: 'd5', roles });
      expect(await organizations.offered({ digest: 'd4' })).toBeUndefined();
    });

    it('brings along what is set for conversations and people, and no power over the rest', async () => {
      const clock = createFakeClock(1_000);
      const store = await open(clock);
      const { organizations, conversations, people, buttons, grants, userChoices, watches, settings } = store;
      const [from, to] = ['y:G1', 'x:T1'];
      const here = { organization: from, conversation: 'y:C1' };
      await conversations.change({ ...here, change: { language: 'zh-CN' } });
      await people.remember({ organization: from, person: 'y:U1', name: 'address', value: '1' });
      await people.remember({ organization: to, person: 'y:U1', name: 'address', value: '2' });
      const key = await buttons.keep({ organization: from, payload: 'p1', forMs: 60_000 });
      const both = await buttons.keep({ organization: from, payload: 'p2', forMs: 60_000 });
      await buttons.keep({ organization: to, payload: 'p2', forMs: 60_000 });
      for (const [scope, subject, role] of [
        ['everywhere', 'person y:U2', 'admin'],
        ['everywhere', 'person y:U3', 'viewer'],
        ['y:C1', 'person y:U4', 'approver'],
      ] as const) {
        await grants.set(grant(from, scope, subject, role));
      }
      const choice = { organization: from, userId: '7', setBy: 'y:U1', setAt: 1 };
      await userChoices.set({ ...choice, subject: 'everywhere' });
      await userChoices.set({ ...choice, subject: 'person y:U1' });
      await watches.set(watch({ organization: from, conversation: 'y:C1', workspace: from }));
      await settings.set({ organization: from, name: 'n', value: 'v' });

      await offer(store, to, 'd1');
      await organizations.join({ workspace: from, digest: 'd1', roles });

      expect(await conversations.settings({ ...here, organization: to })).toEqual({ language: 'zh-CN' });
      expect(await people.remembered({ organization: to, person: 'y:U1' })).toEqual(
        new Map([['address', '2']]),
      );
      expect(await buttons.recall({ organization: to, key })).toBe('p1');
      expect(await buttons.recall({ organization: to, key: both })).toBeUndefined();
      expect((await grants.of({ organization: to })).map(({ scope, subject }) => [scope, subject])).toEqual([
        ['everywhere', 'person y:U3'],
        ['y:C1', 'person y:U4'],
      ]);
      expect((await userChoices.of({ organization: to })).map(({ subject }) => subject)).toEqual([
        'person y:U1',
      ]);
      expect(await watches.of({ organization: to, conversation: 'y:C1' })).toHaveLength(1);
      expect(await settings.get({ organization: to, name: 'n' })).toBeUndefined();
      expect(await grants.of({ organization: from })).toEqual([]);
      expect(await watches.of(here)).toEqual([]);

      // Another process that had not noticed yet.
      await watches.set(watch({ organization: from, conversation: 'y:C2', workspace: from }));
      await grants.set(grant(from, 'everywhere', 'person y:U5', 'admin'));
      await store.sweep();
      expect(await watches.of({ organization: to, conversation: 'y:C2' })).toHaveLength(1);
      expect(await grants.of({ organization: to })).toHaveLength(2);
    });

    it('brings along requests with what is still to be said of them', async () => {
      const store = await open(createFakeClock(1_000));
      const ask = (organization: string, id: string, asker = 'y:U1') =>
        store.requests.open(
          {
            organization,
            id,
            kind: 'seller',
            subject: 'seller:1',
            asker,
            open: true,
            status: 'open',
            state: '{}',
            version: 1,
            createdAt: 1,
            changedAt: 1,
          },
          [{ part: 'card', workspace: 'G1', conversation: 'y:C1', dueAt: 1_000 }],
        );
      await ask('y:G1', 'r1');
      await ask('y:G1', 'r2', 'y:U2');
      await ask('x:T1', 'r3');
      await offer(store, 'x:T1', 'd1');
      await store.organizations.join({ workspace: 'y:G1', digest: 'd1', roles });
      expect(
        (await store.requests.list({ organization: 'x:T1', limit: 9 })).map(({ id }) => id).sort(),
      ).toEqual(['r2', 'r3']);
      expect(await store.requests.get({ organization: 'y:G1', id: 'r2' })).toBeUndefined();
    });

    it('says what came late of a place that was joined, where its conversation has a queue already', async () => {
      const clock = createFakeClock(1_000);
      const store = await open(clock);
      const queueOf = async () => (await store.queues.claim({ limit: 9, holdMs: 1_000 }))[0];
      const wait = (organization: string, subjectId: string) =>
        add(store, delivery(subjectId, { organization, conversation: 'y:C1' }));
      await wait('x:T1', '1');
      const before = await queueOf();
      if (before === undefined) throw new Error('no queue');
      await store.queues.settle(before, [ofOrder('1')], { cards: [], nextSendAt: 1_000 });
      await store.queues.release(before, 1_000);
      await offer(store, 'x:T1', 'd1');
      await store.organizations.join({ workspace: 'y:G1', digest: 'd1', roles });
      await wait('y:G1', '2');
      await store.sweep();
      const queue = await queueOf();
      expect(queue).toMatchObject({ organization: 'x:T1', conversation: 'y:C1' });
      if (queue === undefined) return;
      expect(await store.queues.due(queue, 9)).toMatchObject([{ subjectId: '2' }]);
    });
  });
}
