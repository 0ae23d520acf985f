import type { Dialect } from 'kysely';
import type { Anchor } from '../domain/audit/anchors.ts';
import type { NewsStore, StoreDescription } from './contract/store.ts';
import type { Database, Direct, Locks } from './database.ts';
import type { StoreThread } from './sqlite/store-thread.ts';

/** A database that was opened, as a dialect gives it to the store. */
export interface Engine extends Pick<NewsStore, 'signals' | 'exclusive'> {
  /** Its transactions may wait for other writers. One that fails as `conflict` is to be run again: `transact` does. */
  readonly dialect: Dialect;
  /** A shorter way for statements of which no transaction is to know; absent where there is none. */
  readonly direct?: Direct;
  /** The same database for migrations, whose statements may take as long as they need. */
  readonly migrating: Dialect;
  readonly locks: Locks;
  readonly lives: LifeLocks;
  /** Where anchors of the audit log are kept; absent where the database is in memory. */
  readonly anchors?: AnchorBook;
  /**
   * Asked before anything is made in the database; absent where opening it told all there is.
   * @throws StoreError when it does not answer, or is none that the store can use
   */
  check?(): Promise<void>;
  /**
   * From then on units are done by a thread whose program is `entry`; absent where the database is used by none. To be called
   * at most once, when the schema stands.
   */
  startThread?(entry: URL): Pick<StoreThread, 'run' | 'createPace' | 'ended'>;
  /** @throws StoreError when the database does not answer */
  describe(): Promise<StoreDescription>;
  /** Commits what was begun and lets go of the database. */
  close(): Promise<void>;
}

/**
 * Locks that last as long as a process. A life has one lock and never gets it back: once it is free, the life is over for
 * good.
 */
export interface LifeLocks {
  /** This process's life, begun when it is first asked for; `undefined` where it can have no lock just now. */
  own(): Promise<string | undefined>;
  /** Whether `life` is this process's and certainly not over, as far as is known without asking. */
  isLived(life: string): boolean;
  /** Those of `lives` that are certainly over. @throws StoreError when that can't be asked */
  over(lives: readonly string[]): Promise<readonly string[]>;
  /** Lives of other processes that left something behind; not all have ended. */
  left(): Promise<readonly string[]>;
  /** Clears away what lives that are over have left. */
  forget(lives: readonly string[]): Promise<void>;
  /** Ends this process's life. */
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
