import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { StoreError } from '../error.ts';
import type { LentConnection, Pool } from './pool.ts';

/** A Kysely driver over a {@link Pool}. */
export function createPostgresDriver(pool: Pool): Driver {
  const lent = new WeakMap<DatabaseConnection, LentConnection>();

  async function say(connection: DatabaseConnection, sql: string): Promise<void> {
    await lent.get(connection)?.query(sql, []);
  }

  return {
    init: () => Promise.resolve(),
    async acquireConnection() {
      const own = await pool.lend();
      const connection: DatabaseConnection = {
        async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
          const { rows, rowCount, command } = await own.query(sql, parameters);
          return changes.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
        },
        streamQuery() {
          throw new StoreError('failed', 'This driver reads rows all at once, not as a stream.');
        },
      };
      lent.set(connection, own);
      return connection;
    },
    beginTransaction: (connection) => say(connection, 'begin'),
    commitTransaction: (connection) => say(connection, 'commit'),
    rollbackTransaction: (connection) => say(connection, 'rollback'),
    releaseConnection: async (connection) => lent.get(connection)?.release(),
    destroy: () => pool.close(),
  };
}

const changes: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE']);
