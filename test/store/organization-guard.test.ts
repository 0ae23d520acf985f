import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/runtime/random.ts';
import { createDatabase, type ScopedQueries } from '../../src/store/database.ts';
import type { Engine } from '../../src/store/engine.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/list.ts';
import { organizationGuard } from '../../src/store/organization-guard.ts';
import type { Schema } from '../../src/store/schema.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';

const row = { organization: 'x:1', key: 'k', since: 1, held_until: 2, outcome: null, keep_until: 3 };

/** Queries that name their organization as they should. */
const allowed: Record<string, (db: Kysely<Schema>) => Promise<unknown>> = {
  'select with the organization among other conditions': (db) =>
    db.selectFrom('claims').selectAll().where('key', '=', 'k').where('organization', '=', 'x:1').execute(),
  'select with the conditions in one object': (db) =>
    db
      .selectFrom('claims')
      .selectAll()
      .where((eb) => eb.and({ organization: 'x:1', key: 'k' }))
      .execute(),
  'select of an aliased table': (db) =>
    db.selectFrom('claims as c').selectAll().where('c.organization', '=', 'x:1').execute(),
  'select with an or beside the organization': (db) =>
    db
      .selectFrom('claims')
      .selectAll()
      .where('organization', '=', 'x:1')
      .where((eb) => eb.or([eb('key', '=', 'a'), eb('key', '=', 'b')]))
      .execute(),
  'join of two tables of one organization': (db) =>
    db
      .selectFrom('claims')
      .innerJoin('buttons', (join) =>
        join
          .onRef('buttons.organization', '=', 'claims.organization')
          .onRef('buttons.key', '=', 'claims.key'),
      )
      .select('payload')
      .where('claims.organization', '=', 'x:1')
      .execute(),
  'left join whose second table is tied to the first': (db) =>
    db
      .selectFrom('claims')
      .leftJoin('buttons', (join) => join.onRef('buttons.organization', '=', 'claims.organization'))
      .select('payload')
      .where('claims.organization', '=', 'x:1')
      .execute(),
  'subquery tied to the query around it': (db) =>
    db
      .selectFrom('claims')
      .select('key')
      .where('organization', '=', 'x:1')
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('buttons')
            .select('buttons.key')
            .whereRef('buttons.organization', '=', 'claims.organization'),
        ),
      )
      .execute(),
  'select from a subquery that names it': (db) =>
    db
      .selectFrom(db.selectFrom('claims').select('key').where('organization', '=', 'x:1').as('mine'))
      .selectAll()
      .execute(),
  'with clause that names it': (db) =>
    db
      .with('mine', (inner) => inner.selectFrom('claims').selectAll().where('organization', '=', 'x:1'))
      .selectFrom('mine')
      .selectAll()
      .where('organization', '=', 'x:1')
      .execute(),
  'raw SQL without a query in it': (db) =>
    db.selectFrom('claims').select(sql<number>`count(*)`.as('n')).where('organization', '=', 'x:1').execute(),
  'select of a shared table': (db) => db.selectFrom('joined_workspaces').selectAll().execute(),
  insert: (db) => db.insertInto('claims').values(row).execute(),
  'insert of several rows': (db) =>
    db
      .insertInto('claims')
      .values([row, { ...row, key: 'l' }])
      .execute(),
  'insert with an update on its own key': (db) =>
    db
      .insertInto('claims')
      .values(row)
      .onConflict((conflict) => conflict.columns(['organization', 'key']).doUpdateSet({ since: 2 }))
      .execute(),
  'insert that does nothing on a conflict': (db) =>
    db
      .insertInto('claims')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  update: (db) => db.updateTable('claims').set({ since: 1 }).where('organization', '=', 'x:1').execute(),
  delete: (db) => db.deleteFrom('claims').where('organization', '=', 'x:1').execute(),
};

