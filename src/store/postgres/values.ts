import pg from 'pg';
import { StoreError } from '../error.ts';

/** Object ids of types, from pg_type.dat of PostgreSQL. */
const int8 = 20;
const numeric = 1700;

/** Of PostgreSQL's types as they come in text, how those of one pool are read. */
export interface ColumnTypes {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown;
}

/**
 * Reads `bigint`, and `numeric` as the sum of bigints is given, as numbers; throws where one is no safe integer. The
 * rest is read as `pg` does. Nothing global changes.
 */
export const columnTypes: ColumnTypes = {
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
