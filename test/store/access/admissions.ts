import { expect, it } from 'vitest';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import type { OpenStore } from '../news-contract.ts';

/** What every dialect of the store must do for workspaces that are let in. */
export function admissionContract(open: OpenStore): void {
  const keep = 3;
  const watch = (conversation: string, workspace: string) => ({
    organization: `x:${workspace}`,
    conversation,
    subject: 'all',
    workspace,
    account: 'a',
    rule: '{}',
    setBy: 'x:U1',
    setAt: 1,
  });

  it('keeps what was decided of a workspace, and tells every process at once', async () => {
    const clock = createFakeClock();
    const [{ admissions: one }, { admissions: other }] = [await open(clock), await open(clock)];
    expect(await one.of({ workspace: 'x:T1' })).toBeUndefined();
    const by = { workspace: 'x:T1', by: 'x:U1', at: 5 };
    expect(await one.set({ ...by, state: 'admitted' })).toBe(true);
    expect(await other.of({ workspace: 'x:T1' })).toBe('admitted');
    expect(await other.set({ ...by, state: 'admitted', at: 6 })).toBe(false);
    expect(await other.admitted()).toEqual([
      { workspace: 'x:T1', state: 'admitted', changedBy: 'x:U1', changedAt: 5 },
    ]);
    expect(await other.set({ ...by, state: 'dismissed', at: 7 })).toBe(true);
    expect(await one.of({ workspace: 'x:T1' })).toBe('dismissed');
    expect(await one.admitted()).toEqual([]);
  });

  it('notes the newest that knocked, without undoing what was decided', async () => {
    const { admissions } = await open(createFakeClock());
    for (const at of [1, 2, 3, 4, 5]) await admissions.knock({ workspace: `x:T${at}`, at, keep });
    const placesNow = async () => (await admissions.knocked({ limit: 10 })).map(({ workspace }) => workspace);
    expect(await placesNow()).toEqual(['x:T5', 'x:T4', 'x:T3']);
    await admissions.knock({ workspace: 'x:T3', at: 9, keep });
    expect(await placesNow()).toEqual(['x:T3', 'x:T5', 'x:T4']);
    await admissions.set({ workspace: 'x:T5', state: 'admitted', by: 'x:U1', at: 10 });
    await admissions.set({ workspace: 'x:T4', state: 'dismissed', by: 'x:U1', at: 10 });
    for (const workspace of ['x:T5', 'x:T4']) await admissions.knock({ workspace, at: 11, keep });
    expect(await admissions.of({ workspace: 'x:T5' })).toBe('admitted');
    expect(await admissions.knocked({ limit: 1 })).toEqual([
      { workspace: 'x:T4', state: 'dismissed', changedBy: 'x:U1', changedAt: 10, knockedAt: 11 },
    ]);
  });

  it('tells which watched places are not decided on', async () => {
    const { admissions, watches } = await open(createFakeClock());
    for (const each of [
      watch('x:C1', 'T1'),
      watch('x:C2', 'T1'),
      watch('x:C3', 'T2'),
      watch('x:C4', 'T3'),
      watch('x:D1', 'dm:U1'),
    ]) {
      await watches.set(each);
    }
    await admissions.set({ workspace: 'x:T2', state: 'dismissed', by: 'x:U1', at: 1 });
    await admissions.knock({ workspace: 'x:T3', at: 1, keep });
    expect(await admissions.undecided()).toEqual([
      { workspace: 'x:T1', watches: 2 },
      { workspace: 'x:T3', watches: 1 },
    ]);
  });

  it('lets one of many decide at once', async () => {
    const { admissions } = await open(createFakeClock());
    const many = Array.from({ length: 8 }, (_, index) =>
      admissions.set({ workspace: 'x:T1', state: 'admitted', by: `x:U${index}`, at: index }),
    );
    expect((await Promise.all(many)).filter(Boolean)).toHaveLength(1);
  });
}
