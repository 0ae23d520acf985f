import { accountNamesContract } from './account-names-contract.ts';
import { describeOnPostgres, makePostgresBed } from './postgres/bed.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  accountNamesContract('PostgreSQL', makePostgresBed);
});
