import { describeOnPostgres, makePostgresBed } from '../../store/postgres/bed.ts';
import { exactlyOnceContract } from './exactly-once-contract.ts';

describeOnPostgres('with TEST_DATABASE_URL', () => {
  exactlyOnceContract('PostgreSQL', makePostgresBed);
});
