import { makeSqliteBed } from '../../store/bed.ts';
import { killContract } from './kill-contract.ts';

killContract('SQLite', makeSqliteBed);
