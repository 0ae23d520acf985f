import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/store/contract/store.ts';
import { admissionContract } from './access/admissions.ts';
import { grantContract } from './access/grants.ts';
import { joiningContract } from './access/joining.ts';
import { usersContract } from './access/users.ts';
import type { StoreBed } from './contract.ts';
import type { OpenStore } from './news-contract.ts';

/** What every dialect of the store must do for who may do what. */
export function accessStoreContract(name: string, makeBed: () => Promise<StoreBed>): void {
  describe(`access on ${name}`, () => {
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

    admissionContract(open);
    grantContract(open);
    usersContract(open);
    joiningContract(open);
  });
}
