import { describeOnPostgres, makePostgresBed } from '../../store/postgres/bed.ts';
import { placingContract } from './placement-contract.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  placingContract('PostgreSQL', makePostgresBed);
});
