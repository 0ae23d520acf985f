import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import { createDatabase, type Database } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/list.ts';
import { listed, numbered, placesOf, prepared } from '../../src/store/prepared.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';

const unguarded = { name: 'StoreError', fault: 'unguarded' };

describe('a statement that is prepared', () => {
  let database: Database;
  let close: () => Promise<void>;

  beforeEach(async () => {
    const engine = openSqlite({ path: ':memory:', random: systemRandom, log: silentLog });
    database = createDatabase(engine);
    close = engine.close;
    await migrate({ database, migrations, version: '0', clock: createFakeClock(), log: silentLog });
    for (const [organization, name] of [
      ['a', 'one'],
      ['a', 'two'],
      ['b', 'one'],
    ] as const) {
      await database.scoped
        .insertInto('turns')
        .values({ organization, name, held_until: 1, note: `${organization} ${name}` })
        .execute();
    }
  });
  afterEach(() => close());

  const notes = () =>
    prepared(database.scoped, (scoped, place, count) =>
      scoped
        .selectFrom('turns')
        .select('note')
        .where('organization', '=', place('organization'))
        .where('name', 'in', placesOf(place, count))
        .orderBy('note'),
    );

  it('gives what each of its values asks for, however many a list has', async () => {
    const run = notes();
    const asked = async (organization: string, names: readonly string[]) =>
      (await run(database, names.length, { organization, ...numbered(names) })).map(({ note }) => note);
    expect(await asked('a', ['one', 'two'])).toEqual(['a one', 'a two']);
    expect(await asked('b', ['one', 'two'])).toEqual(['b one']);
    expect(await asked('a', ['two'])).toEqual(['a two']);
    expect(await asked('a', [])).toEqual([]);
    expect(await asked('c', ['one'])).toEqual([]);
  });

  it('takes lists of many lengths in few shapes', async () => {
    const run = notes();
    const names = Array.from({ length: 40 }, (_, at) => `none ${at}`);
    const shapes = new Set<number>();
    for (let length = 0; length <= names.length; length += 1) {
      const { shape, values } = listed(names.slice(0, length));
      shapes.add(shape);
      expect(await run(database, shape, { organization: 'a', ...values })).toEqual([]);
      const found = listed([...names.slice(0, length), 'one', 'two']);
      const rows = await run(database, found.shape, { organization: 'a', ...found.values });
      expect(rows).toEqual([{ note: 'a one' }, { note: 'a two' }]);
    }
    expect([...shapes]).toEqual([0, 1, 2, 4, 8, 16, 32, 64]);
  });

  it('runs within a transaction, whose changes it sees', async () => {
    const run = notes();
    await database.unscoped.transaction().execute(async (unscoped) => {
      await unscoped.updateTable('turns').set({ note: 'changed' }).where('name', '=', 'two').execute();
      const rows = await run({ unscoped }, 1, { organization: 'a', ...numbered(['two']) });
      expect(rows).toEqual([{ note: 'changed' }]);
    });
  });

  it('refuses an organization that is empty or missing, and a value that is missing', async () => {
    const run = notes();
    await expect(run(database, 1, { organization: '', 0: 'one' })).rejects.toMatchObject(unguarded);
    await expect(run(database, 1, { 0: 'one' })).rejects.toMatchObject(unguarded);
    await expect(run(database, 2, { organization: 'a', 0: 'one' })).rejects.toThrow(TypeError);
  });

  it('is refused where it names no organization, or another value in the place of one', async () => {
    const bare = prepared(database.scoped, (scoped) => scoped.selectFrom('turns').select('note'));
    await expect(bare(database, 0, { organization: 'a' })).rejects.toMatchObject(unguarded);
    const other = prepared(database.scoped, (scoped, place) =>
      scoped.selectFrom('turns').select('note').where('organization', '=', place('name')),
    );
    await expect(other(database, 0, { organization: 'a', name: 'b' })).rejects.toMatchObject(unguarded);
    const row = prepared(database.scoped, (scoped, place) =>
      scoped.insertInto('turns').values({ organization: place('name'), name: 'n', held_until: 1 }),
    );
    await expect(row(database, 0, { organization: 'a', name: 'b' })).rejects.toMatchObject(unguarded);
  });
});
