import {
  type Dialect,
  HandleEmptyInListsPlugin,
  Kysely,
  replaceWithNoncontingentExpression,
  sql,
} from 'kysely';
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
export interface Database {
  /** For everything that is done for an organization. */
  readonly guarded: GuardedDatabase;
  /**
   * Unguarded: for upkeep (migrations, sweeps), for the tables that organizations share, and for the few questions
   * of order news that concern all of them (`across-organizations.ts`).
   */
  readonly acrossOrganizations: Kysely<Schema>;
}

/** The database behind `dialect`. */
export function createDatabase(dialect: Dialect): Database {
  return doorsOf(new Kysely<Schema>({ dialect, plugins: [emptyLists] }));
}

/** Nothing is in an empty list: SQLite says so by itself, and PostgreSQL knows no such list. */
const emptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });

/** Both doors to what `acrossOrganizations` is the one to. */
export function doorsOf(acrossOrganizations: Kysely<Schema>): Database {
  return { guarded: acrossOrganizations.withPlugin(organizationGuard), acrossOrganizations };
}

/** The condition that `column` holds `text`, case and all. `like` would take `_` for any character. */
export function holds(column: string, text: string) {
  return sql<boolean>`replace(${sql.ref(column)}, ${text}, '') <> ${sql.ref(column)}`;
}

/**
 * What a transaction that writes keeps others from: the `rows` it has touched or selected `for update`, or the whole
 * `database`, where there is no `for update` and no need for one.
 */
export type Locks = 'rows' | 'database';
