import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { minuteMs } from '../../../src/runtime/durations.ts';
import { systemRandom } from '../../../src/runtime/random.ts';
import type { PushedMessage } from '../../../src/store/contract/orders.ts';
import type { RunUnit } from '../../../src/store/contract/units.ts';
import {
  createDatabase,
  createTransactingDatabase,
  type TransactingDatabase,
} from '../../../src/store/database.ts';
import type { Engine } from '../../../src/store/engine.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { migrations } from '../../../src/store/migrations/list.ts';
import { keepCheckpoints } from '../../../src/store/sqlite/checkpoints.ts';
import { connectSqlite } from '../../../src/store/sqlite/connection.ts';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import type { ThreadBounds } from '../../../src/store/sqlite/store-thread.ts';
import { keepUnit } from '../../../src/store/units.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { faultyUnits } from './faulty-units.ts';

const faultyThread = new URL('faulty-thread.ts', import.meta.url);

const message = (digest: string): PushedMessage => ({
  account: 'a',
  digest,
  body: '{}',
  trace: 't',
  receivedAt: 1,
});

describe('the log of a database', () => {
  it('is brought into it once it is long, and that is told before and after', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'bot.db');
    const connection = connectSqlite(file);
    const clock = createFakeClock();
    const told: string[] = [];
    const checkpoints = keepCheckpoints({ connection, clock, tell: (each) => told.push(each) });
    connection.exec('create table t (x)');
    const size = () => statSync(file).size;
    checkpoints.look();
    clock.advance(1_000);
    expect([told, size() < 10_000]).toEqual([[], true]);
    connection.prepare('insert into t values (?)').run(Buffer.alloc(5 * 1024 * 1024));
    checkpoints.look();
    clock.advance(1_000);
    expect([told, size() > 5 * 1024 * 1024]).toEqual([['begun', 'over'], true]);
    connection.close();
  });
});

