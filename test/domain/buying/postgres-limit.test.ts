import { describeOnPostgres, makePostgresBed } from '../../store/postgres/bed.ts';
import { limitContract } from './limit-contract.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  limitContract('PostgreSQL', makePostgresBed);
});
