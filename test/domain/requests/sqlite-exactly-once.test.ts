import { makeSqliteBed } from '../../store/bed.ts';
import { exactlyOnceContract } from './exactly-once-contract.ts';

exactlyOnceContract('SQLite', makeSqliteBed);
