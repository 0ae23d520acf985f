import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import { createDatabase, type Database } from '../../src/store/database.ts';
import type { Engine } from '../../src/store/engine.ts';
import { type Migration, migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/list.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';

const colours: Migration = {
  name: '9001-colours',
  up: (schema) => schema.createTable('colours').addColumn('name', 'text').execute(),
};

const fails: Migration = {
  name: '9002-fails',
  up: () => Promise.reject(new Error('half way')),
};

describe('migrations', () => {
  let engine: Engine;
  let database: Database;

  beforeEach(() => {
    engine = openSqlite({ path: ':memory:', random: systemRandom, log: silentLog });
    database = createDatabase(engine);
  });

  afterEach(() => engine.close());

  function apply(list: readonly Migration[]): Promise<void> {
    const clock = createFakeClock(1_000);
    return migrate({
      database,
      migrations: list,
      version: '0.2.0',
      clock,
      log: silentLog,
    });
  }

  async function tables(): Promise<readonly string[]> {
    const found = await database.unscoped.introspection.getTables();
    return found.map(({ name }) => name);
  }

  function applied() {
    return database.unscoped.selectFrom('migrations').selectAll().orderBy('name').execute();
  }

  it('have names that are unique and in order', () => {
    const names = migrations.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
    for (const name of names) expect(name).toMatch(/^\d{4}-[a-z-]+$/);
  });

  it('run once each, and later ones on top of earlier ones', async () => {
    await apply(migrations);
    await apply(migrations);
    await apply([...migrations, colours]);
    expect(await applied()).toEqual(
      [...migrations, colours].map(({ name }) => ({ name, applied_at: 1_000 })),
    );
    expect(await tables()).toEqual(expect.arrayContaining(['claims', 'colours']));
  });

  it('leave the database as it was when one fails', async () => {
    await apply(migrations);
    const before = await tables();
    await expect(apply([...migrations, colours, fails])).rejects.toThrow('half way');
    expect(await tables()).toEqual(before);
    expect(await applied()).toHaveLength(migrations.length);
    await apply([...migrations, colours]);
    expect(await tables()).toContain('colours');
  });

  it('refuse a database that a newer version has changed', async () => {
    await apply([...migrations, colours]);
    await expect(apply(migrations)).rejects.toMatchObject({
      name: 'StoreError',
      fault: 'too-new',
      message: expect.stringContaining('9001-colours'),
    });
  });
});
