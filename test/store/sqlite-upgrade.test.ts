import { systemRandom } from '../../src/runtime/random.ts';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { silentLog } from '../fakes/silent-log.ts';
import { makeEmptySqliteBed } from './bed.ts';
import { upgradeContract } from './upgrade-contract.ts';

upgradeContract('SQLite', async () => {
  const bed = await makeEmptySqliteBed();
  return { ...bed, openEngine: () => openSqlite({ path: bed.file, random: systemRandom, log: silentLog }) };
});
