import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** The audit log: of each organization a chain of records, and where it stands. */
export const audit: Migration = {
  name: '0004-audit',
  async up(schema) {
    const personal = ['person', 'about', 'words'].flatMap((field) => [
      `${field}_mark`,
      field,
      `${field}_salt`,
    ]);
    const given = ['place', 'conversation', 'command', 'outcome', 'trace', 'facts', 'before', 'hash'];
    let table = schema
      .createTable('audit')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_primary', ['organization', 'seq']);
    for (const name of given) table = table.addColumn(name, 'text', (column) => column.notNull());
    for (const name of personal) table = table.addColumn(name, 'text');
    await table.execute();
    for (const column of ['person', 'about']) {
      await schema
        .createIndex(`audit_by_${column}`)
        .on('audit')
        .columns(['organization', column, 'seq'])
        .where(sql.ref(column), 'is not', null)
        .execute();
    }
    await schema
      .createTable('audit_heads')
      .addColumn('organization', 'text', (column) => column.primaryKey())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('cut_seq', 'bigint', (column) => column.notNull())
      .addColumn('cut_hash', 'text', (column) => column.notNull())
      .execute();
  },
};
