import type { Migration } from '../migrate.ts';

/** Which builds changed the schema, with the copy that was made before; and which copies were made and restored. */
export const copies: Migration = {
  name: '0019-copies',
  async up(schema) {
    await schema
      .createTable('releases')
      .addColumn('migration', 'text', (column) => column.primaryKey())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('migrated_at', 'bigint', (column) => column.notNull())
      .addColumn('copy_before', 'text')
      .execute();
    await schema
      .createTable('copies')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('restored_at', 'bigint')
      .execute();
  },
};
