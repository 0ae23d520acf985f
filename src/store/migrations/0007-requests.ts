import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Requests that an approver decides, what is said about them, and settings of an organization. */
export const requests: Migration = {
  name: '0007-requests',
  async up(schema) {
    await schema
      .createTable('requests')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('asker', 'text', (column) => column.notNull())
      .addColumn('open', 'integer', (column) => column.notNull())
      .addColumn('standing', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addPrimaryKeyConstraint('requests_primary', ['organization', 'id'])
      .addUniqueConstraint('requests_by_id', ['id'])
      .execute();
    await schema
      .createIndex('requests_open')
      .unique()
      .on('requests')
      .columns(['organization', 'kind', 'subject', 'asker'])
      .where(sql.ref('open'), '=', sql.lit(1))
      .execute();
    await schema
      .createIndex('requests_by_subject')
      .on('requests')
      .columns(['organization', 'kind', 'subject', 'created_at'])
      .execute();
    await schema
      .createIndex('requests_by_created_at')
      .on('requests')
      .columns(['organization', 'open', 'created_at'])
      .execute();
    await schema
      .createIndex('requests_due')
      .on('requests')
      .column('due_at')
      .where(sql.ref('due_at'), 'is not', null)
      .execute();

    await schema
      .createTable('request_messages')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('request', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('person', 'text')
      .addColumn('way', 'text')
      .addColumn('target', 'text')
      .addColumn('wanted', 'integer', (column) => column.notNull())
      .addColumn('shown', 'integer', (column) => column.notNull())
      .addColumn('message', 'text')
      .addColumn('due_at', 'bigint')
      .addColumn('holder', 'text')
      .addColumn('held_until', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('attempt_key', 'text')
      .addColumn('attempt_at', 'bigint')
      .addPrimaryKeyConstraint('request_messages_primary', ['organization', 'request', 'kind'])
      .execute();
    await schema
      .createIndex('request_messages_due')
      .on('request_messages')
      .column('due_at')
      .where(sql.ref('due_at'), 'is not', null)
      .execute();

    await schema
      .createTable('organization_settings')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('organization_settings_primary', ['organization', 'name'])
      .execute();
  },
};
