import { type DialectAdapter, PostgresAdapter, sql } from 'kysely';

/** Any number, the same in every process. */
const migrationLock = 7_405_306_114_190_271n;

/**
 * Kysely's adapter with a migration lock that ends with the transaction it is taken in. Kysely's own belongs to the
 * connection, and would stay with it in the pool.
 */
export function createPostgresAdapter(): DialectAdapter {
  return Object.assign(new PostgresAdapter(), {
    async acquireMigrationLock(...[database]: Parameters<DialectAdapter['acquireMigrationLock']>) {
      await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(database);
    },
    releaseMigrationLock: () => Promise.resolve(),
  });
}
