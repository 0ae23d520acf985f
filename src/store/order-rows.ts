import type { Insertable, Selectable } from 'kysely';
import type { StoredOrder } from './contract/orders.ts';
import type { Schema } from './schema.ts';

export const orderColumns = [
  'order_id',
  'state',
  'version',
  'phase',
  'created_at',
  'changed_at',
  'ask_at',
  'check_at',
] as const satisfies readonly (keyof Schema['orders'])[];

export function orderOf(row: Pick<Selectable<Schema['orders']>, (typeof orderColumns)[number]>): StoredOrder {
  return {
    orderId: row.order_id,
    state: row.state,
    version: row.version,
    phase: row.phase,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    ...(row.ask_at === null ? {} : { askAt: row.ask_at }),
    ...(row.check_at === null ? {} : { checkAt: row.check_at }),
  };
}

export function rowOf(account: string, order: StoredOrder): Insertable<Schema['orders']> {
  return {
    organization: account,
    order_id: order.orderId,
    state: order.state,
    version: order.version,
    phase: order.phase,
    created_at: order.createdAt,
    changed_at: order.changedAt,
    ask_at: order.askAt ?? null,
    check_at: order.checkAt ?? null,
  };
}
