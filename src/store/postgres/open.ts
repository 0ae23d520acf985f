import { type Dialect, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { Random } from '../../runtime/random.ts';
import { anchorTable } from '../anchor-rows.ts';
import type { Engine } from '../engine.ts';
import { StoreError } from '../error.ts';
import { createPostgresAdapter } from './adapter.ts';
import { describe } from './describe.ts';
import { createPostgresDriver } from './driver.ts';
import { createSharedExclusive } from './exclusive.ts';
import { createLine } from './line.ts';
import { createPool, type Pool } from './pool.ts';
import { createSharedSignals } from './signals.ts';

/** Time-outs, ms. */
const connectMs = 5_000;
/** The server stops a statement of its own accord; the client gives up a little later, on a server that is frozen. */
const statementMs = 10_000;
const silenceMs = 15_000;
/** A transaction whose process is frozen must not keep its rows for ever. */
const idleInTransactionMs = 30_000;
/** What a migration waits for another process that migrates. */
const migrationLockMs = 60_000;
const keepAliveMs = 10_000;

/**
 * Opens the PostgreSQL database at `url`, with at most `connections` connections, and one more for locks and wake-ups
 * once somebody wants them. What the URL says of TLS, time-outs or `application_name` goes before what is set here.
 * Nothing is connected yet: the first query does that.
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
  const config = {
    connectionString: url,
    application_name: 'shoptalk',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
  };
  checkReadable(config);
  const pool = createPool({
    clock,
    config: {
      ...config,
      max: connections,
      statement_timeout: statementMs,
      query_timeout: silenceMs,
      idle_in_transaction_session_timeout: idleInTransactionMs,
    },
  });
  const patientPool = createPool({
    clock,
    config: { ...config, max: 1, idleTimeoutMillis: 1, lock_timeout: migrationLockMs },
  });
  const line = createLine({ clock, random, log, config: { ...config, statement_timeout: statementMs } });
  return {
    dialect: dialectOver(pool),
    migrating: dialectOver(patientPool),
    locks: 'rows',
    anchors: anchorTable,
    signals: createSharedSignals({ line, clock }),
    exclusive: createSharedExclusive({ line, clock, random }),
    describe: () => describe(pool),
    async close() {
      await Promise.all([line.close(), pool.close(), patientPool.close()]);
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
