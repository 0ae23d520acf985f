/* Copies of the whole store, and what is known of the builds that changed it. */

/** A copy of the store, as a row that is in the copy itself too. */
export interface Copy {
  readonly id: string;
  /** All that was committed before it is in the copy. Ms since 1970 UTC. */
  readonly madeAt: number;
  /** Of the build that made it. */
  readonly version: string;
  /** When the store was made of this copy; absent on one that was only made. */
  readonly restoredAt?: number;
}

export interface Copies {
  /** The copy that was made last. */
  last(): Promise<Copy | undefined>;
  /** The copy that this store was made of last. */
  restored(): Promise<Copy | undefined>;
  /** How many times a store before this one was restored: 0 for one that never was. */
  restores(): Promise<number>;
  /** What the schema is. */
  schema(): Promise<SchemaVersion | undefined>;
  /**
   * To be called once, before anything else uses a store that was just made of a copy: who held anything holds it no more,
   * and what waited is looked for before it is said, since it may have been said after the copy was made. `writtenAt`: of the
   * copy's file, for one that does not say when it was made.
   */
  settleRestored(found: { readonly writtenAt: number; readonly version: string }): Promise<Restored>;
}

/** What the store's schema is. */
interface SchemaVersion {
  /** The last migration. */
  readonly migration: string;
  /** Of the build that made it; absent where that was before builds were written down. */
  readonly version?: string;
  readonly migratedAt: number;
}

/** What a restore found in the copy, for the operator. Nothing that came after `madeAt` is known. */
export interface Restored {
  readonly copy: Copy;
  readonly orders: number;
  readonly watches: number;
  /** Deliveries that waited. Each may have been said since: it is looked for, and parked where it is not found. */
  readonly waiting: number;
  /** Calls that were under way with the partner: what came of them is not known. */
  readonly underWay: number;
}
