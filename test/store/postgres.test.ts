import { storeContract } from './contract.ts';
import { outsideContract } from './outside-contract.ts';
import { describeOnPostgres, hasPostgres, makePostgresBed } from './postgres/bed.ts';

if (!hasPostgres()) {
  process.stdout.write('The store on PostgreSQL: skipped, since TEST_DATABASE_URL is not set.\n');
}

describeOnPostgres('with TEST_DATABASE_URL', () => {
  storeContract('PostgreSQL', makePostgresBed);
  outsideContract('PostgreSQL', makePostgresBed);
});
