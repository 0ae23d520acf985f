import type { SelectQueryBuilder } from 'kysely';
import type { Doors } from './news-database.ts';

/** `query`, which waits for the rows it finds and keeps them locked until its transaction ends. */
export function lockingRows<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  { locks }: Pick<Doors, 'locks'>,
): SelectQueryBuilder<DB, TB, O> {
  return locks === 'rows' ? query.forUpdate() : query;
}

/** `query`, which passes over rows that another transaction has locked and locks the rest until its own ends. */
export function takingRows<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  { locks }: Pick<Doors, 'locks'>,
): SelectQueryBuilder<DB, TB, O> {
  return locks === 'rows' ? query.forUpdate().skipLocked() : query;
}
