import type { Dialect, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** A database that was opened, as a dialect gives it to the store. */
export interface Engine {
  /** A transaction of its driver may wait for other writers; it never fails because another was quicker. */
  readonly dialect: Dialect;
  /** Absent where a transaction has the whole database to itself. */
  readonly rowLocks?: RowLocks;
  /** Commits what was begun and lets go of the database. */
  close(): Promise<void>;
}

/** Transactions run beside each other: they lock rows (`for update`), and names for rows that are not there yet. */
export interface RowLocks {
  /** Locks each name until the transaction ends, in an order that can't deadlock with itself. */
  lockNames(transaction: Transaction<Schema>, names: readonly string[]): Promise<void>;
}
