import {
  type Dialect,
  type DialectAdapter,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import pg from 'pg';
import { z } from 'zod';
import type { Clock } from '../../runtime/clock.ts';
import { minuteMs } from '../../runtime/durations.ts';
import type { Log } from '../../runtime/log.ts';
import type { Random } from '../../runtime/random.ts';
import type { StoreDescription } from '../contract/store.ts';
import type { Engine } from '../engine.ts';
import { StoreError } from '../error.ts';
import { anchorTable } from './anchor-table.ts';
import { checkDatabase } from './check.ts';
import { createDedicatedConnection } from './dedicated-connection.ts';
import { createPool, createPostgresDriver, type Pool, postgresDirect } from './driver.ts';
import { createLifeLocks } from './life-locks.ts';
import { createSharedExclusive, createSharedSignals } from './processes.ts';
import { settingsQuery, splitUrl } from './session-settings.ts';

/** Time-outs, ms. */
const connectMs = 5_000;

/** The server stops a statement of its own accord; the client gives up a little later, on a server that is frozen. */
const statementMs = 10_000;

const silenceMs = 15_000;

/** A transaction whose process is frozen must not keep its rows for ever. */
const idleInTransactionMs = 30_000;

/** What a migration waits for another process that migrates. */
const migrationLockMs = minuteMs;

const keepAliveMs = 10_000;

/** How long one question may take that is asked before anything else, ms. */
const checkMs = 5_000;

/**
 * Opens the PostgreSQL database at `url`, with at most `connections` connections, and one more for locks and wake-ups once
 * a caller wants them. What the URL says of TLS, time-outs or `application_name` goes before what is set here. Nothing is
 * connected yet: the first query does that.
 * @throws StoreError `setting` when the URL cannot be read
 */
export function openPostgres({
  url,
  connections,
  clock,
  random,
  log,
}: {
  readonly url: string;
  readonly connections: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): Engine {
  const { url: connectionString, said } = splitUrl(url);
  const config = {
    connectionString,
    application_name: 'shoptalk',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
  };
  checkReadable(config);
  const pool = createPool({
    clock,
    config: { ...config, max: connections, query_timeout: silenceMs },
    first: settingsQuery(
      { statement_timeout: statementMs, idle_in_transaction_session_timeout: idleInTransactionMs },
      said,
    ),
  });
  const patientPool = createPool({
    clock,
    config: { ...config, max: 1, idleTimeoutMillis: 1 },
    first: settingsQuery({ lock_timeout: migrationLockMs }, said),
  });
  const dedicated = createDedicatedConnection({
    clock,
    random,
    log,
    config,
    first: settingsQuery({ statement_timeout: statementMs }, said),
  });
  const lives = createLifeLocks({ dedicated, clock, random });
  return {
    dialect: dialectOver(pool),
    direct: postgresDirect(pool),
    migrating: dialectOver(patientPool),
    locks: 'rows',
    anchors: anchorTable,
    signals: createSharedSignals({ dedicated, clock }),
    exclusive: createSharedExclusive({ dedicated, clock, random }),
    check: () => checkDatabase({ clock, config: { ...config, query_timeout: checkMs } }),
    lives,
    describe: () => describe(pool),
    async close() {
      await lives.close();
      await Promise.all([dedicated.close(), pool.close(), patientPool.close()]);
    },
  };
}

function dialectOver(pool: Pool): Dialect {
  return {
    createAdapter: createPostgresAdapter,
    createDriver: () => createPostgresDriver(pool),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** Reads the URL and the files it names as every connection will, before any is made. */
function checkReadable(config: pg.ClientConfig): void {
  try {
    new pg.Client(config);
  } catch {
    // What was thrown may hold the URL.
    throw new StoreError(
      'setting',
      'DATABASE_URL: must be postgres://user:password@host:port/database; special characters of its parts written as ' +
        '%40 for @ and so on, and the files of sslrootcert, sslcert and sslkey readable.',
    );
  }
}

/** Any number, the same in every process. */
const migrationLock = 7_405_306_114_190_271n;

/**
 * Kysely's adapter with a migration lock that ends with the transaction it is taken in. Kysely's own belongs to the
 * connection, and would stay with it in the pool.
 */
function createPostgresAdapter(): DialectAdapter {
  return Object.assign(new PostgresAdapter(), {
    async acquireMigrationLock(...[database]: Parameters<DialectAdapter['acquireMigrationLock']>) {
      await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(database);
    },
    releaseMigrationLock: () => Promise.resolve(),
  });
}

const answer = z.tuple([
  z.object({
    version: z.string(),
    synchronous_commit: z.string(),
    fsync: z.string(),
  }),
]);

/** The server's version, and whether a commit means that it is on the disk. */
async function describe(pool: Pool): Promise<StoreDescription> {
  const connection = await pool.lend();
  try {
    const { rows } = await connection.query(
      `select current_setting('server_version') as version,
        current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync`,
      [],
    );
    const [found] = answer.parse(rows);
    return {
      // A package adds its own name in parentheses.
      name: `PostgreSQL ${found.version.replace(/ .*/, '')}`,
      concerns: [
        ...(found.synchronous_commit === 'off'
          ? ['synchronous_commit is off, so a crash can lose what was acknowledged: set it to on.']
          : []),
        ...(found.fsync === 'off'
          ? ['fsync is off, so a power cut can lose or damage data: set it to on.']
          : []),
      ],
    };
  } finally {
    connection.release();
  }
}
