import { makeSqliteBed } from './bed.ts';
import { storeContract } from './contract.ts';
import { newsContract } from './news-contract.ts';

storeContract('SQLite', makeSqliteBed);
newsContract('SQLite', makeSqliteBed);
