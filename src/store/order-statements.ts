import type { StoredOrder } from './contract/orders.ts';
import { type Database, lockingRows, takingRows } from './database.ts';
import { type JsonRow, selectJsonRows } from './json-rows.ts';
import { placesOf, prepared } from './prepared.ts';
import { watchesOfAccount } from './unscoped-queries.ts';

export const orderColumns = [
  'order_id',
  'state',
  'version',
  'phase',
  'created_at',
  'changed_at',
  'ask_at',
  'check_at',
] as const;

/** A row of {@link orderColumns}. */
export function orderRowOf(order: StoredOrder): JsonRow {
  return [
    order.orderId,
    order.state,
    order.version,
    order.phase,
    order.createdAt,
    order.changedAt,
    order.askAt ?? null,
    order.checkAt ?? null,
  ];
}

/** The statements of an order transaction, each prepared once. What names the shape of a list is how many it has. */
export function prepareOrders({ scoped, unscoped, locks }: Database) {
  return {
    waiting: prepared(scoped, (queries, place) =>
      takingRows(
        queries
          .selectFrom('inbox')
          .select(['id', 'digest', 'body', 'trace', 'received_at'])
          .where('organization', '=', place('organization'))
          .where('settled_at', 'is', null)
          .orderBy('received_at')
          .orderBy('id')
          .limit(place<number>('limit')),
        { locks },
      ),
    ),
    settle: prepared(scoped, (queries, place, count) =>
      queries
        .updateTable('inbox')
        .set({ settled_at: place<number>('now'), unreadable: place<number | null>('unreadable') })
        .where('organization', '=', place('organization'))
        .where('id', 'in', placesOf<number>(place, count)),
    ),
    note: prepared(unscoped, (queries, place) =>
      queries
        .insertInto('order_messages')
        .columns(['organization', 'order_id', 'message'])
        .expression(
          selectJsonRows({
            locks,
            organization: place('organization'),
            rows: place('rows'),
            types: ['text', 'bigint'],
          }),
        )
        .onConflict((conflict) => conflict.columns(['organization', 'order_id', 'message']).doNothing()),
    ),
    find: prepared(scoped, (queries, place, count) =>
      lockingRows(
        queries
          .selectFrom('orders')
          .select(orderColumns)
          .where('organization', '=', place('organization'))
          .where('order_id', 'in', placesOf(place, count))
          .orderBy('order_id'),
        { locks },
      ),
    ),
    make: prepared(unscoped, (queries, place) =>
      queries
        .insertInto('orders')
        .columns(['organization', ...orderColumns])
        .expression(ordersOf(place('organization'), place('rows')))
        .onConflict((conflict) => conflict.columns(['organization', 'order_id']).doNothing())
        .returning('order_id'),
    ),
    save: prepared(unscoped, (queries, place) =>
      queries
        .insertInto('orders')
        .columns(['organization', ...orderColumns])
        .expression(ordersOf(place('organization'), place('rows')))
        .onConflict((conflict) =>
          conflict.columns(['organization', 'order_id']).doUpdateSet(({ ref }) => ({
            state: ref('excluded.state'),
            version: ref('excluded.version'),
            phase: ref('excluded.phase'),
            created_at: ref('excluded.created_at'),
            changed_at: ref('excluded.changed_at'),
            ask_at: ref('excluded.ask_at'),
            check_at: ref('excluded.check_at'),
          })),
        ),
    ),
    watches: prepared(unscoped, (_, place, count) =>
      watchesOfAccount(unscoped, place('account')).where('subject', 'in', placesOf(place, count)),
    ),
  };

  function ordersOf(organization: string, rows: string) {
    const types = ['text', 'text', 'bigint', 'text', 'bigint', 'bigint', 'bigint', 'bigint'] as const;
    return selectJsonRows({ locks, organization, rows, types });
  }
}
