import { Socket } from 'node:net';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import pg from 'pg';
import type { Clock } from '../../runtime/clock.ts';
import { within } from '../../runtime/time-limit.ts';
import { bindable } from '../bindable.ts';
import type { Direct } from '../database.ts';
import { StoreError } from '../error.ts';
import { breaksConnection, postgresError } from './error.ts';
import type { SessionQuery } from './session-settings.ts';

/** A Kysely driver over a {@link Pool}. */
export function createPostgresDriver(pool: Pool): Driver {
  const lent = new WeakMap<DatabaseConnection, LentConnection>();

  async function say(connection: DatabaseConnection, sql: string): Promise<void> {
    await lent.get(connection)?.query(sql, []);
  }

  /**
   * PostgreSQL answers a commit after a query that failed with ROLLBACK, and without an error (docs: sql-commit). `pg` 8.23.1
   * hands that on and Kysely 0.28.18 does not look, so that work which went on after such a query would count as kept.
   */
  async function commit(connection: DatabaseConnection): Promise<void> {
    const answer = await lent.get(connection)?.query('commit', []);
    if (answer?.command !== 'COMMIT')
      throw new StoreError(
        'failed',
        'The database undid the transaction, since a query in it had failed: try again.',
      );
  }

  return {
    init: () => Promise.resolve(),
    async acquireConnection() {
      const own = await pool.lend();
      const connection: DatabaseConnection = {
        executeQuery: (query: CompiledQuery) => ask(own, query),
        streamQuery() {
          throw new StoreError('failed', 'This driver reads rows all at once, not as a stream.');
        },
      };
      lent.set(connection, own);
      return connection;
    },
    beginTransaction: (connection) => say(connection, 'begin'),
    commitTransaction: commit,
    rollbackTransaction: (connection) => say(connection, 'rollback'),
    releaseConnection: async (connection) => lent.get(connection)?.release(),
    destroy: () => pool.close(),
  };
}

/** The way past Kysely, for a statement that is in no transaction. */
export function postgresDirect(pool: Pool): Direct {
  return async (query) => {
    const connection = await pool.lend();
    try {
      return await ask(connection, query);
    } finally {
      connection.release();
    }
  };
}

async function ask<Row>(
  connection: LentConnection,
  { sql, parameters }: CompiledQuery,
): Promise<QueryResult<Row>> {
  const { rows, rowCount, command } = await connection.query(sql, parameters);
  return changes.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
}

const changes: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE']);

/** What closing waits for, ms: less than the bot leaves itself to stop. */
const closeWithinMs = 5_000;

/** Some connections to one database, lent to one user at a time. */
export interface Pool {
  /** @throws StoreError when none can be had in time */
  lend(): Promise<LentConnection>;
  /** Lets what was begun finish, for five seconds, then closes. What is asked afterwards rejects as `closed`. */
  close(): Promise<void>;
}

interface LentConnection {
  /** @throws StoreError; after one that broke the connection every further query rejects as well */
  query(sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult>;
  /** Gives it back; one that broke is closed. */
  release(): void;
}

/** A {@link Pool} that connects when it is first asked, and asks `first` on each connection before all else. Its errors are StoreErrors, and none is left unheard. */
export function createPool({
  config,
  first,
  clock,
}: {
  readonly config: Omit<pg.PoolConfig, 'types' | 'stream' | 'onConnect'>;
  readonly first: SessionQuery;
  readonly clock: Clock;
}): Pool {
  const sockets = new Set<Socket>();
  const pool = new pg.Pool({
    ...config,
    types: columnTypes,
    // The pool waits for what it returns, whatever its type says.
    onConnect: (client) => client.query(first.text, [...first.values]),
    stream() {
      const socket = new Socket();
      sockets.add(socket);
      return socket.once('close', () => sockets.delete(socket));
    },
  });
  // One that breaks while it is idle leaves the pool by itself, and the next caller gets a new one.
  pool.on('error', () => undefined);
  // While one is lent the pool does not listen to it, and an error between two queries would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  let lent = 0;
  let closing: Promise<void> | undefined;
  let onAllBack = () => {};

  function back(): void {
    lent -= 1;
    if (lent === 0) onAllBack();
  }

  async function close(): Promise<void> {
    // The pool forgets those who wait for a connection when it ends, so it ends only once no caller waits.
    if (lent > 0) {
      const allBack = Promise.withResolvers<void>();
      onAllBack = allBack.resolve;
      await within(clock, closeWithinMs, allBack.promise);
    }
    const ended = pool.end();
    if (lent === 0) await ended;
    else for (const socket of sockets) socket.destroy();
  }

  return {
    async lend() {
      if (closing !== undefined) throw new StoreError('closed', 'The store is closed.');
      lent += 1;
      try {
        return lentConnection(await pool.connect(), back);
      } catch (thrown) {
        back();
        throw postgresError(thrown);
      }
    },
    close: () => (closing ??= close()),
  };
}

function lentConnection(client: pg.PoolClient, onBack: () => void): LentConnection {
  let broken: StoreError | undefined;
  return {
    async query(sql, parameters) {
      if (broken !== undefined) throw broken;
      const values = parameters.map(bindable);
      try {
        return await client.query(sql, values);
      } catch (thrown) {
        const error = postgresError(thrown);
        if (breaksConnection(thrown, error)) broken = error;
        throw error;
      }
    },
    release() {
      client.release(broken !== undefined);
      onBack();
    },
  };
}

/** Object ids of types, from pg_type.dat of PostgreSQL. */
const int8 = 20;

const numeric = 1700;

/** Of PostgreSQL's types as they come in text, how those of one pool are read. */
interface ColumnTypes {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown;
}

/**
 * Reads `bigint`, and `numeric` as the sum of bigints is given, as numbers; throws where one is no safe integer. The
 * rest is read as `pg` does. Nothing global changes.
 */
const columnTypes: ColumnTypes = {
  getTypeParser(oid, format) {
    if (oid === int8 || oid === numeric) return wholeNumber;
    return pg.types.getTypeParser(oid, format);
  },
};

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new StoreError('failed', 'The database gave a number that is no whole one below 2^53.');
}
