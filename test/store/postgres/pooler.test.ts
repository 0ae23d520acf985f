import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../src/runtime/clock.ts';
import { type Pooler, startPooler } from '../../fakes/pooler.ts';
import { describeOnPostgres, makeEmptyPostgresBed, type PostgresBed, throughPort } from './bed.ts';

describeOnPostgres('PostgreSQL behind a pooler', () => {
  let bed: PostgresBed;
  let pooler: Pooler | undefined;

  beforeEach(async () => {
    bed = await makeEmptyPostgresBed();
  });

  afterEach(async () => {
    await pooler?.close();
    await bed.dispose();
  });

  async function openThrough(options: Omit<Parameters<typeof startPooler>[0], 'url'>, search = '') {
    pooler = await startPooler({ url: bed.url, ...options });
    return bed.open(systemClock, { url: `${throughPort(bed.url, pooler.port)}${search}` });
  }

  const shared = { fault: 'setting', message: expect.stringContaining('pool_mode = session') };
  const tables = () => bed.ask("select tablename from pg_tables where schemaname = 'public'");

  it('is used where the session stays one, with its time-outs, and hears and holds', async () => {
    const store = await openThrough({ mode: 'session' }, '?lock_timeout=4321');
    expect(await store.claims.begin({ organization: 'x:1', key: 'k', holdMs: 1 })).toMatchObject({
      state: 'new',
    });
    const held = Promise.withResolvers<void>();
    const hold = store.exclusive.hold('gateway', { onHeld: held.resolve, onLost: () => undefined });
    await held.promise;
    expect(await bed.ask("select 1 from pg_locks where locktype = 'advisory'")).not.toEqual([]);
    await hold.release();
    await store.close();
  });

  it.each([
    ['transactions, the last one first', { mode: 'transaction' }],
    ['transactions, one after the other', { mode: 'transaction', inTurn: true }],
    ['statements', { mode: 'statement' }],
    ['statements, one after the other', { mode: 'statement', inTurn: true }],
  ] as const)('is refused where it pools %s, before a table is made', async (_what, options) => {
    await expect(openThrough(options)).rejects.toMatchObject(shared);
    expect(await tables()).toEqual([]);
  });

  it('is told which word of the URL the pooler does not take', async () => {
    const opened = openThrough({ mode: 'session' }, '?options=-c%20geqo%3Doff');
    await expect(opened).rejects.toMatchObject({
      fault: 'cannot-open',
      message: expect.stringMatching(/options.*ignore_startup_parameters/),
    });
  });
});
