import type { Kysely, QueryExecutorProvider, SchemaModule, Transaction } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
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
  clock,
  log,
}: {
  readonly database: Kysely<Schema>;
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  readonly log: Log;
}): Promise<void> {
  const applied = await database.transaction().execute(async (transaction) => {
    await lock(transaction);
    await transaction.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute();
    const rows = await transaction.selectFrom('migrations').select('name').orderBy('name').execute();
    const due = dueAfter(
      rows.map((row) => row.name),
      migrations,
    );
    for (const migration of due) {
      await migration.up(transaction.schema, transaction);
      await transaction
        .insertInto('migrations')
        .values({ name: migration.name, applied_at: clock.now() })
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

function dueAfter(applied: readonly string[], migrations: readonly Migration[]): readonly Migration[] {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new StoreError(
      'too-new',
      `The database was made by a newer version of the bot (${unknown.join(', ')}): start that version, ` +
        'or point DATABASE_URL at another database.',
    );
  }
  const done = new Set(applied);
  return migrations.filter((migration) => !done.has(migration.name));
}
