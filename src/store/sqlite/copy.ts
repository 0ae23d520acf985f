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
  try {
    clean();
    closeSync(openSync(partial, 'wx', 0o600));
    if (pace === undefined) await backupAtOnce(from, partial);
    else await backupByPieces(from, partial, pace);
    settle(partial, pace);
    chmodSync(partial, 0o600);
    renameSync(partial, to);
    sync(dirname(to));
    return to;
  } catch (thrown) {
    throw errorOf(thrown, to);
  } finally {
    clean();
  }
}

async function backupAtOnce(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    await backup(source, to, { rate: allPages });
  } finally {
    source.close();
  }
}

/** In how many parts the log is brought in afterwards: SQLite has room for four readers that see the log at different lengths. */
const logParts = 3;

async function backupByPieces(from: string, to: string, pace: CopyPace): Promise<void> {
  const { pages: rate, elapsed } = pace;
  // What is committed between two pieces would begin the copy anew. Within a transaction the source stays as it is.
  const source = heldAt(from);
  const held = [source];
  const written = openSync(to, 'r+');
  let since = elapsed();
  try {
    await backup(source, to, {
      rate,
      progress: ({ totalPages, remainingPages }) => {
        // Otherwise all of it is written at the end, and each commit of the bot waits for that.
        fdatasyncSync(written);
        const done = 1 - remainingPages / totalPages;
        if (done >= held.length / logParts && held.length < logParts) held.push(heldAt(from));
        rest(pace, since);
        since = elapsed();
      },
    });
    bringIn(from, held, pace);
  } finally {
    closeSync(written);
    for (const each of held) if (each.isOpen) each.close();
  }
}

/** A connection that sees the database at `path` as it is now, until it is closed. */
function heldAt(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    database.exec('begin');
    database.prepare('select count(*) from sqlite_schema').get();
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

/**
 * Brings into the file at `path` what was committed meanwhile. It could not be, as long as the copy read; a commit of the
 * bot would do all of it, and wait. So that no commit waits for the disk to take all of it either, it is done up to what each of
 * `held` sees, one after the other. Who may only read the file can't, and the copy is whole without it.
 */
function bringIn(path: string, held: readonly DatabaseSync[], pace: CopyPace): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    for (const each of held) {
      each.close();
      const since = pace.elapsed();
      database.exec('pragma wal_checkpoint(passive)');
      rest(pace, since);
    }
  } catch {
    // The bot does it with one of its next commits.
  } finally {
    database?.close();
  }
}

/** Rests after what began at `since`. */
function rest({ rest: times, elapsed }: CopyPace, since: number): void {
  standStill((elapsed() - since) * times);
}

function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** The files that make up the database at `path`. */
export function filesOf(path: string): readonly string[] {
  return [path, `${path}-wal`, `${path}-shm`, `${path}-journal`];
}

/** How many times longer the rests are while a copy is checked, which takes the processor and no disk. */
const checkRests = 3;

/** Sees that `path` is a whole database, and puts all of it into the one file. With a `pace` table by table. */
function settle(path: string, pace?: CopyPace): void {
  const database = new DatabaseSync(path);
  try {
    database.exec('pragma journal_mode = delete');
    const check = (of: string) => database.prepare(`pragma quick_check(${of})`).get()?.['quick_check'];
    const isWhole = pace === undefined ? check('1') === 'ok' : tablesOf(database).every(isTableWhole);
    function isTableWhole(name: string): boolean {
      const since = pace?.elapsed() ?? 0;
      const whole = check(`'${name.replaceAll("'", "''")}'`) === 'ok';
      // By now the bot's log waits for nothing: that the copy takes longer costs nobody anything.
      if (pace !== undefined) rest({ ...pace, rest: pace.rest * checkRests }, since);
      return whole;
    }
    if (!isWhole) {
      throw new StoreError('not-a-database', `${path} is damaged: restore from another copy.`);
    }
  } finally {
    database.close();
  }
  sync(path);
}

function tablesOf(database: DatabaseSync): readonly string[] {
  const rows = database.prepare("select name from sqlite_schema where type = 'table'").all();
  return ['sqlite_schema', ...rows.map(({ name }) => String(name))];
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
