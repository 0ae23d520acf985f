import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { type Database, doorsOf, type Locks } from './database.ts';
import { transact } from './transact.ts';

/** The doors to a database or to one transaction on it, and what keeps others from its rows. */
export interface Doors extends Database {
  readonly locks: Locks;
}

/** The database as order news and the audit trail need it. */
export interface NewsDatabase extends Doors {
  /** Runs `work` in one transaction as `transact` does. It must ask nothing but the doors that it is given. */
  transact<T>(work: (doors: Doors) => Promise<T>): Promise<T>;
}

/** The database behind `doors`, with transactions. */
export function createNewsDatabase({
  doors,
  locks,
  clock,
  random,
}: {
  readonly doors: Database;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly random: Random;
}): NewsDatabase {
  return {
    ...doors,
    locks,
    transact: (work) =>
      transact({
        database: doors.acrossOrganizations,
        clock,
        random,
        work: (transaction) => work({ ...doorsOf(transaction), locks }),
      }),
  };
}
