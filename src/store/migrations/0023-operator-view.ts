import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/**
 * What an operator looks through page by page: indexes in the order of each list, and which pushed messages were about which
 * order.
 */
export const operatorView: Migration = {
  name: '0023-operator-view',
  async up(schema) {
    await schema
      .createTable('order_messages')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('message', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('order_messages_primary', ['organization', 'order_id', 'message'])
      .execute();
    await schema.createIndex('order_messages_by_message').on('order_messages').column('message').execute();
    await schema
      .createIndex('outbox_parked_by_key')
      .on('outbox')
      .columns(['parked_at', 'organization', 'conversation', 'subject_kind', 'subject_id', 'part', 'version'])
      .where(sql.ref('parked_at'), 'is not', null)
      .execute();
    await schema
      .createIndex('outbox_by_subject')
      .on('outbox')
      .columns(['subject_kind', 'subject_id'])
      .execute();
    await schema
      .createIndex('cards_by_subject')
      .on('cards')
      .columns(['subject_kind', 'subject_id'])
      .execute();
    await schema
      .createIndex('inbox_unreadable_by_received_at')
      .on('inbox')
      .columns(['received_at', 'id'])
      .where(sql.ref('unreadable'), 'is not', null)
      .execute();
    await schema.createIndex('requests_by_time').on('requests').columns(['created_at', 'id']).execute();
    await schema
      .createIndex('requests_open_by_time')
      .on('requests')
      .columns(['created_at', 'id'])
      .where(sql.ref('open'), '=', sql.lit(1))
      .execute();
    await schema.createIndex('audit_by_at').on('audit').columns(['at', 'organization', 'seq']).execute();
    await schema
      .createIndex('audit_by_command')
      .on('audit')
      .columns(['organization', 'command', 'seq'])
      .execute();
  },
};
