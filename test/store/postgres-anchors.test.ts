import { type AnchorBed, anchorsContract } from './anchors-contract.ts';
import { describeOnPostgres, makePostgresBed } from './postgres/bed.ts';

async function makeBed(): Promise<AnchorBed> {
  const bed = await makePostgresBed();
  return {
    ...bed,
    async alter(sql) {
      for (const statement of sql.split(';')) await bed.ask(statement);
    },
    dump: async (table) => JSON.stringify(await bed.ask(`select * from ${table}`)),
    dropAnchors: async () => void (await bed.ask('delete from audit_anchors')),
    countAnchors: async () => (await bed.ask('select seq from audit_anchors')).length,
  };
}

describeOnPostgres('with TEST_DATABASE_URL', () => {
  anchorsContract('PostgreSQL', makeBed);
});
