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

/** The two doors to one database, or to one transaction on it. */
export interface Doors {
  /** For everything that is done for an organization. */
  readonly guarded: GuardedDatabase;
  /**
   * Unguarded: for upkeep (migrations, sweeps), for the tables that organizations share, and for the few questions
   * of order news that concern all of them (`across-organizations.ts`).
   */
  readonly acrossOrganizations: Kysely<Schema>;
}

export interface Database extends Doors {
  /** Runs `work` in one transaction, which its rejection undoes. It must ask nothing but the doors it is given. */
  transact<T>(work: (doors: Doors) => Promise<T>): Promise<T>;
}

/** The database behind `dialect`. */
export function createDatabase(dialect: Dialect): Database {
  const acrossOrganizations = new Kysely<Schema>({ dialect });
  return {
    ...doorsOf(acrossOrganizations),
    transact: (work) => acrossOrganizations.transaction().execute((begun) => work(doorsOf(begun))),
  };
}

function doorsOf(acrossOrganizations: Kysely<Schema>): Doors {
  return { guarded: acrossOrganizations.withPlugin(organizationGuard), acrossOrganizations };
}
