import { makeSqliteBed } from '../../store/bed.ts';
import { limitContract } from './limit-contract.ts';

limitContract('SQLite', makeSqliteBed);
