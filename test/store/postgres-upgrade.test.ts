import { systemRandom } from '../../src/runtime/random.ts';
import { openPostgres } from '../../src/store/postgres/open.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { describeOnPostgres, makeEmptyPostgresBed } from './postgres/bed.ts';
import { upgradeContract } from './upgrade-contract.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  upgradeContract('PostgreSQL', async () => {
    const bed = await makeEmptyPostgresBed();
    const surroundings = { clock: createFakeClock(), random: systemRandom, log: silentLog };
    return {
      ...bed,
      openEngine: () => openPostgres({ url: bed.url, connections: 2, ...surroundings }),
    };
  });
});
