import type { Database } from './database.ts';
import type { Engine } from './engine.ts';

/** The doors to a database or to one transaction on it, and what keeps others from its rows. */
export interface Doors extends Database {
  readonly locks: Engine['locks'];
}

/** The database as order news needs it. */
export interface NewsDatabase extends Doors {
  /** Runs `work` in one transaction as `transact` does. It must ask nothing but the doors that it is given. */
  transact<T>(work: (doors: Doors) => Promise<T>): Promise<T>;
}
