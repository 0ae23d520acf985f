import type { Migration } from './migration.ts';

/** Pushed messages, orders, watches, and what is to be said where. */
export const orderNews: Migration = {
  name: '0002-order-news',
  async up(schema) {
    await schema
      .createTable('inbox')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('trace', 'text', (column) => column.notNull())
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('inbox_primary', ['organization', 'digest'])
      .execute();
    await schema
      .createIndex('inbox_by_state')
      .on('inbox')
      .columns(['state', 'received_at', 'organization'])
      .execute();

    await schema
      .createTable('orders')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('phase', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .addColumn('ask_at', 'bigint')
      .addColumn('check_at', 'bigint')
      .addPrimaryKeyConstraint('orders_primary', ['organization', 'order_id'])
      .execute();
    await schema
      .createIndex('orders_by_created_at')
      .on('orders')
      .columns(['organization', 'created_at'])
      .execute();
    await schema
      .createIndex('orders_by_phase')
      .on('orders')
      .columns(['organization', 'phase', 'created_at'])
      .execute();
    await schema
      .createIndex('orders_by_ask_at')
      .on('orders')
      .columns(['organization', 'ask_at'])
      .where('ask_at', 'is not', null)
      .execute();
    await schema
      .createIndex('orders_by_check_at')
      .on('orders')
      .columns(['organization', 'check_at'])
      .where('check_at', 'is not', null)
      .execute();

    await schema
      .createTable('watches')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('rule', 'text', (column) => column.notNull())
      .addColumn('set_by', 'text', (column) => column.notNull())
      .addColumn('set_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('watches_primary', ['organization', 'conversation', 'subject'])
      .execute();
    await schema.createIndex('watches_by_subject').on('watches').columns(['account', 'subject']).execute();

    await schema
      .createTable('lanes')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('held_until', 'bigint', (column) => column.notNull())
      .addColumn('free_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('lanes_primary', ['organization', 'conversation'])
      .execute();
    await schema
      .createIndex('lanes_by_due_at')
      .on('lanes')
      .column('due_at')
      .where('due_at', 'is not', null)
      .execute();

    await schema
      .createTable('deliveries')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('trace', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('attempt_key', 'text')
      .addColumn('attempt_at', 'bigint')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('parked_at', 'bigint')
      .addColumn('reason', 'text')
      .addPrimaryKeyConstraint('deliveries_primary', ['organization', 'conversation', 'order_id', 'version'])
      .execute();
    await schema
      .createIndex('deliveries_by_state')
      .on('deliveries')
      .columns(['state', 'organization', 'conversation', 'due_at'])
      .execute();

    await schema
      .createTable('order_cards')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('message', 'text', (column) => column.notNull())
      .addColumn('posted_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('order_cards_primary', ['organization', 'conversation', 'order_id'])
      .execute();

    await schema
      .createTable('turns')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('held_until', 'bigint', (column) => column.notNull())
      .addColumn('note', 'text')
      .addPrimaryKeyConstraint('turns_primary', ['organization', 'name'])
      .execute();
  },
};
