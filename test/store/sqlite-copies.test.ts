import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { expect, it } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import { createDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/list.ts';
import { openStoreAt } from '../../src/store/open.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { makeEmptySqliteBed } from './bed.ts';
import { copiesContract } from './copies-contract.ts';

copiesContract('SQLite', async () => {
  const bed = await makeEmptySqliteBed();
  // Where a store is restored to, the bed's file is not there yet.
  return {
    ...bed,
    url: `sqlite:${bed.file}`,
    openEngine: () => openSqlite({ path: bed.file, random: systemRandom, log: silentLog }),
  };
});

it('copies a SQLite file before its schema changes, and names the copy to the build that it is too new for', async () => {
  const clock = createFakeClock();
  const bed = await makeEmptySqliteBed();
  const engine = openSqlite({ path: bed.file, random: systemRandom, log: silentLog });
  const before = migrations.slice(0, -1);
  await migrate({
    database: createDatabase(engine),
    migrations: before,
    version: '0.1.0',
    clock,
    log: silentLog,
  });
  await engine.close();
  const given = { version: '0.2.0', clock, random: systemRandom, log: silentLog };
  const store = await openStoreAt({ kind: 'sqlite', path: bed.file }, given);
  await store.close();
  const copies = (await readdir(dirname(bed.file))).filter((name) => name.includes('.before-'));
  expect(copies).toEqual([
    expect.stringContaining(`${basename(bed.file)}.before-${migrations.at(-1)?.name}-`),
  ]);

  const old = openSqlite({ path: bed.file, random: systemRandom, log: silentLog });
  const refused = await migrate({
    database: createDatabase(old),
    migrations: before,
    version: '0.1.0',
    clock,
    log: silentLog,
  }).catch((error: unknown) => error);
  await old.close();
  expect(refused).toMatchObject({ fault: 'too-new' });
  for (const part of ['0.2.0', '0.1.0', copies[0] ?? '']) expect(String(refused)).toContain(part);
  await bed.dispose();
});
