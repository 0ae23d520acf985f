import { describeOnPostgres, makePostgresBed } from '../../store/postgres/bed.ts';
import { killContract } from './kill-contract.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  killContract('PostgreSQL', makePostgresBed);
});
