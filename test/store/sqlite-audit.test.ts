import { DatabaseSync } from 'node:sqlite';
import { type AuditBed, auditContract } from './audit-contract.ts';
import { makeSqliteBed, makeSqliteThreadBed, type SqliteBed } from './bed.ts';

async function makeBed(made: Promise<SqliteBed>): Promise<AuditBed> {
  const bed = await made;
  function within<T>(work: (database: DatabaseSync) => T): T {
    const database = new DatabaseSync(bed.file);
    try {
      return work(database);
    } finally {
      database.close();
    }
  }
  return {
    ...bed,
    alter: async (sql) => within((database) => database.exec(sql)),
    dump: async (table) =>
      within((database) => JSON.stringify(database.prepare(`select * from ${table}`).all())),
  };
}

auditContract('SQLite', () => makeBed(makeSqliteBed()));
auditContract('SQLite with a thread', () => makeBed(makeSqliteThreadBed()));
