import { newsStoreContract } from './news-contract.ts';
import { describeOnPostgres, makePostgresBed } from './postgres/bed.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  newsStoreContract('PostgreSQL', makePostgresBed);
});
