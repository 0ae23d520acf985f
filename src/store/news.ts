import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { type Database, doorsOf } from './database.ts';
import type { Engine } from './engine.ts';
import { createInbox } from './inbox.ts';
import { createLanes } from './lanes.ts';
import type { NewsStore } from './news-contract.ts';
import type { NewsDatabase } from './news-database.ts';
import { createOrders } from './orders.ts';
import { transact } from './transact.ts';
import { createTurns } from './turns.ts';
import { createWatches } from './watches.ts';

/** What order news keeps in tables. */
export type NewsTables = Omit<NewsStore, 'signals' | 'exclusive'>;

/** {@link NewsTables} in those of the database behind `doors`. */
export function createNewsTables({
  doors,
  locks,
  clock,
  random,
}: {
  readonly doors: Database;
  readonly locks: Engine['locks'];
  readonly clock: Clock;
  readonly random: Random;
}): NewsTables {
  const database: NewsDatabase = {
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
  return {
    inbox: createInbox({ database: doors.guarded }),
    orders: createOrders({ database, clock }),
    watches: createWatches({ database }),
    lanes: createLanes({ database, clock, random }),
    turns: createTurns({ database: doors.guarded, clock }),
  };
}
