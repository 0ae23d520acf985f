import type { Dialect, Transaction } from 'kysely';
import type { NewsStore } from './news-contract.ts';
import type { Schema } from './schema.ts';
import type { StoreDescription } from './store.ts';

/** A database that was opened, as a dialect gives it to the store. */
export interface Engine extends Pick<NewsStore, 'signals' | 'exclusive'> {
  /** Its transactions may wait for other writers. One that fails as `conflict` is to be run again: `transact` does. */
  readonly dialect: Dialect;
  /** The same database for migrations, whose statements may take as long as they need. */
  readonly migrating: Dialect;
  /** Absent where a transaction has the whole database to itself. */
  readonly rowLocks?: RowLocks;
  /** @throws StoreError when the database does not answer, or is none that the store can use */
  describe(): Promise<StoreDescription>;
  /** Commits what was begun and lets go of the database. */
  close(): Promise<void>;
}

/** Transactions run beside each other: they lock rows (`for update`), and names for rows that are not there yet. */
export interface RowLocks {
  /** Locks each name until the transaction ends, in an order that can't deadlock with itself. */
  lockNames(transaction: Transaction<Schema>, names: readonly string[]): Promise<void>;
}
