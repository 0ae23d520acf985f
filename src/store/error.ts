/** What kept the store from doing what it was asked. */
export type StoreFault =
  /** The setting names no store that this version can open. */
  | 'setting'
  /** The file or its folder cannot be opened or written. */
  | 'cannot-open'
  /** The file is there and is no database, or is damaged. */
  | 'not-a-database'
  /** A newer version of the bot has changed the database. */
  | 'too-new'
  /** Another process held the database for too long; trying again may help. */
  | 'busy'
  /** No room is left. */
  | 'full'
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
