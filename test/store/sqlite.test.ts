import { makeSqliteBed } from './bed.ts';
import { storeContract } from './contract.ts';
import { outsideContract } from './outside-contract.ts';

storeContract('SQLite', makeSqliteBed);
outsideContract('SQLite', makeSqliteBed);
