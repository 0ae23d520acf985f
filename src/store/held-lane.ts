import { type SqlBool, sql } from 'kysely';
import type { Lane } from './contract/deliveries.ts';
import { lockingRows } from './locking.ts';
import type { Doors } from './news-database.ts';

/** The row of `lane` while it is still held by the one who was given it; locked where that matters. */
export function heldLane(doors: Doors, lane: Lane) {
  return lockingRows(
    doors.guarded
      .selectFrom('lanes')
      .select('held_until')
      .where('organization', '=', lane.organization)
      .where('conversation', '=', lane.conversation)
      .where('holder', '=', lane.holder),
    doors,
  );
}

/** The condition that a delivery is one of `ids`. */
export function oneOf(ids: readonly { readonly orderId: string; readonly version: number }[]) {
  // SQLite takes pairs only as the rows of a query, and PostgreSQL takes a bare parameter there for a text.
  const pairs = ids.map(({ orderId, version }) => sql`(${orderId}, cast(${version} as integer))`);
  return sql<SqlBool>`(${sql.ref('order_id')}, ${sql.ref('version')}) in (values ${sql.join(pairs)})`;
}
