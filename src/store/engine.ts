import type { Dialect } from 'kysely';
import type { AnchorBook } from './anchor-book.ts';
import type { NewsStore, StoreDescription } from './contract/store.ts';
import type { Locks } from './database.ts';

/** A database that was opened, as a dialect gives it to the store. */
export interface Engine extends Pick<NewsStore, 'signals' | 'exclusive'> {
  /** Its transactions may wait for other writers. One that fails as `conflict` is to be run again: `transact` does. */
  readonly dialect: Dialect;
  /** The same database for migrations, whose statements may take as long as they need. */
  readonly migrating: Dialect;
  readonly locks: Locks;
  /** Where anchors of the audit trail are kept; absent where the database is in memory. */
  readonly anchors?: AnchorBook;
  /** @throws StoreError when the database does not answer, or is none that the store can use */
  describe(): Promise<StoreDescription>;
  /** Commits what was begun and lets go of the database. */
  close(): Promise<void>;
}
