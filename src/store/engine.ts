import type { Dialect } from 'kysely';

/** A database that was opened, as a dialect gives it to the store. */
export interface Engine {
  /** A transaction of its driver may wait for other writers; it never fails because another was quicker. */
  readonly dialect: Dialect;
  /** Commits what was begun and lets go of the database. */
  close(): Promise<void>;
}
