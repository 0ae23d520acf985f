import { describeOnPostgres, makePostgresBed } from './postgres/bed.ts';
import { spendingStoreContract } from './spending-contract.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  spendingStoreContract('PostgreSQL', makePostgresBed);
});
