import type { Migration } from '../migrate.ts';

/** What is remembered of single people. */
export const personSettings: Migration = {
  name: '0003-person-settings',
  async up(schema) {
    await schema
      .createTable('person_settings')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('person_settings_primary', ['organization', 'person', 'name'])
      .execute();
  },
};
