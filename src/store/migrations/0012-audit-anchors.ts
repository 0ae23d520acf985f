import type { Migration } from '../migrate.ts';

/** What stood at the end of each chain of the audit log at times, where a database keeps that itself. */
export const auditAnchors: Migration = {
  name: '0012-audit-anchors',
  async up(schema) {
    await schema
      .createTable('audit_anchors')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('cut_seq', 'bigint', (column) => column.notNull())
      .addColumn('front_at', 'bigint')
      .addPrimaryKeyConstraint('audit_anchors_primary', ['organization', 'seq', 'hash'])
      .execute();
  },
};
