import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../error.ts';
import { isBusy, sqliteError } from './error.ts';

/**
 * How long SQLite itself waits for another process. That stops the whole process, so it is short, and the session asks
 * again a hundred times, two seconds in all: less than platforms give for an answer.
 */
const busyTimeoutMs = 20;

/**
 * A connection to `file`, which is made for this user alone when missing, along with its folder. Every commit is on the disk
 * before it is reported (WAL, FULL).
 * @throws StoreError `cannot-open`, `not-a-database`, `busy`
 */
export function connectSqlite(file: string): DatabaseSync {
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
