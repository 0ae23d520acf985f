import type { Clock } from '../runtime/clock.ts';
import { dayMs } from '../runtime/durations.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import { within } from '../runtime/time-limit.ts';
import type { Store } from './contract/store.ts';
import { createDatabase, createTransactingDatabase } from './database.ts';
import type { Engine } from './engine.ts';
import { StoreError } from './error.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { openSqlite } from './sqlite/open.ts';
import { createTables } from './tables.ts';

/** How long the audit log is kept by default: two years. */
const keepAuditMs = 730 * dayMs;

/**
 * Opens the store at `url` and brings its schema up to date.
 *
 * `sqlite:PATH` is a file, made when missing along with its folder; `sqlite::memory:` lasts as long as it is open.
 * `postgres://…` is a database on a server, of which at most `connections` connections are used at once, and one more for
 * signals and holds. Records of the audit log are swept `auditKeptMs` after they were made. Anything else is refused. An
 * error never repeats `url`, which may hold a password.
 * @throws StoreError whose message tells an operator what to do: `setting`, `cannot-open`, `not-a-database`,
 * `too-new`, `busy`, `full`, `unreachable`
 */
export async function openStore({
  url,
  connections = 10,
  auditKeptMs = keepAuditMs,
  clock,
  random,
  log,
}: {
  readonly url: string;
  readonly connections?: number;
  readonly auditKeptMs?: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Promise<Store> {
  const engine = await openEngine({ url, connections, clock, random, log });
  const database = createTransactingDatabase({ database: createDatabase(engine), clock, random });
  try {
    await migrate({
      database: createDatabase({ ...engine, dialect: engine.migrating }).unscoped,
      migrations,
      clock,
      log,
    });
    const { concerns } = await engine.describe();
    if (concerns.length > 0) log.warn({ concerns }, 'the database may lose what the bot said it had kept');
  } catch (thrown) {
    await engine.close();
    throw thrown;
  }
  return {
    ...createTables({ database, anchorBook: engine.anchors, auditKeptMs, clock, random, log }),
    async ready() {
      try {
        const asked = database.unscoped.selectFrom('migrations').select('name').limit(1).execute();
        return (await within(clock, readyWithinMs, asked)) !== undefined
          ? { ok: true }
          : { ok: false, detail: noAnswer };
      } catch (thrown) {
        return {
          ok: false,
          detail: thrown instanceof StoreError ? thrown.message : noAnswer,
        };
      }
    },
    describe: () => engine.describe(),
    signals: engine.signals,
    exclusive: engine.exclusive,
    close: () => engine.close(),
  };
}

/** What a question whether the store is ready waits for its answer, ms. */
const readyWithinMs = 2_000;
const noAnswer = 'The store does not answer.';

const sqliteScheme = 'sqlite:';

async function openEngine({
  url,
  ...parts
}: {
  readonly url: string;
  readonly connections: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Promise<Engine> {
  if (/^postgres(ql)?:\/\//i.test(url)) {
    const { openPostgres } = await import('./postgres/open.ts');
    return openPostgres({ url, ...parts });
  }
  const path = url.slice(sqliteScheme.length);
  if (!url.startsWith(sqliteScheme) || path === '') {
    throw new StoreError(
      'setting',
      'DATABASE_URL: must be sqlite:PATH, such as sqlite:data/shoptalk.db, or postgres://user:password@host/database.',
    );
  }
  if (path.startsWith('//')) {
    throw new StoreError('setting', 'DATABASE_URL: no slashes after sqlite: but those of the path itself.');
  }
  return openSqlite(path);
}
