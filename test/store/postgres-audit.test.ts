import { type AuditBed, auditContract } from './audit-contract.ts';
import { describeOnPostgres, makePostgresBed } from './postgres/bed.ts';

async function makeBed(): Promise<AuditBed> {
  const bed = await makePostgresBed();
  return {
    ...bed,
    alter: async (sql) => void (await bed.ask(sql)),
    dump: async (table) => JSON.stringify(await bed.ask(`select * from ${table}`)),
  };
}

describeOnPostgres('with TEST_DATABASE_URL', () => {
  auditContract('PostgreSQL', makeBed);
});
