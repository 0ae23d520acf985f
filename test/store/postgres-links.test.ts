import { linksContract } from './links-contract.ts';
import { describeOnPostgres, makePostgresBed } from './postgres/bed.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  linksContract('PostgreSQL', makePostgresBed);
});
