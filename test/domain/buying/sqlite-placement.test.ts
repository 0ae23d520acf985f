import { makeSqliteBed } from '../../store/bed.ts';
import { placingContract } from './placement-contract.ts';

placingContract('SQLite', makeSqliteBed);
