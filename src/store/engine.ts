import type { Dialect } from 'kysely';
import type { Anchor } from '../audit/anchors.ts';
import type { NewsStore, StoreDescription } from './contract/store.ts';
import type { Database, Locks } from './database.ts';

/** A database that was opened, as a dialect gives it to the store. */
export interface Engine extends Pick<NewsStore, 'signals' | 'exclusive'> {
  /** Its transactions may wait for other writers. One that fails as `conflict` is to be run again: `transact` does. */
  readonly dialect: Dialect;
  /** The same database for migrations, whose statements may take as long as they need. */
  readonly migrating: Dialect;
  readonly locks: Locks;
  /** Where anchors of the audit log are kept; absent where the database is in memory. */
  readonly anchors?: AnchorBook;
  /** @throws StoreError when the database does not answer, or is none that the store can use */
  describe(): Promise<StoreDescription>;
  /** Commits what was begun and lets go of the database. */
  close(): Promise<void>;
}

/** Where anchors of the audit log are kept. What reads and then writes does both in one transaction of the database. */
export interface AnchorBook {
  /** For a person. */
  readonly where: string;
  /** All of them. @throws AnchorFault */
  read(database: Database): Promise<readonly Anchor[]>;
  /** Keeps `next` in place of `before`, durably. @throws AnchorFault when it could not be kept; `before` is then */
  write(
    database: Database,
    change: { readonly before: readonly Anchor[]; readonly next: readonly Anchor[] },
  ): Promise<void>;
  /** Why nothing can be written, where that can be told without writing. */
  writeObstacle?(): Promise<string | undefined>;
}

/** Anchors could not be read or kept. The message says what to do. */
export class AnchorFault extends Error {
  override readonly name = 'AnchorFault';
}
