import { sql } from 'kysely';
import type { RowLocks } from '../engine.ts';

/**
 * Advisory locks, numbered by a digest of each name. They are taken in the order of their numbers, so that no two
 * transactions wait for each other.
 */
export const rowLocks: RowLocks = {
  async lockNames(transaction, names) {
    if (names.length === 0) return;
    const rows = sql.join(names.map((name) => sql`(${name}::text)`));
    await sql`
      with keys as materialized (
        select distinct hashtextextended(name, 0) as key from (values ${rows}) as given (name) order by key
      )
      select pg_advisory_xact_lock(key) from keys`.execute(transaction);
  },
};
