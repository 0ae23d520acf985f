import { type ForgettingBed, forgettingContract } from './erasure-contract.ts';
import { describeOnPostgres, makePostgresBed } from './postgres/bed.ts';

async function makeBed(): Promise<ForgettingBed> {
  const bed = await makePostgresBed();
  return {
    ...bed,
    alter: async (sql) => void (await bed.ask(sql)),
    dump: async (table) => JSON.stringify(await bed.ask(`select * from ${table}`)),
    tables: async () => {
      const rows = await bed.ask(
        `select table_name from information_schema.tables where table_schema = 'public'`,
      );
      return rows.map((row) => String(row['table_name']));
    },
  };
}

describeOnPostgres('with TEST_DATABASE_URL', () => {
  forgettingContract('PostgreSQL', makeBed);
});
