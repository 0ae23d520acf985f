import { operatorContract } from './operator-contract.ts';
import { describeOnPostgres, makePostgresBed } from './postgres/bed.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  operatorContract('PostgreSQL', makePostgresBed);
});
