import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { StoreError } from '../error.ts';
import { storeErrorOf } from './error.ts';

/** A driver whose every rejection is a `StoreError`, and that ends what was begun before it closes. */
export interface ExplainingDriver extends Driver {
  /** Refuses what is asked from now on; resolves once all that was asked before has ended. */
  close(): Promise<void>;
}

export function explainingDriver(driver: Driver): ExplainingDriver {
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const innerOf = (connection: DatabaseConnection): DatabaseConnection => inner.get(connection) ?? connection;
  let closed = false;
  let underWay = 0;
  let drained = () => {};

  const left = () => {
    underWay -= 1;
    if (underWay === 0) drained();
  };

  return {
    init: () => explained(driver.init()),
    async acquireConnection() {
      if (closed) throw new StoreError('closed', 'The store is closed.');
      underWay += 1;
      const connection = await explained(driver.acquireConnection()).catch((reason: unknown) => {
        left();
        throw reason;
      });
      const explaining: DatabaseConnection = {
        executeQuery: <R>(query: CompiledQuery): Promise<QueryResult<R>> =>
          explained(connection.executeQuery<R>(query)),
        streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
      };
      inner.set(explaining, connection);
      return explaining;
    },
    beginTransaction: (connection, settings) =>
      explained(driver.beginTransaction(innerOf(connection), settings)),
    commitTransaction: (connection) => explained(driver.commitTransaction(innerOf(connection))),
    rollbackTransaction: (connection) => explained(driver.rollbackTransaction(innerOf(connection))),
    releaseConnection: (connection) => explained(driver.releaseConnection(innerOf(connection))).finally(left),
    destroy: async () => undefined,
    async close() {
      // What was asked in this turn has not reached the driver yet.
      await new Promise((resolve) => setImmediate(resolve));
      closed = true;
      await new Promise<void>((resolve) => {
        drained = resolve;
        if (underWay === 0) resolve();
      });
    },
  };
}

async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw storeErrorOf(thrown);
  }
}
