import { type SchemaModule, sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/**
 * Pushed messages, orders, watches, conversation queues (`lanes`) with their deliveries and cards, turns. Queues have
 * partial indexes: what is done with costs the search for what waits nothing.
 */
export const orderNews: Migration = {
  name: '0002-order-news',
  async up(schema) {
    await inbox(schema);
    await orders(schema);
    await watches(schema);
    await lanes(schema);
    await deliveries(schema);
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
      .addColumn('holder', 'text')
      .addColumn('held_until', 'bigint', (column) => column.notNull())
      .addColumn('note', 'text')
      .addPrimaryKeyConstraint('turns_primary', ['organization', 'name'])
      .execute();
  },
};

async function inbox(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('inbox')
    .addColumn('organization', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('body', 'text')
    .addColumn('trace', 'text', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('settled_at', 'bigint')
    .addColumn('unreadable', 'integer')
    .addPrimaryKeyConstraint('inbox_primary', ['organization', 'digest'])
    .execute();
  await schema
    .createIndex('inbox_waiting')
    .on('inbox')
    .columns(['organization', 'received_at', 'digest'])
    .where(sql.ref('settled_at'), 'is', null)
    .execute();
  await schema
    .createIndex('inbox_settled')
    .on('inbox')
    .columns(['organization', 'received_at'])
    .where(sql.ref('settled_at'), 'is not', null)
    .execute();
  await schema
    .createIndex('inbox_bodies')
    .on('inbox')
    .columns(['organization', 'received_at'])
    .where(sql.ref('settled_at'), 'is not', null)
    .where(sql.ref('unreadable'), 'is', null)
    .where(sql.ref('body'), 'is not', null)
    .execute();
  await schema
    .createIndex('inbox_unreadable')
    .on('inbox')
    .column('organization')
    .where(sql.ref('unreadable'), 'is not', null)
    .execute();
}

async function orders(schema: SchemaModule): Promise<void> {
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
    .columns(['organization', 'created_at', 'order_id'])
    .execute();
  await schema
    .createIndex('orders_by_phase')
    .on('orders')
    .columns(['organization', 'phase', 'created_at', 'order_id'])
    .execute();
  for (const column of ['ask_at', 'check_at']) {
    await schema
      .createIndex(`orders_by_${column}`)
      .on('orders')
      .columns(['organization', column])
      .where(sql.ref(column), 'is not', null)
      .execute();
  }
}

async function watches(schema: SchemaModule): Promise<void> {
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
}

async function lanes(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('lanes')
    .addColumn('organization', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('ready_at', 'bigint')
    .addColumn('ready_since', 'bigint')
    .addColumn('free_at', 'bigint', (column) => column.notNull())
    .addColumn('holder', 'text')
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('lanes_primary', ['organization', 'conversation'])
    .execute();
  await schema
    .createIndex('lanes_by_ready_at')
    .on('lanes')
    .column('ready_at')
    .where(sql.ref('ready_at'), 'is not', null)
    .execute();
}

async function deliveries(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('deliveries')
    .addColumn('organization', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('order_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('trace', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('attempt_key', 'text')
    .addColumn('attempt_at', 'bigint')
    .addColumn('parked_at', 'bigint')
    .addColumn('reason', 'text')
    .addPrimaryKeyConstraint('deliveries_primary', ['organization', 'conversation', 'order_id', 'version'])
    .execute();
  await schema
    .createIndex('deliveries_waiting')
    .on('deliveries')
    .columns(['organization', 'conversation', 'due_at', 'created_at', 'order_id', 'version'])
    .where(sql.ref('parked_at'), 'is', null)
    .execute();
  await schema
    .createIndex('deliveries_unclear')
    .on('deliveries')
    .column('attempt_at')
    .where(sql.ref('attempt_key'), 'is not', null)
    .where(sql.ref('parked_at'), 'is', null)
    .execute();
  await schema
    .createIndex('deliveries_parked')
    .on('deliveries')
    .columns(['organization', 'parked_at', 'created_at'])
    .where(sql.ref('parked_at'), 'is not', null)
    .execute();
}
