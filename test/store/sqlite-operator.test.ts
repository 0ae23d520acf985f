import { makeSqliteBed } from './bed.ts';
import { operatorContract } from './operator-contract.ts';

operatorContract('SQLite', makeSqliteBed);
