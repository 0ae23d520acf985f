import pg from 'pg';
import { StoreError, type StoreFault } from '../error.ts';

/** What a SQLSTATE means to an operator, https://www.postgresql.org/docs/current/errcodes-appendix.html. */
const meanings: Readonly<Record<string, readonly [StoreFault, string]>> = {
  '28P01': [
    'cannot-open',
    'The database server refused the user or the password: check those in DATABASE_URL.',
  ],
  '28000': [
    'cannot-open',
    'The database server does not let this user in from here: check the user in DATABASE_URL, and pg_hba.conf on the ' +
      'server.',
  ],
  '3D000': [
    'cannot-open',
    'The database that DATABASE_URL names is not on the server: create it, or name another.',
  ],
  '42501': [
    'cannot-open',
    'The database user may not do this: grant it the right to create and use tables in its schema.',
  ],
  '3F000': ['cannot-open', 'The database user has no schema to create tables in: create one, or grant it.'],
  '25006': [
    'cannot-open',
    'The database server takes no writes: where it is a standby name the primary in DATABASE_URL, else set ' +
      'default_transaction_read_only off for the server, the database and the user.',
  ],
  '53300': [
    'busy',
    'The database server takes no more connections: raise its max_connections, or run fewer processes.',
  ],
  '53100': ['full', 'No room is left on the disk of the database server: free some space there.'],
  '53200': ['busy', 'The database server is out of memory: try again, or give it more.'],
  '40001': ['conflict', 'Two transactions were in each other’s way: try again.'],
  '40P01': ['conflict', 'Two transactions waited for each other: try again.'],
  '55P03': ['busy', 'Others kept rows or tables of the database locked for too long: try again.'],
  '57014': ['busy', 'The database took too long over a question and was told to stop: try again.'],
  '57P03': ['unreachable', 'The database server is starting up or shutting down: try again in a moment.'],
};

const unreachable = {
  notReached:
    'The database server cannot be reached: see that it runs, and check host and port in DATABASE_URL.',
  unknownHost: 'The host in DATABASE_URL is not known: check its name.',
  lost: 'The connection to the database server broke: it restarts, or something on the way closed it.',
  silent: 'The database server gave no answer in time.',
} as const;

const networkFaults: Readonly<Record<string, string>> = {
  ECONNREFUSED: unreachable.notReached,
  EHOSTUNREACH: unreachable.notReached,
  ENETUNREACH: unreachable.notReached,
  ETIMEDOUT: unreachable.notReached,
  ENOENT: unreachable.notReached,
  EACCES: unreachable.notReached,
  ENOTFOUND: unreachable.unknownHost,
  EAI_AGAIN: unreachable.unknownHost,
  ECONNRESET: unreachable.lost,
  EPIPE: unreachable.lost,
};

/** What pg 8 says in plain words alone: pg/lib/client.js, pg-pool/index.js, pg/lib/connection.js. */
const plainWords: readonly (readonly [RegExp, StoreFault, string])[] = [
  [
    /^timeout exceeded when trying to connect$/,
    'busy',
    'Every connection to the database is in use: try again.',
  ],
  [/^(timeout expired|Connection terminated due to)/, 'unreachable', unreachable.notReached],
  [/^Query read timeout$/, 'unreachable', unreachable.silent],
  [/^Connection terminated|not queryable$/, 'unreachable', unreachable.lost],
  [
    /SSL|certificate/,
    'cannot-open',
    'No secure connection to the database server: check sslmode and sslrootcert in DATABASE_URL, and its certificate.',
  ],
  [/password must be a /, 'cannot-open', 'The database server wants a password: give it in DATABASE_URL.'],
];

/** What PgBouncer 1.12 to 1.25 says under one and the same code (src/client.c), and what it means; `$1` is a name, no value. */
const poolerWords: readonly (readonly [RegExp, string])[] = [
  [
    /^unsupported startup parameter(?: in options)?: (\w+)$/,
    'The pooler before the database takes no $1 from a client: take it out of DATABASE_URL, or name it in the pooler’s ' +
      'ignore_startup_parameters.',
  ],
  [
    /^no such database: .*$/s,
    'The pooler before the database does not know the database that DATABASE_URL names: add it there, or name another.',
  ],
  [
    /^(?:no such user.*|(?:password|SASL) authentication failed.*)$/s,
    'The pooler before the database refused the user or the password: check those in DATABASE_URL, and its list of users.',
  ],
];

/**
 * What `pg` threw, as a `StoreError`. Of the server's own words only names of constraints, tables and columns are
 * repeated, since the others can hold a row's values.
 */
export function postgresError(thrown: unknown): StoreError {
  if (thrown instanceof StoreError) return thrown;
  if (thrown instanceof pg.DatabaseError) return refusal(thrown);
  const cause = { cause: thrown };
  const code = codeOf(thrown);
  const network = networkFaults[code];
  if (network !== undefined) return new StoreError('unreachable', network, cause);
  if (!(thrown instanceof Error)) return new StoreError('failed', 'The database failed.', cause);
  const tls = /^(ERR_(TLS|SSL|OSSL)|CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code) ? 'certificate' : '';
  const said = plainWords.find(([pattern]) => pattern.test(thrown.message) || pattern.test(tls));
  if (said !== undefined) return new StoreError(said[1], said[2], cause);
  return new StoreError('failed', `The database driver failed: ${thrown.message}`, cause);
}

/** Whether no answer came in time over a connection that is there. */
export function isSilence(error: StoreError): boolean {
  return error.message === unreachable.silent;
}

/** Whether the connection that `error` came over may not be used again. */
export function breaksConnection(thrown: unknown, error: StoreError): boolean {
  if (error.fault === 'unreachable') return true;
  return thrown instanceof pg.DatabaseError && thrown.severity !== 'ERROR';
}

function refusal(error: pg.DatabaseError): StoreError {
  const code = error.code ?? '';
  const meant = meanings[code];
  if (meant !== undefined) return new StoreError(meant[0], meant[1], { cause: error });
  const pooler = poolerWords.find(([pattern]) => code === '08P01' && pattern.test(error.message));
  if (pooler !== undefined) {
    const [pattern, meaning] = pooler;
    return new StoreError('cannot-open', error.message.replace(pattern, meaning), { cause: error });
  }
  // Class 08: connection exceptions; class 57: an operator's or the server's own intervention.
  if (/^(08|57)/.test(code)) return new StoreError('unreachable', unreachable.lost, { cause: error });
  const names = [error.constraint, error.table, error.column].filter((name) => name !== undefined);
  const of = names.length > 0 ? ` (${names.join(', ')})` : '';
  return new StoreError('failed', `The database refused a statement: ${code}${of}.`);
}

/** The code of Node's error; of the last address where a host has several. */
function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return '';
  return typeof thrown.code === 'string' ? thrown.code : '';
}
