import {
  chmodSync,
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { StoreError } from '../error.ts';
import { sqliteError } from './error.ts';

/** More pages than a file can have: all of them in one step, which a write of the bot meanwhile does not start over. */
const allPages = 2 ** 31 - 1;

/**
 * How a copy gives way to a bot that waits for the same disk. The process that copies stands still meanwhile, so it does
 * nothing else.
 */
export interface CopyPace {
  /** How many pages are a piece, which is on the disk before the next one is read. */
  readonly pages: number;
  /** How many times as long as a piece took the rest behind it is. */
  readonly rest: number;
  /** Monotonic, ms. */
  elapsed(): number;
}

/**
 * Copies the SQLite file `from`, which may be in use, to the new file `to`: as it was at one moment, checked, durable, and
 * for this user alone. `to` appears only once it is whole. Gives `to`. The work is done beside the event loop, as fast as it
 * goes; with a `pace` by pieces, so that no commit of the bot waits for much of the copy.
 * @throws StoreError `setting` where `to` is there already; `cannot-open`, `not-a-database`, `full`
 */
export async function copySqlite(from: string, to: string, pace?: CopyPace): Promise<string> {
  if (!existsSync(from)) {
    throw new StoreError('cannot-open', `${from} is not there: nothing can be copied. Check the path.`);
  }
  if (existsSync(to)) {
    throw new StoreError('setting', `${to} is there already: name a new file, nothing was written over.`);
  }
  const partial = `${to}.partial`;
  const clean = () => {
    for (const file of filesOf(partial)) rmSync(file, { force: true });
  };
  let source: DatabaseSync | undefined;
  try {
    clean();
    closeSync(openSync(partial, 'wx', 0o600));
    source = new DatabaseSync(from, { readOnly: true });
    if (pace === undefined) await backup(source, partial, { rate: allPages });
    else await backupByPieces(source, partial, pace);
    settle(partial);
    chmodSync(partial, 0o600);
    renameSync(partial, to);
    sync(dirname(to));
    return to;
  } catch (thrown) {
    throw errorOf(thrown, to);
  } finally {
    if (source?.isOpen === true) source.close();
    clean();
  }
}

async function backupByPieces(source: DatabaseSync, to: string, pace: CopyPace): Promise<void> {
  const { pages: rate, rest, elapsed } = pace;
  // What is committed between two pieces would begin the copy anew. Within a transaction the source stays as it is.
  source.exec('begin');
  source.prepare('select count(*) from sqlite_schema').get();
  const written = openSync(to, 'r+');
  let since = elapsed();
  try {
    await backup(source, to, {
      rate,
      progress: () => {
        // Otherwise all of it is written at the end, and each commit of the bot waits for that.
        fdatasyncSync(written);
        standStill((elapsed() - since) * rest);
        since = elapsed();
      },
    });
  } finally {
    closeSync(written);
    source.exec('commit');
  }
  bringIn(source.location() ?? '');
}

/**
 * Brings into the file at `path` what was committed meanwhile. It could not be, as long as the copy read; a commit of the
 * bot would do all of it, and wait. Who may only read the file can't, and the copy is whole without it.
 */
function bringIn(path: string): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec('pragma wal_checkpoint(passive)');
  } catch {
    // The bot does it with one of its next commits.
  } finally {
    database?.close();
  }
}

function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** The files that make up the database at `path`. */
export function filesOf(path: string): readonly string[] {
  return [path, `${path}-wal`, `${path}-shm`, `${path}-journal`];
}

/** Sees that `path` is a whole database, and puts all of it into the one file. */
function settle(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec('pragma journal_mode = delete');
    const checked = database.prepare('pragma quick_check(1)').get();
    if (checked?.['quick_check'] !== 'ok') {
      throw new StoreError('not-a-database', `${path} is damaged: restore from another copy.`);
    }
  } finally {
    database.close();
  }
  sync(path);
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function errorOf(thrown: unknown, to: string): StoreError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StoreError(
        'cannot-open',
        `${to} cannot be written (${code}): check its folder and who owns it.`,
        {
          cause: thrown,
        },
      );
    case 'ENOSPC':
      return new StoreError('full', `No room is left for ${to}: free some space on its disk.`, {
        cause: thrown,
      });
    default:
      return sqliteError(thrown, to);
  }
}
