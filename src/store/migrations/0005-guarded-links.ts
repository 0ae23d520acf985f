import type { Migration } from '../migrate.ts';

/** Seller links that stand behind a link of the bot's own, and the key that those are signed with. */
export const guardedLinks: Migration = {
  name: '0005-guarded-links',
  async up(schema) {
    await schema
      .createTable('guarded_links')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('link', 'text', (column) => column.notNull())
      .addColumn('offer', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('opens', 'integer', (column) => column.notNull())
      .execute();
    await schema
      .createIndex('guarded_links_by_expires_at')
      .on('guarded_links')
      .column('expires_at')
      .execute();
    await schema
      .createTable('link_keys')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('key', 'text', (column) => column.notNull())
      .execute();
  },
};
