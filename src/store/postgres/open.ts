import { PostgresAdapter, PostgresDriver, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import pg from 'pg';
import type { Clock } from '../../runtime/clock.ts';
import type { Log } from '../../runtime/log.ts';
import type { Random } from '../../runtime/random.ts';
import type { Engine } from '../engine.ts';
import { StoreError } from '../error.ts';
import type { Exclusive, Signals } from '../news-contract.ts';
import { explainingDriver } from './driver.ts';
import { createAdvisoryLocks } from './exclusive.ts';
import { createListening } from './listening.ts';

/** Connections of one process: commands, the queue and the reader of messages seldom need more at once. */
const connections = 10;
/** Also how long a query waits for a connection that is free. */
const connectWithinMs = 10_000;
/** Far longer than any query of ours; for one that waits for somebody who hangs. */
const statementMs = 15_000;
const applicationName = 'shoptalk';

/** An {@link Engine} on PostgreSQL, and what only a database server can do for several processes. */
export interface PostgresEngine extends Engine {
  readonly signals: Signals;
  readonly exclusive: Exclusive;
}

/**
 * A pool of connections to the database at `url`. Nothing is connected yet; the first query does that. What happens
 * between processes needs connections of its own, which are made when somebody asks for it.
 * @throws StoreError `setting` for a URL that can't be read
 */
export function openPostgres(
  url: string,
  { clock, random, log }: { readonly clock: Clock; readonly random: Random; readonly log: Log },
): PostgresEngine {
  if (!URL.canParse(url)) {
    throw new StoreError('setting', 'DATABASE_URL: must be postgres://user:password@host:port/database.');
  }
  const config: pg.ClientConfig = {
    connectionString: url,
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    application_name: applicationName,
    types: { getTypeParser },
  };
  const pool = new pg.Pool({ ...config, max: connections, statement_timeout: statementMs });
  // A connection that breaks while nobody uses it is replaced by the next query.
  pool.on('error', (error) => log.warn({ err: error }, 'a connection to PostgreSQL broke'));
  const driver = explainingDriver(new PostgresDriver({ pool }));
  let closing: Promise<void> | undefined;
  const listening = createListening({ connect: () => new pg.Client(config), pool, clock, random, log });
  const exclusive = createAdvisoryLocks({ connect: () => new pg.Client(config), clock, log });

  return {
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    rowLocks: {
      async lockNames(transaction, names) {
        for (const name of [...new Set(names)].sort()) {
          await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(transaction);
        }
      },
    },
    signals: listening.signals,
    exclusive,
    close() {
      closing ??= Promise.all([listening.close(), exclusive.close(), driver.close()]).then(() => pool.end());
      return closing;
    },
  };
}

const bigint = 20;

/**
 * Times and counts are below 2^53 and come as numbers; anything larger is no column of ours. Everything else stays as
 * `pg` reads it.
 */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid: number, format?: 'text' | 'binary') =>
  oid === bigint ? safeNumber : pg.types.getTypeParser(oid, format ?? 'text');

function safeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new StoreError('failed', 'PostgreSQL gave a number that is too large to be exact.');
  }
  return value;
}
