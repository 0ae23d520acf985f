import type { Migration } from '../migrate.ts';

/** What was shown of the goods when an order was placed here, by the account and the order. */
export const orderedGoods: Migration = {
  name: '0018-ordered-goods',
  async up(schema) {
    await schema
      .createTable('ordered_goods')
      .addColumn('organization', 'text', (column) => column.notNull())
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('goods', 'text', (column) => column.notNull())
      .addColumn('ordered_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('ordered_goods_primary', ['organization', 'order_id'])
      .execute();
  },
};
