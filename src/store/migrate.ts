import type { QueryExecutorProvider, SchemaModule, Transaction } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { type Database, tableNames } from './database.ts';
import { StoreError } from './error.ts';
import type { Schema } from './schema.ts';

/** One step of the schema. Once released it never changes: a later step mends what it got wrong. */
export interface Migration {
  /** `NNNN-what`, in the order of the list, unique. */
  readonly name: string;
  /**
   * Runs inside one transaction with every other step that is due. `database` is for what changes rows: in SQL, since the
   * types of the tables are those of the last step.
   */
  up(schema: SchemaModule, database: QueryExecutorProvider): Promise<void>;
}

/**
 * Brings the database to the last of `migrations`, in one transaction, so that a process killed on the way
 * leaves it as it was. Any number of processes may call it at once: one applies, the others wait for it and
 * find nothing to do.
 * @throws StoreError `too-new` when the database has a migration that is not in the list.
 */
export async function migrate({
  database,
  migrations,
  version,
  copyBefore,
  clock,
  log,
}: {
  readonly database: Database;
  readonly migrations: readonly Migration[];
  /** Of this build. */
  readonly version: string;
  /**
   * Makes a copy of a database that is about to change, before anything does, and gives where; called with the name of the
   * first step. Absent where the operator has to.
   */
  copyBefore?(step: string): Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
}): Promise<void> {
  const { locks } = database;
  const copy = copyBefore && (await copyOf(database, migrations, version, copyBefore));
  const applied = await database.unscoped.transaction().execute(async (transaction) => {
    await lock(transaction);
    await transaction.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute();
    const rows = await transaction.selectFrom('migrations').select('name').orderBy('name').execute();
    const names = rows.map((row) => row.name);
    if (isTooNew(names, migrations))
      throw await tooNew({ unscoped: transaction, locks }, names, migrations, version);
    const due = dueAfter(names, migrations);
    for (const migration of due) {
      await migration.up(transaction.schema, transaction);
      await transaction
        .insertInto('migrations')
        .values({ name: migration.name, applied_at: clock.now() })
        .execute();
    }
    const last = due.at(-1);
    if (last !== undefined && (await tableNames({ unscoped: transaction, locks })).has('releases')) {
      await transaction
        .insertInto('releases')
        .values({ migration: last.name, version, migrated_at: clock.now(), copy_before: copy ?? null })
        .execute();
    }
    return due;
  });
  if (applied.length > 0) {
    log.info(
      { migrations: applied.map((migration) => migration.name) },
      'the database was brought up to date',
    );
  }
}

/** One process at a time from here to the end of the transaction, as the dialect does it. */
async function lock(transaction: Transaction<Schema>): Promise<void> {
  await transaction
    .getExecutor()
    .adapter.acquireMigrationLock(transaction, { lockTable: 'migrations', lockRowId: 'lock' });
}

function isTooNew(applied: readonly string[], migrations: readonly Migration[]): boolean {
  const known = new Set(migrations.map((migration) => migration.name));
  return applied.some((name) => !known.has(name));
}

function dueAfter(applied: readonly string[], migrations: readonly Migration[]): readonly Migration[] {
  const done = new Set(applied);
  return migrations.filter((migration) => !done.has(migration.name));
}

/** Where a copy was made, of a database that has rows and is about to change; outside of a transaction, which it would not see. */
async function copyOf(
  database: Pick<Database, 'unscoped' | 'locks'>,
  migrations: readonly Migration[],
  version: string,
  copyBefore: (step: string) => Promise<string>,
): Promise<string | undefined> {
  if (!(await tableNames(database)).has('migrations')) return undefined;
  const rows = await database.unscoped.selectFrom('migrations').select('name').orderBy('name').execute();
  const names = rows.map((row) => row.name);
  if (isTooNew(names, migrations)) throw await tooNew(database, names, migrations, version);
  const [first] = dueAfter(names, migrations);
  return first === undefined || names.length === 0 ? undefined : copyBefore(first.name);
}

/** Says which build changed the database, as far as that one wrote it down, and the way back. */
async function tooNew(
  database: Pick<Database, 'unscoped' | 'locks'>,
  applied: readonly string[],
  migrations: readonly Migration[],
  version: string,
): Promise<StoreError> {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = applied.filter((name) => !known.has(name));
  const made = (await tableNames(database)).has('releases')
    ? await database.unscoped
        .selectFrom('releases')
        .selectAll()
        .where('migration', 'in', unknown)
        .orderBy('migration')
        .execute()
    : [];
  const by = made.at(-1)?.version;
  const copy = made.find(({ copy_before }) => copy_before !== null)?.copy_before;
  return new StoreError(
    'too-new',
    `The database was changed by ${by === undefined ? 'a newer version of shoptalk' : `shoptalk ${by}`} ` +
      `(${unknown.join(', ')}), and this is shoptalk ${version}: start ${by === undefined ? 'that version' : by}, ` +
      (copy == null
        ? 'restore a copy from before, or point DATABASE_URL at another database.'
        : `or go back to the copy that was made before the change, ${copy}, with npm run restore.`),
  );
}
