import {
  type CompiledQuery,
  type DatabaseConnection,
  DeleteQueryNode,
  type Dialect,
  type Driver,
  InsertQueryNode,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  UpdateQueryNode,
} from 'kysely';
import type { Direct } from '../database.ts';
import { StoreError } from '../error.ts';
import type { SqliteSession } from './session.ts';
import type { StatementResult } from './statements.ts';

/** Kysely's way to `session`. */
export function sqliteDialect(session: SqliteSession): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createSqliteDriver(session),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** The way past Kysely, for a statement that is in no transaction. */
export function sqliteDirect(session: SqliteSession): Direct {
  return async <Row>(query: CompiledQuery<Row>) =>
    resultOf<Row>(await (isWrite(query) ? session.write(query) : session.read(query)));
}

/** Kysely derives the rows' type from the schema and the query; a driver can only take its word for it. */
function resultOf<Row>({ rows, changes }: StatementResult): QueryResult<Row> {
  const typed = rows as Row[];
  return changes === undefined ? { rows: typed } : { rows: typed, numAffectedRows: changes };
}

/**
 * A Kysely driver over one {@link SqliteSession}. Connections are free to have: each is only a note of whether it is in a
 * transaction, and all callers share the session's one connection to the file.
 */
function createSqliteDriver(session: SqliteSession): Driver {
  const inTransaction = new WeakSet<DatabaseConnection>();
  /** Those that were given back: Kysely remembers each that it was ever given, which takes longer than most queries. */
  const free: DatabaseConnection[] = [];

  function connect(): DatabaseConnection {
    const connection: DatabaseConnection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        return resultOf<R>(await execute(connection, query));
      },
      streamQuery() {
        throw new StoreError('failed', 'This driver reads rows all at once, not as a stream.');
      },
    };
    return connection;
  }

  function execute(connection: DatabaseConnection, query: CompiledQuery): Promise<StatementResult> {
    if (inTransaction.has(connection)) return Promise.resolve(session.within(query));
    return isWrite(query) ? session.write(query) : session.read(query);
  }

  return {
    init: () => Promise.resolve(),
    acquireConnection: async () => free.pop() ?? connect(),
    async beginTransaction(connection) {
      await session.begin();
      inTransaction.add(connection);
    },
    async commitTransaction(connection) {
      const committed = session.commit();
      inTransaction.delete(connection);
      await committed;
    },
    async rollbackTransaction(connection) {
      // Kysely rolls back what could not be committed as well, and that is undone already.
      if (inTransaction.delete(connection)) session.rollback();
    },
    releaseConnection: async (connection) => {
      inTransaction.delete(connection);
      free.push(connection);
    },
    destroy: () => session.close(),
  };
}

/** Whether `query` may join a group commit. Anything else that writes (schema, raw) commits by itself. */
function isWrite({ query }: CompiledQuery): boolean {
  return InsertQueryNode.is(query) || UpdateQueryNode.is(query) || DeleteQueryNode.is(query);
}
