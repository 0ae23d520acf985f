import { makeSqliteBed } from './bed.ts';
import { storeContract } from './contract.ts';

storeContract('SQLite', makeSqliteBed);
