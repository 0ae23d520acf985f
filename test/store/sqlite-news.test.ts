import { makeSqliteBed, makeSqliteThreadBed } from './bed.ts';
import { newsStoreContract } from './news-contract.ts';

newsStoreContract('SQLite', makeSqliteBed);
newsStoreContract('SQLite with a thread', makeSqliteThreadBed);
