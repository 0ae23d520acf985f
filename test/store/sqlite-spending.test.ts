import { makeSqliteBed } from './bed.ts';
import { spendingStoreContract } from './spending-contract.ts';

spendingStoreContract('SQLite', makeSqliteBed);
