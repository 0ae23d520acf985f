import { makeSqliteBed } from './bed.ts';
import { linksContract } from './links-contract.ts';

linksContract('SQLite', makeSqliteBed);
