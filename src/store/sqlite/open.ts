import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  DeleteQueryNode,
  type Dialect,
  type Driver,
  InsertQueryNode,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  UpdateQueryNode,
} from 'kysely';
import type { Engine } from '../engine.ts';
import { StoreError } from '../error.ts';
import { createLocalExclusive, createLocalSignals } from '../processes.ts';
import { createAnchorFile } from './anchor-file.ts';
import { isBusy, sqliteError } from './error.ts';
import { createSession, type SqliteSession } from './session.ts';
import type { StatementResult } from './statements.ts';

/**
 * How long SQLite itself waits for another process. That stops the whole process, so it is short, and the session asks
 * again a hundred times, two seconds in all: less than platforms give for an answer.
 */
const busyTimeoutMs = 20;

/**
 * Opens the SQLite file at `path`, or a database in memory for `:memory:`; makes the file and its
 * folder, for this user alone, when missing. Every commit is on the disk before it is reported (WAL, FULL).
 * @throws StoreError `cannot-open`, `not-a-database`, `busy`
 */
export function openSqlite(path: string): Engine {
  const file = path === ':memory:' ? path : resolve(path);
  const database = connect(file);
  const session = createSession(database, file);
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createSqliteDriver(session),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return {
    dialect,
    migrating: dialect,
    locks: 'database',
    ...(file !== ':memory:' && { anchors: createAnchorFile(`${file}.anchors`) }),
    // Loops of another process on the same file find by themselves what this one wakes its own for.
    signals: createLocalSignals(),
    // Nothing tells processes on one file apart, so only one of them may be given what takes a hold (a gateway).
    exclusive: createLocalExclusive(),
    describe: async () => ({ name: `SQLite ${process.versions['sqlite']}`, concerns: [] }),
    close: () => session.close(),
  };
}

function connect(file: string): DatabaseSync {
  if (file !== ':memory:') {
    makeFolder(dirname(file));
    makePrivate(file);
  }
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { enableForeignKeyConstraints: true });
    writeAhead(database);
    database.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    database.exec('pragma synchronous = full');
    return database;
  } catch (thrown) {
    database?.close();
    throw sqliteError(thrown, file);
  }
}

/**
 * Makes an empty file that only this user may read; SQLite gives the same mode to the files beside it. One that
 * is there is left alone, since opening and closing it here would drop the locks that this process has on it.
 */
function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch {
    // It is there, or cannot be made: then SQLite says so in a moment.
  }
}

/**
 * Processes that turn on write-ahead logging for the same new file at once can be in each other's way such that SQLite
 * gives up at once, however long its time-out. So it has none yet, and the process that lost tries again, for two seconds
 * at most.
 */
function writeAhead(database: DatabaseSync): void {
  for (let left = writeAheadTries; ; left -= 1) {
    try {
      database.exec('pragma journal_mode = wal');
      return;
    } catch (thrown) {
      if (left <= 1 || !isBusy(thrown)) throw thrown;
      // Stops the process for a moment, as SQLite's own waiting does.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, writeAheadPauseMs);
    }
  }
}

const writeAheadTries = 100;

const writeAheadPauseMs = 20;

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (thrown) {
    throw new StoreError(
      'cannot-open',
      `The folder ${folder} cannot be made: make it by hand, or set DATABASE_URL to a place that may be written.`,
      { cause: thrown },
    );
  }
}

/**
 * A Kysely driver over one {@link SqliteSession}. Connections are free to have: each is only a note of whether it is in a
 * transaction, and all callers share the session's one connection to the file.
 */
function createSqliteDriver(session: SqliteSession): Driver {
  const inTransaction = new WeakSet<DatabaseConnection>();

  function execute(connection: DatabaseConnection, query: CompiledQuery): Promise<StatementResult> {
    if (inTransaction.has(connection)) return Promise.resolve(session.within(query));
    return isWrite(query) ? session.write(query) : session.read(query);
  }

  return {
    init: () => Promise.resolve(),
    acquireConnection() {
      const connection: DatabaseConnection = {
        async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
          const { rows, changes } = await execute(connection, query);
          // Kysely derives R from the schema and the query; a driver can only take its word for it.
          const typed = rows as R[];
          return changes === undefined ? { rows: typed } : { rows: typed, numAffectedRows: changes };
        },
        streamQuery() {
          throw new StoreError('failed', 'This driver reads rows all at once, not as a stream.');
        },
      };
      return Promise.resolve(connection);
    },
    async beginTransaction(connection) {
      await session.begin();
      inTransaction.add(connection);
    },
    async commitTransaction(connection) {
      const committed = session.commit();
      inTransaction.delete(connection);
      await committed;
    },
    async rollbackTransaction(connection) {
      // Kysely rolls back what could not be committed as well, and that is undone already.
      if (inTransaction.delete(connection)) session.rollback();
    },
    releaseConnection: async (connection) => {
      inTransaction.delete(connection);
    },
    destroy: () => session.close(),
  };
}

/** Whether `query` may join a group commit. Anything else that writes (schema, raw) commits by itself. */
function isWrite({ query }: CompiledQuery): boolean {
  return InsertQueryNode.is(query) || UpdateQueryNode.is(query) || DeleteQueryNode.is(query);
}
