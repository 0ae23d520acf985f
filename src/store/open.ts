import type { Clock } from '../runtime/clock.ts';
import { dayMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { Store } from './contract/store.ts';
import { createCopies, dayAndTime, unfinishedTable } from './copies.ts';
import { createDatabase, createTransactingDatabase, type Database, tableNames } from './database.ts';
import { StoreError } from './error.ts';
import { createHeartbeat } from './heartbeat.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { openEngine, type StorePlace, storePlace } from './open-engine.ts';
import { copySqlite } from './sqlite/copy.ts';
import { createTables } from './tables.ts';
import { createUnitTables } from './unit-tables.ts';
import { runHere } from './units.ts';

/** How long the audit log is kept by default: two years. */
const keepAuditMs = 730 * dayMs;

/**
 * Opens the store at `url` and brings its schema up to date.
 *
 * `sqlite:PATH` is a file, made when missing along with its folder; `sqlite::memory:` lasts as long as it is open.
 * `postgres://…` is a database on a server, of which at most `connections` connections are used at once, and one more for
 * signals and holds. Records of the audit log are swept `auditKeptMs` after they were made. Anything else is refused. An
 * error never repeats `url`, which may hold a password. `version` is this build's. A SQLite file whose schema changes is
 * copied first, into `PATH.before-STEP-TIME`.
 * @throws StoreError whose message tells an operator what to do: `setting`, `cannot-open`, `not-a-database`,
 * `too-new`, `busy`, `full`, `unreachable`
 */
export async function openStore({
  url,
  ...how
}: StoreInput & {
  readonly url: string;
}): Promise<Store> {
  return openStoreAt(storePlace(url), how);
}

interface StoreInput {
  readonly connections?: number;
  readonly auditKeptMs?: number;
  readonly version?: string;
  /** The program of a thread that does the store's units, where the database is a file; without one they are done here. */
  readonly thread?: URL;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/**
 * As {@link openStore}, at a place that was read. `copyBefore`: whether a file is copied before its schema changes.
 * `whileRestored`: also a store whose restore is not finished, which is refused otherwise.
 */
export async function openStoreAt(
  place: StorePlace,
  {
    connections = 10,
    auditKeptMs = keepAuditMs,
    version = 'unknown',
    copyBefore = true,
    whileRestored = false,
    thread,
    clock,
    random,
    log,
  }: StoreInput & { readonly copyBefore?: boolean; readonly whileRestored?: boolean },
): Promise<Store> {
  const engine = await openEngine(place, { connections, clock, random, log });
  const database = createTransactingDatabase({ database: createDatabase(engine), clock, random });
  const heartbeat = createHeartbeat({ database, clock, random });
  try {
    await engine.check?.();
    if (!whileRestored) await refuseUnfinished(database);
    await migrate({
      database: createDatabase({ ...engine, dialect: engine.migrating }),
      migrations,
      version,
      ...(copyBefore &&
        place.kind === 'sqlite' &&
        place.path !== ':memory:' && {
          copyBefore: (step: string) =>
            copySqlite(place.path, `${place.path}.before-${step}-${dayAndTime(clock.now())}`),
        }),
      clock,
      log,
    });
    await heartbeat.writeAndRead();
    const { concerns } = await engine.describe();
    if (concerns.length > 0) log.warn({ concerns }, 'the database may lose what the bot said it had kept');
  } catch (thrown) {
    await engine.close();
    throw thrown;
  }
  const started = thread === undefined ? undefined : engine.startThread?.(thread);
  const runUnit = started?.run ?? runHere(createUnitTables({ database, elapsed: () => clock.elapsed() }));
  return {
    ...createTables({
      database,
      runUnit,
      createPace: started?.createPace,
      anchorBook: engine.anchors,
      locks: engine.lives,
      auditKeptMs,
      clock,
      random,
      log,
    }),
    ...heartbeat,
    runUnit,
    ended: started?.ended ?? new Promise(() => {}),
    describe: () => engine.describe(),
    copies: createCopies({ database, clock }),
    signals: engine.signals,
    exclusive: engine.exclusive,
    close: () => engine.close(),
  };
}

/** @throws StoreError `cannot-open` for a database into which a restore was begun and not finished */
async function refuseUnfinished(database: Database): Promise<void> {
  if (!(await tableNames(database)).has(unfinishedTable)) return;
  throw new StoreError(
    'cannot-open',
    'A restore into this database was not finished: make an empty database, and restore again.',
  );
}
