import { Socket } from 'node:net';
import pg from 'pg';
import type { Clock } from '../../runtime/clock.ts';
import { bindable } from '../bindable.ts';
import { StoreError } from '../error.ts';
import { breaksConnection, storeErrorOf } from './error.ts';
import { columnTypes } from './values.ts';

/** What closing waits for, ms: less than the bot leaves itself to stop. */
const closeWithinMs = 5_000;

/** Some connections to one database, lent to one user at a time. */
export interface Pool {
  /** @throws StoreError when none can be had in time */
  lend(): Promise<LentConnection>;
  /** Lets what was begun finish, for five seconds, then closes. What is asked afterwards rejects as `closed`. */
  close(): Promise<void>;
}

export interface LentConnection {
  /** @throws StoreError; after one that broke the connection every further query rejects as well */
  query(sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult>;
  /** Gives it back; one that broke is closed. */
  release(): void;
}

/** A {@link Pool} that connects when it is first asked. Its errors are StoreErrors, and none is left unheard. */
export function createPool({
  config,
  clock,
}: {
  readonly config: Omit<pg.PoolConfig, 'types' | 'stream'>;
  readonly clock: Clock;
}): Pool {
  const sockets = new Set<Socket>();
  const pool = new pg.Pool({
    ...config,
    types: columnTypes,
    stream() {
      const socket = new Socket();
      sockets.add(socket);
      return socket.once('close', () => sockets.delete(socket));
    },
  });
  // One that breaks while it is idle leaves the pool by itself, and whoever asks next gets a new one.
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
    // The pool forgets those who wait for a connection when it ends, so it ends only once nobody does.
    if (lent > 0) {
      const allBack = Promise.withResolvers<void>();
      onAllBack = allBack.resolve;
      const cancel = clock.after(closeWithinMs, allBack.resolve);
      await allBack.promise;
      cancel();
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
        throw storeErrorOf(thrown);
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
        const error = storeErrorOf(thrown);
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
