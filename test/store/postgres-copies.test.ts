import { systemRandom } from '../../src/runtime/random.ts';
import { openPostgres } from '../../src/store/postgres/open.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { copiesContract } from './copies-contract.ts';
import { describeOnPostgres, makeEmptyPostgresBed } from './postgres/bed.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  copiesContract('PostgreSQL', async () => {
    const bed = await makeEmptyPostgresBed();
    const surroundings = { clock: createFakeClock(), random: systemRandom, log: silentLog };
    return { ...bed, openEngine: () => openPostgres({ url: bed.url, connections: 2, ...surroundings }) };
  });
});
