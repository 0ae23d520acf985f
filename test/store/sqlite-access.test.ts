import { accessStoreContract } from './access-contract.ts';
import { makeSqliteBed } from './bed.ts';

accessStoreContract('SQLite', makeSqliteBed);
