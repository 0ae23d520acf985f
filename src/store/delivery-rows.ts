import type { Insertable, Selectable } from 'kysely';
import type { Delivery, NewDelivery, ParkedDelivery } from './contract/deliveries.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['deliveries']>;

export function newRowOf(delivery: NewDelivery): Insertable<Schema['deliveries']> {
  return {
    organization: delivery.organization,
    conversation: delivery.conversation,
    order_id: delivery.orderId,
    version: delivery.version,
    place: delivery.place,
    account: delivery.account,
    content: delivery.content,
    due_at: delivery.dueAt,
    created_at: delivery.createdAt,
    trace: delivery.trace,
    attempts: 0,
  };
}

export function deliveryOf(row: Row): Delivery {
  return {
    organization: row.organization,
    conversation: row.conversation,
    place: row.place,
    account: row.account,
    orderId: row.order_id,
    version: row.version,
    content: row.content,
    dueAt: row.due_at,
    createdAt: row.created_at,
    trace: row.trace,
    attempts: row.attempts,
    ...(row.attempt_key === null ? {} : { attempt: { key: row.attempt_key, at: row.attempt_at ?? 0 } }),
  };
}

export function parkedOf(row: Row): ParkedDelivery {
  return { ...deliveryOf(row), parkedAt: row.parked_at ?? 0, reason: row.reason ?? '' };
}
