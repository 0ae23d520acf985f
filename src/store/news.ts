import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { Database } from './database.ts';
import type { Locks } from './engine.ts';
import { createInbox } from './inbox.ts';
import { createLanes } from './lanes.ts';
import type { NewsStore } from './news-contract.ts';
import { createOrders } from './orders.ts';
import { createTurns } from './turns.ts';
import { createWatches } from './watches.ts';

/** What order news keeps in the tables of `database`. */
export type NewsTables = Pick<NewsStore, 'inbox' | 'orders' | 'watches' | 'lanes' | 'turns'>;

export function createNewsTables({
  database,
  locks,
  clock,
  random,
}: {
  readonly database: Database;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly random: Random;
}): NewsTables {
  return {
    inbox: createInbox({ database: database.guarded }),
    orders: createOrders({ database, locks, clock }),
    watches: createWatches({ database }),
    lanes: createLanes({ database, locks, clock, random }),
    turns: createTurns({ database: database.guarded, clock }),
  };
}
