import { accessStoreContract } from './access-contract.ts';
import { describeOnPostgres, makePostgresBed } from './postgres/bed.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  accessStoreContract('PostgreSQL', makePostgresBed);
});
