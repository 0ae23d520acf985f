import type { Migration } from '../migrate.ts';

/** What a person was answered where the bot itself keeps the conversation. */
export const exchanges: Migration = {
  name: '0027-exchanges',
  async up(schema) {
    await schema
      .createTable('exchanges')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('exchanges_primary', ['organization', 'person', 'id'])
      .execute();
  },
};
