import { resolve } from 'node:path';
import type { Log } from '../../runtime/log.ts';
import type { Random } from '../../runtime/random.ts';
import type { Engine, LifeLocks } from '../engine.ts';
import { StoreError } from '../error.ts';
import { createLocalExclusive, createLocalSignals } from '../processes.ts';
import { createAnchorFile } from './anchor-file.ts';
import { connectSqlite } from './connection.ts';
import { sqliteDialect, sqliteDirect } from './driver.ts';
import { createLifeFiles } from './life-files.ts';
import { createLogSync } from './log-sync.ts';
import { createSession } from './session.ts';
import { type StoreThread, startStoreThread, type ThreadBounds } from './store-thread.ts';
import { type Beside, createWriteTurns } from './write-turns.ts';

/**
 * Opens the SQLite file at `path`, or a database in memory for `:memory:`; makes the file and its
 * folder, for this user alone, when missing. Every commit is on the disk before it is reported (WAL, FULL).
 * @throws StoreError `cannot-open`, `not-a-database`, `busy`
 */
export function openSqlite({
  path,
  threadBounds,
  random,
  log,
}: {
  readonly path: string;
  readonly threadBounds?: ThreadBounds;
  readonly random: Random;
  readonly log: Log;
}): Engine {
  const file = path === ':memory:' ? path : resolve(path);
  const database = connectSqlite(file);
  let beside: Beside | undefined;
  let thread: StoreThread | undefined;
  const logSync = createLogSync(file);
  const session = createSession(database, file, () => beside);
  const lives = file === ':memory:' ? onlyLife : createLifeFiles({ folder: `${file}.lives`, random, log });
  const dialect = sqliteDialect(session);

  /**
   * The thread's connection brings its commits to the disk and the log into the database. This one leaves both to others from
   * then on, so that the event loop never waits for the disk: what it commits is reported once the log is synced beside it.
   */
  function startThread(entry: URL): Pick<StoreThread, 'run' | 'createPace' | 'ended'> {
    database.exec('pragma synchronous = normal');
    database.exec('pragma wal_autocheckpoint = 0');
    const turns = createWriteTurns();
    thread = startStoreThread({ entry, file, turns, bounds: threadBounds });
    const unsynced = Promise.withResolvers<StoreError>();
    const lasting = async () => {
      try {
        await logSync.sync();
      } catch (thrown) {
        const fault = notOnDisk(file, thrown);
        unsynced.resolve(fault);
        throw fault;
      }
    };
    beside = { turns, lasting };
    return {
      run: thread.run,
      createPace: thread.createPace,
      ended: Promise.race([thread.ended, unsynced.promise]),
    };
  }

  return {
    dialect,
    direct: sqliteDirect(session),
    migrating: dialect,
    locks: 'database',
    ...(file !== ':memory:' && { anchors: createAnchorFile(`${file}.anchors`), startThread }),
    // Loops of another process on the same file find by themselves what this one wakes its own for.
    signals: createLocalSignals(),
    // Nothing tells processes on one file apart, so only one of them may be given what takes a hold (a gateway).
    exclusive: createLocalExclusive(),
    lives,
    describe: async () => ({ name: `SQLite ${process.versions['sqlite']}`, concerns: [] }),
    async close() {
      await thread?.close();
      await session.close();
      await logSync.close();
      await lives.close();
    },
  };
}

/** Nobody knows then what of the last commits is on the disk, and no later sync tells. */
function notOnDisk(file: string, thrown: unknown): StoreError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown fault';
  return new StoreError(
    'ended',
    `What was written to ${file} could not be brought to the disk (${code}): see to the disk, and start the bot again.`,
    { cause: thrown },
  );
}

/** No other process can reach a database in memory. */
const onlyLife: LifeLocks = {
  own: async () => undefined,
  isLived: () => false,
  over: async () => [],
  left: async () => [],
  forget: async () => {},
  close: async () => {},
};
