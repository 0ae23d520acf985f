import { describe, it } from 'vitest';
import { makePostgresBed, postgresServer } from './bed.ts';
import { storeContract } from './contract.ts';
import { newsContract } from './news-contract.ts';

if (postgresServer === undefined) {
  describe('the store on PostgreSQL', () => {
    it.skip('is tested where TEST_DATABASE_URL is set', () => {});
  });
} else {
  storeContract('PostgreSQL', makePostgresBed);
  newsContract('PostgreSQL', makePostgresBed);
}
