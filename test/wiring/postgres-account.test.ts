import { describeOnPostgres, makePostgresBed } from '../store/postgres/bed.ts';
import { accountContract } from './account-contract.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  accountContract('PostgreSQL', makePostgresBed);
});
