import { StoreError } from '../error.ts';

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html. */
const code = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/**
 * What `node:sqlite` threw, as a `StoreError`. SQLite's own sentence stays: it names tables and columns,
 * never a value.
 */
export function sqliteError(thrown: unknown, file: string): StoreError {
  if (thrown instanceof StoreError) return thrown;
  const message = thrown instanceof Error ? thrown.message : 'unknown error';
  const cause = { cause: thrown };
  switch (primaryCode(thrown)) {
    case code.busy:
    case code.locked:
      return new StoreError(
        'busy',
        `Another process keeps ${file} locked: see that only one uses it.`,
        cause,
      );
    case code.readOnly:
      return new StoreError(
        'cannot-open',
        `${file} cannot be written: check who owns it and its mode.`,
        cause,
      );
    case code.cannotOpen:
      return new StoreError(
        'cannot-open',
        `${file} cannot be opened: check that its folder is there and may be written, or set DATABASE_URL.`,
        cause,
      );
    case code.corrupt:
    case code.notADatabase:
      return new StoreError(
        'not-a-database',
        `${file} is no database or is damaged: restore it from a copy, or move it away to begin anew.`,
        cause,
      );
    case code.full:
      return new StoreError('full', `No room is left for ${file}: free some space on its disk.`, cause);
    default:
      return new StoreError('failed', `The database refused: ${message}`, cause);
  }
}

/** Whether `node:sqlite` threw since another process holds the file. */
export function isBusy(thrown: unknown): boolean {
  return primaryCode(thrown) === code.busy;
}

function primaryCode(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('errcode' in thrown)) return undefined;
  return typeof thrown.errcode === 'number' ? thrown.errcode & 0xff : undefined;
}
