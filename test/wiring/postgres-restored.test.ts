import { describeOnPostgres, makeEmptyPostgresBed } from '../store/postgres/bed.ts';
import { restoredContract } from './restored-contract.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  restoredContract('PostgreSQL', makeEmptyPostgresBed);
});
