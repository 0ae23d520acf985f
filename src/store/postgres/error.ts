import { StoreError } from '../error.ts';

/*
 * PostgreSQL's SQLSTATE codes, https://www.postgresql.org/docs/current/errcodes-appendix.html, and Node's own for
 * connections.
 */
const passing: ReadonlySet<string> = new Set(['40001', '40P01', '55P03']);
const full: ReadonlySet<string> = new Set(['53100', '53200']);
const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
]);

/**
 * What `pg` threw, as a `StoreError`. PostgreSQL's own sentence stays where it names tables and columns; its details,
 * which can hold values, do not.
 */
export function storeErrorOf(thrown: unknown): StoreError {
  if (thrown instanceof StoreError) return thrown;
  const cause = { cause: causeOf(thrown) };
  const code = codeOf(thrown);
  if (code !== undefined && passing.has(code)) {
    return new StoreError('busy', 'Another transaction was in the way in PostgreSQL: try again.', cause);
  }
  if (code !== undefined && full.has(code)) {
    return new StoreError('full', 'PostgreSQL has no room left: free some space on its disk.', cause);
  }
  switch (code) {
    case '28P01':
    case '28000':
      return new StoreError(
        'cannot-open',
        'PostgreSQL refuses the user name or password in DATABASE_URL: correct it there.',
        cause,
      );
    case '3D000':
      return new StoreError(
        'cannot-open',
        'The database named in DATABASE_URL does not exist: make it with createdb, or name another.',
        cause,
      );
    case '42501':
      return new StoreError(
        'cannot-open',
        'The user in DATABASE_URL may not make tables there: grant it CREATE on the schema.',
        cause,
      );
    case '53300':
      return new StoreError(
        'busy',
        'PostgreSQL takes no more connections: raise max_connections, or run fewer processes.',
        cause,
      );
    case '57014':
      return new StoreError('busy', 'A query took PostgreSQL too long and was cancelled.', cause);
    default:
      return isConnectionFault(thrown, code)
        ? new StoreError(
            'cannot-open',
            'PostgreSQL does not answer: check that it runs where DATABASE_URL says.',
            cause,
          )
        : new StoreError('failed', `PostgreSQL refused: ${code ?? 'unknown error'}`, cause);
  }
}

/** `pg` gives a broken connection several names, most of them in words alone. */
function isConnectionFault(thrown: unknown, code: string | undefined): boolean {
  if (code !== undefined && unreachable.has(code)) return true;
  const message = thrown instanceof Error ? thrown.message : '';
  return /connection (?:terminated|timeout|ended)|timeout (?:exceeded|expired)|not queryable|cannot use a pool/i.test(
    message,
  );
}

function codeOf(thrown: unknown): string | undefined {
  if (thrown instanceof AggregateError) return codeOf(thrown.errors[0]);
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** Without what can hold a row's values (`detail`, `where`) or the connection's password. */
function causeOf(thrown: unknown): Error {
  const message = thrown instanceof Error ? thrown.message : 'unknown error';
  return new Error(codeOf(thrown) === undefined ? message : `${codeOf(thrown)}`);
}
