/** What kept the store from doing what it was asked. */
export type StoreFault =
  /** The setting names no store that this version can open. */
  | 'setting'
  /** The file or its folder, or the server's database, cannot be opened or written. */
  | 'cannot-open'
  /** The file is there and is no database, or is damaged. */
  | 'not-a-database'
  /** A newer version of the bot has changed the database. */
  | 'too-new'
  /** Others held the database for too long; trying again may help. */
  | 'busy'
  /** Two transactions were in each other's way and this one was undone; doing it again helps. */
  | 'conflict'
  /**
   * The database's server cannot be reached, or the connection broke; it may be back in a moment. What was being
   * written then may have been written or not.
   */
  | 'unreachable'
  /** No room is left. */
  | 'full'
  /** What writes the database is over: nothing more can be kept. What was being written then may have been written or not. */
  | 'ended'
  /** The store was closed. */
  | 'closed'
  /** A query that could have touched another organization's rows was refused. */
  | 'unguarded'
  | 'failed';

/** The store could not do what it was asked. The message says what to do, and holds no row's content. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
