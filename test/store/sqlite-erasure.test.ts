import { DatabaseSync } from 'node:sqlite';
import { makeSqliteBed } from './bed.ts';
import { type ForgettingBed, forgettingContract } from './erasure-contract.ts';

async function makeBed(): Promise<ForgettingBed> {
  const bed = await makeSqliteBed();
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
    tables: async () =>
      within((database) =>
        database
          .prepare(`select name from sqlite_master where type = 'table'`)
          .all()
          .map(({ name }) => String(name)),
      ),
  };
}

forgettingContract('SQLite', makeBed);
