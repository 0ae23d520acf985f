import {
  type CompiledQuery,
  type Dialect,
  HandleEmptyInListsPlugin,
  Kysely,
  type QueryResult,
  replaceWithNoncontingentExpression,
  type SelectQueryBuilder,
  sql,
  type Transaction,
} from 'kysely';
import { type Clock, pause } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { StoreError } from './error.ts';
import { organizationGuard } from './organization-guard.ts';
import type { Schema } from './schema.ts';

/**
 * The queries that may be built over rows of organizations. It has no door for raw SQL, and what it builds
 * passes the {@link organizationGuard}.
 */
export type ScopedQueries = Pick<Kysely<Schema>, 'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom'>;

/** One database, or one transaction on it. */
export interface Database {
  /** For everything that is done for an organization. */
  readonly scoped: ScopedQueries;
  /**
   * Past the guard: for upkeep (migrations, sweeps), for the tables that organizations share, and for the few questions that
   * concern all of them (`unscoped-queries.ts`).
   */
  readonly unscoped: Kysely<Schema>;
  /** Runs a statement that is compiled, past Kysely; absent in a transaction, and where the database has no such way. */
  readonly direct?: Direct | undefined;
  readonly locks: Locks;
}

/** Runs one statement outside of any transaction. */
export type Direct = <Row>(query: CompiledQuery<Row>) => Promise<QueryResult<Row>>;

/**
 * What a transaction that writes keeps others from: the `rows` it has touched or selected `for update`, or the whole
 * `database`, where there is no `for update` and no need for one.
 */
export type Locks = 'rows' | 'database';

/** The database behind `dialect`. */
export function createDatabase({
  dialect,
  direct,
  locks,
}: {
  readonly dialect: Dialect;
  readonly direct?: Direct | undefined;
  readonly locks: Locks;
}): Database {
  return { ...databaseOf(new Kysely<Schema>({ dialect, plugins: [emptyLists] }), locks), direct };
}

/** Nothing is in an empty list: SQLite says so by itself, and PostgreSQL knows no such list. */
const emptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });

function databaseOf(unscoped: Kysely<Schema>, locks: Locks): Database {
  return { scoped: unscoped.withPlugin(organizationGuard), unscoped, locks };
}

/** The names of the tables in the database. */
export async function tableNames({
  unscoped,
  locks,
}: Pick<Database, 'unscoped' | 'locks'>): Promise<ReadonlySet<string>> {
  const { rows } = await (locks === 'rows'
    ? sql<{ name: string }>`select tablename::text as name from pg_tables where schemaname = current_schema()`
    : sql<{ name: string }>`select name from sqlite_master where type = 'table'`
  ).execute(unscoped);
  return new Set(rows.map(({ name }) => name));
}

/** The condition that `column` holds `text`, case and all. `like` would take `_` for any character. */
export function holds(column: string, text: string) {
  return sql<boolean>`replace(${sql.ref(column)}, ${text}, '') <> ${sql.ref(column)}`;
}

/** A database with transactions. */
export interface TransactingDatabase extends Database {
  /** Runs `work` in one transaction as {@link transact} does. It must ask nothing but the transaction that it is given. */
  transact<T>(work: (transaction: Database) => Promise<T>): Promise<T>;
}

/** `database`, with transactions. */
export function createTransactingDatabase({
  database,
  clock,
  random,
}: {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
}): TransactingDatabase {
  const { unscoped, locks } = database;
  return {
    ...database,
    transact: (work) =>
      transact({
        database: unscoped,
        clock,
        random,
        work: (transaction) => work(databaseOf(transaction, locks)),
      }),
  };
}

/** `query`, which waits for the rows it finds and keeps them locked until its transaction ends. */
export function lockingRows<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  { locks }: Pick<Database, 'locks'>,
): SelectQueryBuilder<DB, TB, O> {
  return locks === 'rows' ? query.forUpdate() : query;
}

/** `query`, which passes over rows that another transaction has locked and locks the rest until its own ends. */
export function takingRows<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  { locks }: Pick<Database, 'locks'>,
): SelectQueryBuilder<DB, TB, O> {
  return locks === 'rows' ? query.forUpdate().skipLocked() : query;
}

/** How often a transaction is run in all, and the ms before it is run again the first time; they double. */
const tries = 5;

const firstPauseMs = 20;

/**
 * Runs `work` in a transaction and gives what it gave. Runs it again, up to {@link tries} times in half a second, when
 * the transaction was undone because another was in its way, or since the connection broke before it was to be
 * committed. So `work` must do nothing but ask the database, and may not remember anything from a run before.
 * @throws StoreError `busy` when others were in the way each time; `unreachable`, after which it may have been committed
 * or not; whatever `work` throws, once everything it did is undone
 */
export async function transact<T>({
  database,
  clock,
  random,
  work,
}: {
  readonly database: Kysely<Schema>;
  readonly clock: Clock;
  readonly random: Random;
  readonly work: (transaction: Transaction<Schema>) => Promise<T>;
}): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    let committing = false;
    try {
      return await database.transaction().execute(async (transaction) => {
        const result = await work(transaction);
        committing = true;
        return result;
      });
    } catch (thrown) {
      if (!(thrown instanceof StoreError)) throw thrown;
      const undone = thrown.fault === 'conflict' || (thrown.fault === 'unreachable' && !committing);
      if (!undone) throw thrown;
      if (left === 0) throw thrown.fault === 'conflict' ? busy(thrown) : thrown;
    }
    await pause(clock, firstPauseMs * 2 ** (tries - 1 - left) * (0.5 + random.fraction() / 2));
  }
}

function busy(cause: StoreError): StoreError {
  return new StoreError('busy', 'Transactions were in each other’s way too often: try again.', { cause });
}
