import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Engine } from '../engine.ts';
import { StoreError } from '../error.ts';
import { createLocalExclusive } from '../exclusive.ts';
import { createLocalSignals } from '../signals.ts';
import { createAnchorFile } from './anchor-file.ts';
import { createSqliteDriver } from './driver.ts';
import { isBusy, storeErrorOf } from './error.ts';
import { createSession } from './session.ts';

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
    throw storeErrorOf(thrown, file);
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
 * Processes that turn on write-ahead logging for the same new file at once can be in each other's way such
 * that SQLite gives up at once, however long its time-out. So it has none yet, and whoever lost tries again,
 * for two seconds at most.
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
