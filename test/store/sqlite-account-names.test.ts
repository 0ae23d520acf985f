import { accountNamesContract } from './account-names-contract.ts';
import { makeSqliteBed } from './bed.ts';

accountNamesContract('SQLite', makeSqliteBed);
