import { makeSqliteBed } from './bed.ts';
import { newsStoreContract } from './news-contract.ts';

newsStoreContract('SQLite', makeSqliteBed);
