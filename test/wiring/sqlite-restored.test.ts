import { makeEmptySqliteBed } from '../store/bed.ts';
import { restoredContract } from './restored-contract.ts';

restoredContract('SQLite', async () => {
  const bed = await makeEmptySqliteBed();
  return { ...bed, url: `sqlite:${bed.file}` };
});
