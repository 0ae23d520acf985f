import { type Dialect, Kysely } from 'kysely';
import { organizationGuard } from './organization-guard.ts';
import type { Schema } from './schema.ts';

/**
 * The queries that may be built over rows of organizations. It has no door for raw SQL, and what it builds
 * passes the {@link organizationGuard}.
 */
export type GuardedDatabase = Pick<
  Kysely<Schema>,
  'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom'
>;

/** The two doors to one database. */
export interface Database {
  /** For everything that is done for an organization. */
  readonly guarded: GuardedDatabase;
  /** Unguarded, for upkeep alone: migrations, sweeps, and the tables that organizations share. */
  readonly acrossOrganizations: Kysely<Schema>;
}

/** The two doors to the database behind `dialect`. */
export function createDatabase(dialect: Dialect): Database {
  const acrossOrganizations = new Kysely<Schema>({ dialect });
  return { guarded: acrossOrganizations.withPlugin(organizationGuard), acrossOrganizations };
}
