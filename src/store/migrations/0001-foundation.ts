import type { Migration } from '../migrate.ts';

/** Joined places, claims, conversation settings, long buttons. */
export const foundation: Migration = {
  name: '0001-foundation',
  async up(schema) {
    await schema
      .createTable('organization_places')
      .addColumn('place', 'text', (column) => column.primaryKey())
      .addColumn('organization', 'text', (column) => column.notNull())
      .execute();

    await schema
      .createTable('claims')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('held_until', 'bigint', (column) => column.notNull())
      .addColumn('outcome', 'text')
      .addColumn('keep_until', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('claims_primary', ['organization', 'key'])
      .execute();
    await schema.createIndex('claims_by_keep_until').on('claims').column('keep_until').execute();

    await schema
      .createTable('conversation_settings')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('conversation_settings_primary', ['organization', 'conversation', 'name'])
      .execute();

    await schema
      .createTable('buttons')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('buttons_primary', ['organization', 'key'])
      .addUniqueConstraint('buttons_by_digest', ['organization', 'digest'])
      .execute();
    await schema.createIndex('buttons_by_expires_at').on('buttons').column('expires_at').execute();
  },
};
