import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { Requests } from './contract/requests.ts';
import type { NewsStore } from './contract/store.ts';
import { createInbox } from './inbox.ts';
import { createLanes } from './lanes.ts';
import type { NewsDatabase } from './news-database.ts';
import { createOrders } from './orders.ts';
import { createRequests } from './requests.ts';
import { createTurns } from './turns.ts';
import { createWatches } from './watches.ts';

/** What order news and requests keep in tables. */
export type NewsTables = Omit<NewsStore, 'signals' | 'exclusive'> & { readonly requests: Requests };

/** {@link NewsTables} in those of `database`. */
export function createNewsTables({
  database,
  clock,
  random,
}: {
  readonly database: NewsDatabase;
  readonly clock: Clock;
  readonly random: Random;
}): NewsTables {
  return {
    inbox: createInbox({ database: database.guarded }),
    orders: createOrders({ database, clock }),
    watches: createWatches({ database }),
    lanes: createLanes({ database, clock, random }),
    turns: createTurns({ database: database.guarded, clock }),
    requests: createRequests({ database }),
  };
}
