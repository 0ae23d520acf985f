import type { Dialect } from 'kysely';

/** A database that was opened, as a dialect gives it to the store. */
export interface Engine {
  /** A transaction of its driver may wait for other writers; it never fails because another was quicker. */
  readonly dialect: Dialect;
  /** What a transaction keeps from others while it lasts. */
  readonly locks: Locks;
  /** Commits what was begun and lets go of the database. */
  close(): Promise<void>;
}

/**
 * `database`: a transaction is alone from its beginning to its end, so nothing in it needs a lock of its own.
 * `rows`: others go on meanwhile, and it has to lock each row whose change it depends on.
 */
export type Locks = 'database' | 'rows';
