import pg from 'pg';
import { z } from 'zod';
import type { Clock } from '../../runtime/clock.ts';
import { StoreError } from '../error.ts';
import { type Connection, connectOnce } from './connection.ts';
import { isSilence } from './error.ts';

const backend = z.tuple([z.object({ pid: z.number() })]);

const facts = z.tuple([z.object({ encoding: z.string(), standby: z.boolean(), writes: z.string() })]);

/** How often it is asked whether a session is still the same: a pooler may pick among its connections by chance. */
const rounds = 5;

/**
 * Whether the store can be kept in the database that `config` names, before anything is made in it.
 * @throws StoreError `setting` for a database that cannot hold every text, and for a pooler that changes the session between
 * two statements; `cannot-open` for one that takes no writes; `busy` for a pooler that has one connection only
 */
export async function checkDatabase(way: {
  readonly config: Omit<pg.ClientConfig, 'stream'>;
  readonly clock: Clock;
}): Promise<void> {
  const connection = await connectOnce(way);
  try {
    await checkSession(connection, way);
    await checkFacts(connection);
  } finally {
    await connection.end();
  }
}

/**
 * Locks that one process may hold (a gateway) and wake-ups live as long as a session does. Between a pooler's transactions
 * there is none: another client gets it, lock and all. Such a pooler is told by the number of the server's process, which
 * changes between two statements, or which a second client meets too.
 */
async function checkSession(connection: Connection, way: Parameters<typeof connectOnce>[0]): Promise<void> {
  const own = await backendOf(connection);
  // No pooler is on the way: they all let clients in with numbers of their own.
  if (own === connection.processId) return;
  const stays = async () => {
    for (let left = rounds; left > 0; left -= 1) {
      if ((await backendOf(connection)) !== own) throw sharedSession();
    }
  };
  await stays();
  const other = await connectOnce(way);
  try {
    await beginOn(other);
    // It holds a connection of the pooler's from here on, so that one which is shared is taken from the first.
    if ((await backendOf(other)) === own) throw sharedSession();
    await stays();
    await other.query('rollback', []);
    await other.end();
  } finally {
    other.cut();
  }
}

async function beginOn(other: Connection): Promise<void> {
  try {
    await other.query('begin', []);
  } catch (thrown) {
    if (!(thrown instanceof StoreError)) throw thrown;
    const refused = thrown.cause instanceof pg.DatabaseError ? thrown.cause.message : undefined;
    // PgBouncer's word where nobody gave a connection back in time; otherwise this side gives up first.
    if (refused === 'query_wait_timeout' || (refused === undefined && isSilence(thrown)))
      throw noSecond(thrown);
    // What takes no transaction pools statements.
    throw refused === undefined ? thrown : sharedSession(thrown);
  }
}

function sharedSession(cause?: StoreError): StoreError {
  return new StoreError(
    'setting',
    'DATABASE_URL: a pooler before the database changes the session between statements (transaction or statement mode), ' +
      'so that locks and wake-ups are lost and two processes could both speak: give this database pool_mode = session, or ' +
      'name the database server itself.',
    { cause },
  );
}

function noSecond(cause: StoreError): StoreError {
  return new StoreError(
    'busy',
    'The pooler before the database gave no second connection in time: raise its pool size for this database to twelve or ' +
      'more for each process.',
    { cause },
  );
}

async function backendOf(connection: Connection): Promise<number> {
  const [{ pid }] = backend.parse(await connection.query('select pg_backend_pid() as pid', []));
  return pid;
}

async function checkFacts(connection: Connection): Promise<void> {
  const [{ encoding, standby, writes }] = facts.parse(
    await connection.query(
      `select current_setting('server_encoding') as encoding, pg_is_in_recovery() as standby,
        current_setting('default_transaction_read_only') as writes`,
      [],
    ),
  );
  if (encoding !== 'UTF8') {
    throw new StoreError(
      'setting',
      `DATABASE_URL: the database's encoding is ${encoding}: make one with encoding 'UTF8'.`,
    );
  }
  if (standby) {
    throw new StoreError(
      'cannot-open',
      'The database server is a standby, which takes no writes: name the primary in DATABASE_URL.',
    );
  }
  if (writes === 'on') {
    throw new StoreError(
      'cannot-open',
      'The database takes no writes, since default_transaction_read_only is on for the server, the database or the user: ' +
        'set it off. A hoster sets it when a disk is nearly full.',
    );
  }
}
