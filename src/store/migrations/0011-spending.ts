import type { Migration } from '../migrate.ts';

/** What people spent of late, and how often something was done with an account on a day. */
export const spending: Migration = {
  name: '0011-spending',
  async up(schema) {
    await schema
      .createTable('spending')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('fen', 'bigint', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('spending_primary', ['organization', 'person', 'account', 'what'])
      .execute();
    await schema.createIndex('spending_by_what').on('spending').columns(['account', 'what']).execute();
    await schema.createIndex('spending_by_at').on('spending').column('at').execute();

    await schema
      .createTable('daily_counts')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('counted', 'bigint', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('daily_counts_primary', ['organization', 'name', 'day'])
      .execute();
    await schema.createIndex('daily_counts_by_at').on('daily_counts').column('at').execute();
  },
};
