import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/runtime/random.ts';
import { createDatabase, createTransactingDatabase } from '../../../src/store/database.ts';
import { createInbox } from '../../../src/store/inbox.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { migrations } from '../../../src/store/migrations/list.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { createUnitTables } from '../../../src/store/unit-tables.ts';
import { runHere } from '../../../src/store/units.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../../fakes/silent-log.ts';
import { makeSqliteBed, type SqliteBed } from '../bed.ts';
import { message, waiting } from '../news/rows.ts';

const keeper = fileURLToPath(new URL('keeper.ts', import.meta.url));

describe('the inbox in a SQLite file', () => {
  let bed: SqliteBed;
  let child: ChildProcess | undefined;

  beforeEach(async () => {
    bed = await makeSqliteBed();
  });

  afterEach(async () => {
    if (child !== undefined) await kill(child);
    await bed.dispose();
  });

  it.each([1, 300, 2_000])(
    'loses nothing that it said was kept when it is killed after %i',
    async (after) => {
      child = spawn(process.execPath, [keeper, `sqlite:${bed.file}`], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      if (child.stdout === null) throw new Error('no output');
      const kept = new Set<string>();
      for await (const line of createInterface({ input: child.stdout })) {
        kept.add(line);
        // What it goes on to say until it is gone counts as well.
        if (kept.size === after) child.kill('SIGKILL');
      }
      await kill(child);
      expect(child.signalCode).toBe('SIGKILL');

      const store = await bed.open(createFakeClock());
      const found = new Set((await waiting(store, 100_000)).map(({ digest }) => digest));
      await store.close();
      expect(kept.difference(found)).toEqual(new Set());
      // Of each of the forty at most one more was on its way.
      expect(found.size - kept.size).toBeLessThanOrEqual(40);
      const database = new DatabaseSync(bed.file);
      expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
      database.close();
    },
  );

  it('says that the disk is full, keeps what it had, and goes on when there is room', async () => {
    const clock = createFakeClock();
    const engine = openSqlite({ path: bed.file, random: systemRandom, log: silentLog });
    const database = createDatabase(engine);
    const transacting = createTransactingDatabase({ database, clock, random: systemRandom });
    const { unscoped } = database;
    await migrate({ database, migrations, version: '0.2.0', clock, log: silentLog });
    const { keep } = createInbox({
      database,
      runUnit: runHere(createUnitTables({ database: transacting, elapsed: () => clock.elapsed() })),
    });
    await keep(message('before'));
    await limitPages(unscoped, 0);
    const long = Array.from({ length: 30 }, (_, index) => message(`${index}`, { body: 'x'.repeat(20_000) }));
    const results = await Promise.allSettled(long.map(keep));
    for (const result of results)
      expect(result).toMatchObject({ reason: { name: 'StoreError', fault: 'full' } });
    const only = long.slice(0, 1);
    for (const each of only) await expect(keep(each)).rejects.toMatchObject({ fault: 'full' });
    expect(await keep(message('before'))).toBe('repeat');
    await limitPages(unscoped, 1_000_000);
    expect(await Promise.all(long.map(keep))).toEqual(long.map(() => 'new'));
    await engine.close();
    const store = await bed.open(clock);
    expect(await waiting(store)).toHaveLength(31);
    await store.close();
  });
});

/** As little as there is now, where `pages` is less: no page can be added, as on a full disk. */
async function limitPages(database: Kysely<Schema>, pages: number): Promise<void> {
  await sql.raw(`pragma max_page_count = ${Math.max(1, pages)}`).execute(database);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