/** Queries that could touch another organization's rows, or that the guard cannot read. */
const refused: Record<string, (db: Kysely<Schema>) => Promise<unknown>> = {
  'select without conditions': (db) => db.selectFrom('claims').selectAll().execute(),
  'select by another column': (db) => db.selectFrom('claims').selectAll().where('key', '=', 'k').execute(),
  'select of an empty organization': (db) =>
    db.selectFrom('claims').selectAll().where('organization', '=', '').execute(),
  'select of every other organization': (db) =>
    db.selectFrom('claims').selectAll().where('organization', '!=', 'x:1').execute(),
  'select of several organizations': (db) =>
    db.selectFrom('claims').selectAll().where('organization', 'in', ['x:1', 'x:2']).execute(),
  'select where an or gets around the organization': (db) =>
    db
      .selectFrom('claims')
      .selectAll()
      .where((eb) => eb.or([eb('organization', '=', 'x:1'), eb('key', '=', 'k')]))
      .execute(),
  'select of all but the organization': (db) =>
    db
      .selectFrom('claims')
      .selectAll()
      .where((eb) => eb.not(eb('organization', '=', 'x:1')))
      .execute(),
  'select of an organization that equals itself': (db) =>
    db.selectFrom('claims').selectAll().whereRef('organization', '=', 'organization').execute(),
  'alias that hides the table': (db) => db.selectFrom('claims as migrations').selectAll().execute(),
  'join where only one table names it': (db) =>
    db
      .selectFrom('claims')
      .innerJoin('buttons', 'buttons.key', 'claims.key')
      .select('payload')
      .where('claims.organization', '=', 'x:1')
      .execute(),
  'left join whose condition is on the first table': (db) =>
    db
      .selectFrom('claims')
      .leftJoin('joined_workspaces', (join) => join.on('claims.organization', '=', 'x:1'))
      .select('claims.key')
      .execute(),
  'cross join': (db) =>
    db.selectFrom(['claims', 'buttons']).select('payload').where('claims.organization', '=', 'x:1').execute(),
  'subquery without it': (db) =>
    db
      .selectFrom('joined_workspaces')
      .selectAll()
      .where((eb) => eb('workspace', 'in', eb.selectFrom('claims').select('key')))
      .execute(),
  'select from a subquery without it': (db) =>
    db.selectFrom(db.selectFrom('claims').selectAll().as('mine')).selectAll().execute(),
  'second half of a union': (db) =>
    db
      .selectFrom('claims')
      .select('key')
      .where('organization', '=', 'x:1')
      .union(db.selectFrom('buttons').select('key'))
      .execute(),
  'right join, which gives the rows that its condition does not': (db) =>
    db
      .selectFrom('joined_workspaces')
      .rightJoin('claims', (join) => join.on('claims.organization', '=', 'x:1'))
      .select('claims.key')
      .execute(),
  'subquery of the same table as the query around it': (db) =>
    db
      .selectFrom('claims')
      .select('key')
      .where('claims.organization', '=', 'x:1')
      .where((eb) => eb('key', 'in', eb.selectFrom('claims').select('claims.key')))
      .execute(),
  'with clause that does not name it': (db) =>
    db
      .with('mine', (inner) => inner.selectFrom('claims').selectAll())
      .selectFrom('mine')
      .selectAll()
      .where('organization', '=', 'x:1')
      .execute(),
  'with clause that hides as a shared table': (db) =>
    db
      .with('migrations', (inner) => inner.selectFrom('claims').selectAll())
      .selectFrom('migrations')
      .selectAll()
      .execute(),
  'raw table': (db) => db.selectFrom(sql<{ key: string }>`claims`.as('c')).selectAll().execute(),
  'raw subquery': (db) =>
    db.selectFrom('joined_workspaces').select(sql<number>`(SELECT count(*) FROM claims)`.as('n')).execute(),
  'raw condition in its place': (db) =>
    db.selectFrom('claims').selectAll().where(sql<boolean>`organization = 'x:1'`).execute(),
  'raw query': (db) => sql`select * from claims where organization = 'x:1'`.execute(db),
  'insert without it': (db) => {
    const { organization: _, ...rest } = row;
    // @ts-expect-error: the types refuse it as well.
    return db.insertInto('claims').values(rest).execute();
  },
  'insert whose second row has none': (db) =>
    db
      .insertInto('claims')
      .values([row, { ...row, organization: '' }])
      .execute(),
  'insert whose organization is computed': (db) =>
    db
      .insertInto('claims')
      .values({ ...row, organization: sql<string>`lower('X:1')` })
      .execute(),
  'insert from a select': (db) =>
    db
      .insertInto('joined_workspaces')
      .columns(['workspace', 'organization'])
      .expression((eb) => eb.selectFrom('claims').select(['key', 'organization']))
      .execute(),
  'insert of defaults': (db) => db.insertInto('claims').defaultValues().execute(),
  'insert with an update on a key without it': (db) =>
    db
      .insertInto('claims')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ since: 2 }))
      .execute(),
  'insert with an update that moves the row': (db) =>
    db
      .insertInto('claims')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['organization', 'key']).doUpdateSet({ organization: 'x:2' }),
      )
      .execute(),
  'insert or replace': (db) => db.insertInto('claims').orReplace().values(row).execute(),
  replace: (db) => db.replaceInto('claims').values(row).execute(),
  'update without it': (db) => db.updateTable('claims').set({ since: 1 }).where('key', '=', 'k').execute(),
  'update that moves the row': (db) =>
    db.updateTable('claims').set({ organization: 'x:2' }).where('organization', '=', 'x:1').execute(),
  'delete without it': (db) => db.deleteFrom('claims').where('key', '=', 'k').execute(),
  'schema change': (db) => db.schema.dropTable('claims').execute(),
};

describe('the organization guard', () => {
  let engine: Engine;
  let database: ReturnType<typeof createDatabase>;
  let guarded: Kysely<Schema>;

  beforeEach(async () => {
    engine = openSqlite({ path: ':memory:', random: systemRandom, log: silentLog });
    database = createDatabase(engine);
    guarded = database.unscoped.withPlugin(organizationGuard);
    const clock = createFakeClock();
    await migrate({ database, migrations, version: '0.2.0', clock, log: silentLog });
  });

  afterEach(() => engine.close());

  it.each(Object.entries(allowed))('lets through: %s', async (_, query) => {
    await query(guarded);
  });

  it.each(Object.entries(refused))('refuses: %s', async (_, query) => {
    await expect((async () => query(guarded))()).rejects.toMatchObject({
      name: 'StoreError',
      fault: 'unguarded',
    });
  });

  it('touches nothing when it refuses', async () => {
    await guarded.insertInto('claims').values(row).execute();
    await expect(guarded.deleteFrom('claims').execute()).rejects.toThrow('another organization');
    expect(await database.unscoped.selectFrom('claims').selectAll().execute()).toHaveLength(1);
  });

  it('stands before the door that the operations are given, and that door has no raw SQL', async () => {
    const door: ScopedQueries = database.scoped;
    await expect(door.selectFrom('claims').selectAll().execute()).rejects.toMatchObject({
      fault: 'unguarded',
    });
    // @ts-expect-error: raw SQL wants an executor, which the type of the door does not offer.
    await expect(sql`select 1`.execute(door)).rejects.toMatchObject({ fault: 'unguarded' });
  });
});
