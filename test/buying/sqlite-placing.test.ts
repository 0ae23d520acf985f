import { makeSqliteBed } from '../store/bed.ts';
import { placingContract } from './placing-contract.ts';

placingContract('SQLite', makeSqliteBed);
