import { makeSqliteBed } from '../store/bed.ts';
import { restoredContract } from './restored-contract.ts';

restoredContract('SQLite', async () => {
  const bed = await makeSqliteBed();
  return { ...bed, url: `sqlite:${bed.file}` };
});