describe('the store’s thread', () => {
  let folder: string;
  let engine: Engine;
  let database: TransactingDatabase;
  let run: RunUnit;
  let ended: Promise<Error>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'thread-'));
  });

  afterEach(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(entry = faultyThread, threadBounds: ThreadBounds = {}): Promise<void> {
    engine = openSqlite({ path: join(folder, 'bot.db'), threadBounds, random: systemRandom, log: silentLog });
    const clock = createFakeClock();
    const bare = createDatabase(engine);
    database = createTransactingDatabase({ database: bare, clock, random: systemRandom });
    await migrate({ database: bare, migrations, version: '0.2.0', clock, log: silentLog });
    const started = engine.startThread?.(entry);
    if (started === undefined) throw new Error('a file has a thread');
    ({ run, ended } = started);
  }

  /** The digests that are kept, as another connection sees them. */
  async function kept(): Promise<readonly string[]> {
    const rows = await database.unscoped.selectFrom('inbox').select('digest').orderBy('digest').execute();
    return rows.map(({ digest }) => digest);
  }

  async function write(value: string): Promise<void> {
    await database.transact(async ({ scoped }) => {
      await scoped
        .insertInto('organization_settings')
        .values({ organization: 'x:1', name: value, value })
        .execute();
    });
  }

  it('keeps what it is given, between writes of this one', async () => {
    await start();
    const digests = Array.from({ length: 30 }, (_, at) => `d${String(at).padStart(2, '0')}`);
    const outcomes = await Promise.all(
      digests.map(async (digest, at) => {
        const [outcome] = await Promise.all([run(keepUnit, [message(digest)]), write(`w${at}`)]);
        return outcome;
      }),
    );
    expect(outcomes).toEqual(digests.map(() => ['new']));
    expect(await kept()).toEqual(digests);
    expect(await run(keepUnit, [message('d00'), message('new')])).toEqual(['repeat', 'new']);
  });

  it('goes on after a unit that fails, of which it says no more than the kind', async () => {
    await start();
    const refused = run(faultyUnits.refuses, 'd');
    await expect(refused).rejects.toMatchObject({ name: 'StoreError', fault: 'failed' });
    await expect(refused).rejects.not.toThrow('hunter2');
    await expect(run(faultyUnits.givesNoData, 'e')).rejects.toMatchObject({ fault: 'failed' });
    expect(await run(keepUnit, [message('f')])).toEqual(['new']);
  });

  it.each([
    ['throws outside of any unit', faultyUnits.throws, 'thrown outside of any unit', {}],
    ['leaves', faultyUnits.leaves, 'status 3', {}],
    ['has no memory left', faultyUnits.fillsMemory, 'out of memory', { memoryMiB: 24 }],
  ])(
    'is over where it %s: nothing more is said to be kept, and this one still works',
    async (_, unit, why, bounds) => {
      await start(faultyThread, bounds);
      expect(await run(keepUnit, [message('before')])).toEqual(['new']);
      const asked = await Promise.allSettled([
        run(unit, 'during'),
        ended.then(() => run(keepUnit, [message('after')])),
      ]);
      for (const each of asked) {
        expect(each).toMatchObject({
          status: 'rejected',
          reason: { name: 'StoreError', fault: 'ended', message: expect.stringContaining(why) },
        });
      }
      expect(await ended).toMatchObject({ message: expect.stringContaining('Start the bot again') });
      await write('still');
      expect(await kept()).not.toContain('after');
    },
  );

  it('is over where it says nothing for two minutes, but not after one stop of the whole process', async () => {
    const clock = createFakeClock();
    await start(faultyThread, { clock });
    const first = run(keepUnit, [message('before')]);
    // Loading its program may take as long as everything else lets it.
    await clock.elapse(100_000);
    expect(await first).toEqual(['new']);
    const hanging = Promise.allSettled([run(faultyUnits.hangs, 'during')]);
    while (!(await kept()).includes('during')) await new Promise((resolve) => setImmediate(resolve));
    const behind = Promise.allSettled([run(keepUnit, [message('behind')])]);
    await clock.elapse(90_000);
    expect(await Promise.race([ended, 'not yet'])).toBe('not yet');
    await clock.elapse(60_000);
    for (const [each] of [await hanging, await behind]) {
      expect(each).toMatchObject({
        reason: { fault: 'ended', message: expect.stringContaining('did not answer') },
      });
    }
    await write('still');
    expect(await kept()).toEqual(['before', 'during']);
  });

  it('may be busy for longer while it brings the log into the database', async () => {
    const clock = createFakeClock();
    await start(faultyThread, { clock });
    expect(await run(keepUnit, [message('before')])).toEqual(['new']);
    const hanging = Promise.allSettled([run(faultyUnits.hangsInCheckpoint, 'during')]);
    while (!(await kept()).includes('during')) await new Promise((resolve) => setImmediate(resolve));
    // Told to this thread by then.
    while (clock.untilNextMs < 200_000) await new Promise((resolve) => setImmediate(resolve));
    await clock.elapse(20 * minuteMs);
    expect(await Promise.race([ended, 'not yet'])).toBe('not yet');
    await clock.elapse(20 * minuteMs);
    expect(await hanging).toMatchObject([{ reason: { fault: 'ended' } }]);
  });

  it('is over where its program can’t be loaded', async () => {
    await start(new URL('no-such-thread.ts', import.meta.url));
    await expect(run(keepUnit, [message('a')])).rejects.toMatchObject({ fault: 'ended' });
    expect(await kept()).toEqual([]);
  });

  it('ends what is under way when it is closed, takes nothing more, and leaves one file', async () => {
    await start();
    const last = run(keepUnit, [message('last')]);
    await run(keepUnit, [message('first')]);
    await engine.close();
    expect(await last).toEqual(['new']);
    await expect(run(keepUnit, [message('late')])).rejects.toMatchObject({ fault: 'closed' });
    expect(existsSync(join(folder, 'bot.db-wal'))).toBe(false);
    await start();
    expect(await kept()).toEqual(['first', 'last']);
  });
});
