import { describe, expect, it } from 'vitest';
import type { StoredGrant } from '../../../src/store/contract/access.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';

const grant = (overrides: Partial<StoredGrant> = {}): StoredGrant => ({
  organization: 'x:T1',
  scope: 'everywhere',
  subject: 'person x:U1',
  role: 'approver',
  name: 'ann',
  grantedBy: 'x:U9',
  grantedAt: 1_000,
  ...overrides,
});
const keepOne = { scope: 'everywhere', role: 'admin' };

/** What every dialect of the store must do for roles. */
export function grantContract(open: OpenStore): void {
  describe('grants', () => {
    it('are one a subject in each scope, as it was granted last, and seen at once by another process', async () => {
      const clock = createFakeClock();
      const [one, other] = [await open(clock), await open(clock)];
      await one.grants.set(grant());
      expect(await other.grants.of({ organization: 'x:T1' })).toEqual([grant()]);
      const again = grant({ role: 'viewer', name: 'Ann', grantedBy: 'x:U8', grantedAt: 2_000 });
      expect(await other.grants.set(again)).toBe('set');
      await other.grants.set(grant({ scope: 'x:C1' }));
      expect(await one.grants.of({ organization: 'x:T1' })).toEqual([again, grant({ scope: 'x:C1' })]);
      expect(await other.grants.remove(again)).toBe('removed');
      expect(await one.grants.of({ organization: 'x:T1', scopes: ['everywhere'] })).toEqual([]);
      expect(await one.grants.remove(again)).toBe('absent');
    });

    it('are asked for by scope, and belong to one organization', async () => {
      const { grants } = await open(createFakeClock());
      const [here, there] = [grant({ scope: 'x:C1' }), grant({ scope: 'x:C2' })];
      for (const each of [here, there, grant()]) await grants.set(each);
      await grants.set(grant({ organization: 'x:T2' }));
      const found = await grants.of({ organization: 'x:T1', scopes: ['everywhere', 'x:C1'] });
      expect(found).toEqual([grant(), here]);
      expect(await grants.remove(grant({ organization: 'x:T3' }))).toBe('absent');
      expect(await grants.of({ organization: 'x:T2' })).toHaveLength(1);
    });

    it('leave a kept role to somebody', async () => {
      const { grants } = await open(createFakeClock());
      const only = grant({ role: 'admin' });
      await grants.set(only, keepOne);
      expect(await grants.remove(only, keepOne)).toBe('last');
      expect(await grants.set({ ...only, role: 'viewer' }, keepOne)).toBe('last');
      // What holds in one conversation keeps nobody, and takes from nobody.
      await grants.set({ ...only, scope: 'x:C1', subject: 'person x:U2' }, keepOne);
      expect(await grants.remove(only, keepOne)).toBe('last');
      expect(await grants.set({ ...only, scope: 'x:C1', role: 'viewer' }, keepOne)).toBe('set');
      await grants.set({ ...only, subject: 'group x:S1' }, keepOne);
      expect(await grants.remove(only, keepOne)).toBe('removed');
      expect(await grants.remove(only, keepOne)).toBe('absent');
      expect(await grants.of({ organization: 'x:T1', scopes: ['everywhere'] })).toHaveLength(1);
    });

    it('leave it to somebody when two take it from each other at once, over two connections', async () => {
      const clock = createFakeClock();
      const stores = [await open(clock), await open(clock)];
      for (let round = 0; round < 10; round += 1) {
        const two = ['person x:U1', 'person x:U2'].map((subject) =>
          grant({ subject, role: 'admin', organization: `x:T${round}` }),
        );
        for (const each of two) await stores[0]?.grants.set(each);
        const done = await Promise.all(two.map((each, index) => stores[index]?.grants.remove(each, keepOne)));
        expect([...done].sort()).toEqual(['last', 'removed']);
      }
    });
  });
}
