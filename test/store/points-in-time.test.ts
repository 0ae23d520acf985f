import { expect, it } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import { createDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/list.ts';
import { pointsInTime } from '../../src/store/points-in-time.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';

it('every point in time that the database keeps is of a kind that says what a clock that was set does to it', async () => {
  const engine = openSqlite({ path: ':memory:', random: systemRandom, log: silentLog });
  try {
    const database = createDatabase(engine);
    const { unscoped } = database;
    await migrate({ database, migrations, version: '0.2.0', clock: createFakeClock(), log: silentLog });
    const tables = await unscoped.introspection.getTables();
    const times = tables.flatMap(({ name: table, columns }) =>
      columns.filter(({ name }) => /(^|_)(at|until|since)$/.test(name)).map(({ name }) => `${table}.${name}`),
    );
    const listed = Object.entries(pointsInTime).flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    );
    expect(times.length).toBeGreaterThan(20);
    expect(listed.sort()).toEqual(times.sort());
  } finally {
    await engine.close();
  }
});
