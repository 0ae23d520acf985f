import type { Selectable } from 'kysely';
import type { GuardedDatabase } from './database.ts';
import type { Delivery, NewDelivery } from './news-contract.ts';
import type { Schema } from './schema.ts';

/** Rows of one statement. */
const mostRows = 500;

/**
 * Adds what is to be said, and makes its lanes due. The deliveries go first: whoever has locked a lane and reads what
 * is due in it has either seen them, or will find the lane due again.
 */
export async function addDeliveries(
  database: GuardedDatabase,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  for (let from = 0; from < deliveries.length; from += mostRows) {
    await database
      .insertInto('deliveries')
      .values(
        deliveries.slice(from, from + mostRows).map((delivery) => ({
          organization: delivery.organization,
          conversation: delivery.conversation,
          order_id: delivery.orderId,
          version: delivery.version,
          place: delivery.place,
          account: delivery.account,
          content: delivery.content,
          trace: delivery.trace,
          created_at: delivery.createdAt,
          due_at: delivery.dueAt,
          attempts: 0,
          attempt_key: null,
          attempt_at: null,
          state: 'due' as const,
          parked_at: null,
          reason: null,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['organization', 'conversation', 'order_id', 'version']).doNothing(),
      )
      .execute();
  }
  for (const lane of lanesOf(deliveries)) await makeDue(database, lane);
}

interface DueLane {
  readonly organization: string;
  readonly conversation: string;
  readonly place: string;
  readonly dueAt: number;
}

/** One for each conversation, when its first is due; in one order everywhere, so that no two wait for each other. */
function lanesOf(deliveries: readonly NewDelivery[]): readonly DueLane[] {
  const lanes = new Map<string, DueLane>();
  for (const { organization, conversation, place, dueAt } of deliveries) {
    const key = JSON.stringify([organization, conversation]);
    const known = lanes.get(key);
    if (known === undefined || dueAt < known.dueAt) {
      lanes.set(key, { organization, conversation, place, dueAt });
    }
  }
  return [...lanes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, lane]) => lane);
}

/** Makes a lane due at `dueAt` unless it is earlier, and never before its pace permits. */
export async function makeDue(
  database: GuardedDatabase,
  { organization, conversation, place, dueAt }: DueLane,
): Promise<void> {
  await database
    .insertInto('lanes')
    .values({ organization, conversation, place, due_at: dueAt, holder: '', held_until: 0, free_at: 0 })
    .onConflict((conflict) =>
      conflict.columns(['organization', 'conversation']).doUpdateSet((eb) => ({
        due_at: eb
          .case()
          .when(eb.and([eb('lanes.due_at', 'is not', null), eb('lanes.due_at', '<=', dueAt)]))
          .then(eb.ref('lanes.due_at'))
          .when('lanes.free_at', '>', dueAt)
          .then(eb.ref('lanes.free_at'))
          .else(eb.ref('excluded.due_at'))
          .end(),
      })),
    )
    .execute();
}

export function deliveryOf(row: Selectable<Schema['deliveries']>): Delivery {
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
    ...(row.attempt_key !== null &&
      row.attempt_at !== null && { attempt: { key: row.attempt_key, at: row.attempt_at } }),
  };
}
