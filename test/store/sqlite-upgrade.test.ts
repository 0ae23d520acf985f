import { openSqlite } from '../../src/store/sqlite/open.ts';
import { makeSqliteBed } from './bed.ts';
import { upgradeContract } from './upgrade-contract.ts';

upgradeContract('SQLite', async () => {
  const bed = await makeSqliteBed();
  return { ...bed, openEngine: () => openSqlite(bed.file) };
});
