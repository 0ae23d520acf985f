import { afterEach, beforeEach, describe } from 'vitest';
import type { Clock } from '../../src/runtime/clock.ts';
import type { Store } from '../../src/store/contract/store.ts';
import type { StoreBed } from './contract.ts';
import { inboxContract } from './news/inbox.ts';
import { lifeContract } from './news/lives.ts';
import { orderContract } from './news/orders.ts';
import { queueHoldContract } from './news/queue-holds.ts';
import { queueContract } from './news/queues.ts';
import { requestContract } from './news/requests.ts';
import { timesContract } from './news/times.ts';
import { turnContract } from './news/turns.ts';
import { watchContract } from './news/watches.ts';

/** Opens the database of the test that runs, once more each time; it is closed after the test. */
export type OpenStore = (clock: Clock) => Promise<Store>;

/** What every dialect of the store must do for order news. */
export function newsStoreContract(name: string, makeBed: () => Promise<StoreBed>): void {
  describe(`order news on ${name}`, () => {
    let bed: StoreBed;
    let opened: Store[];

    const open: OpenStore = async (clock) => {
      const store = await bed.open(clock);
      opened.push(store);
      return store;
    };

    beforeEach(async () => {
      bed = await makeBed();
      opened = [];
    });

    afterEach(async () => {
      await Promise.all(opened.map((store) => store.close()));
      await bed.dispose();
    });

    inboxContract(open);
    orderContract(open);
    watchContract(open);
    queueContract(open);
    queueHoldContract(open);
    turnContract(open);
    lifeContract(open);
    requestContract(open);
    timesContract(open);
  });
}
