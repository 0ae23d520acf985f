import type { Selectable, Transaction } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import type { Database, GuardedDatabase } from './database.ts';
import { deliveryOf, makeDue } from './deliveries.ts';
import type { RowLocks } from './engine.ts';
import type { DeliveryIds, Lane, Lanes } from './news-contract.ts';
import { organizationGuard } from './organization-guard.ts';
import type { Schema } from './schema.ts';

const holderLength = 16;

/**
 * {@link Lanes} in the tables `lanes`, `deliveries` and `order_cards`. Every write first locks the lane and looks whether
 * it still has the hold, in the same transaction.
 */
export function createLanes({
  database: { guarded, acrossOrganizations },
  rowLocks,
  clock,
  random,
}: {
  readonly database: Database;
  readonly rowLocks: RowLocks | undefined;
  readonly clock: Clock;
  readonly random: Random;
}): Lanes {
  /** Runs `write` if the lane is still held under this name; `fresh`: and its time is not over. */
  function whileHeld(
    lane: Lane,
    fresh: boolean,
    write: (database: GuardedDatabase) => Promise<void>,
  ): Promise<boolean> {
    return acrossOrganizations.transaction().execute(async (transaction) => {
      const held = await lockLane(transaction, lane);
      if (held === undefined || (fresh && held.held_until <= clock.now())) return false;
      await write(transaction.withPlugin(organizationGuard));
      return true;
    });
  }

  async function lockLane(transaction: Transaction<Schema>, lane: Lane) {
    const query = transaction
      .selectFrom('lanes')
      .select(['held_until', 'free_at'])
      .where('organization', '=', lane.organization)
      .where('conversation', '=', lane.conversation)
      .where('holder', '=', lane.holder);
    return (rowLocks === undefined ? query : query.forUpdate()).executeTakeFirst();
  }

  return {
    async claim({ limit, holdMs }) {
      const now = clock.now();
      // Over all organizations: which conversation is next is nobody's secret from the queue.
      const due = acrossOrganizations
        .selectFrom('lanes')
        .select(['organization', 'conversation'])
        .where('due_at', '<=', now)
        .where('held_until', '<=', now)
        .where('free_at', '<=', now)
        .orderBy('due_at')
        .limit(limit);
      const rows = await acrossOrganizations
        .updateTable('lanes')
        .set({ holder: random.token(holderLength), held_until: now + holdMs })
        .where(({ eb, refTuple }) =>
          eb(
            refTuple('organization', 'conversation'),
            'in',
            (rowLocks === undefined ? due : due.forUpdate().skipLocked()).$asTuple(
              'organization',
              'conversation',
            ),
          ),
        )
        .returningAll()
        .execute();
      return rows.map(laneOf);
    },
    async renew(lane, holdMs) {
      const now = clock.now();
      const row = await guarded
        .updateTable('lanes')
        .set({ held_until: now + holdMs })
        .where('organization', '=', lane.organization)
        .where('conversation', '=', lane.conversation)
        .where('holder', '=', lane.holder)
        .where('held_until', '>', now)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? undefined : laneOf(row);
    },
    async due(lane, limit) {
      const rows = await guarded
        .selectFrom('deliveries')
        .selectAll()
        .where('organization', '=', lane.organization)
        .where('conversation', '=', lane.conversation)
        .where('state', '=', 'due')
        .where('due_at', '<=', clock.now())
        .orderBy('due_at')
        .orderBy('created_at')
        .orderBy('order_id')
        .orderBy('version')
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },
    async cards(lane, orderIds) {
      if (orderIds.length === 0) return new Map();
      const rows = await guarded
        .selectFrom('order_cards')
        .select(['order_id', 'message', 'posted_at', 'version'])
        .where('organization', '=', lane.organization)
        .where('conversation', '=', lane.conversation)
        .where('order_id', 'in', orderIds)
        .execute();
      return new Map(
        rows.map((row) => [
          row.order_id,
          { orderId: row.order_id, message: row.message, postedAt: row.posted_at, version: row.version },
        ]),
      );
    },
    begin: (lane, ids, key) =>
      whileHeld(lane, true, (database) =>
        change(database, lane, ids, { attempt_key: key, attempt_at: clock.now() }),
      ),
    settle: (lane, ids, { cards, freeAt }) =>
      whileHeld(lane, false, async (database) => {
        for (const some of tuples(ids)) {
          await database
            .deleteFrom('deliveries')
            .where('organization', '=', lane.organization)
            .where('conversation', '=', lane.conversation)
            .where(({ eb, refTuple, tuple }) =>
              eb(
                refTuple('order_id', 'version'),
                'in',
                some.map(({ orderId, version }) => tuple(orderId, version)),
              ),
            )
            .execute();
        }
        if (cards.length > 0) {
          await database
            .insertInto('order_cards')
            .values(
              cards.map((card) => ({
                organization: lane.organization,
                conversation: lane.conversation,
                order_id: card.orderId,
                message: card.message,
                posted_at: card.postedAt,
                version: card.version,
              })),
            )
            .onConflict((conflict) =>
              conflict.columns(['organization', 'conversation', 'order_id']).doUpdateSet((eb) => ({
                message: eb.ref('excluded.message'),
                posted_at: eb.ref('excluded.posted_at'),
                version: eb.ref('excluded.version'),
              })),
            )
            .execute();
        }
        await free(database, lane, freeAt);
      }),
    postpone: (lane, ids, { freeAt, counts, unclear }) =>
      whileHeld(lane, false, async (database) => {
        await change(database, lane, ids, {
          ...(counts && { more: true }),
          ...(!unclear && { attempt_key: null, attempt_at: null }),
        });
        await free(database, lane, freeAt);
      }),
    hold: (lane, ids, dueAt) =>
      whileHeld(lane, false, (database) => change(database, lane, ids, { due_at: dueAt })),
    park: (lane, ids, reason) =>
      whileHeld(lane, false, (database) =>
        change(database, lane, ids, {
          state: 'parked',
          parked_at: clock.now(),
          reason,
        }),
      ),
    async release(lane, freeAt) {
      await whileHeld(lane, false, async (database) => {
        // Only now that the lane is locked: what is added from here on makes it due by itself.
        const next = await database
          .selectFrom('deliveries')
          .select((eb) => eb.fn.min<number | null>('due_at').as('due_at'))
          .where('organization', '=', lane.organization)
          .where('conversation', '=', lane.conversation)
          .where('state', '=', 'due')
          .executeTakeFirst();
        await free(database, lane, freeAt);
        await database
          .updateTable('lanes')
          .set((eb) => ({
            holder: '',
            held_until: 0,
            due_at:
              next?.due_at == null
                ? null
                : eb.case().when('free_at', '>', next.due_at).then(eb.ref('free_at')).else(next.due_at).end(),
          }))
          .where('organization', '=', lane.organization)
          .where('conversation', '=', lane.conversation)
          .execute();
      });
    },
    async parked({ organization, conversation, limit }) {
      const all = guarded
        .selectFrom('deliveries')
        .selectAll()
        .where('organization', '=', organization)
        .where('state', '=', 'parked');
      const rows = await (conversation === undefined ? all : all.where('conversation', '=', conversation))
        .orderBy('parked_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        ...deliveryOf(row),
        parkedAt: row.parked_at ?? 0,
        reason: row.reason ?? '',
      }));
    },
    async replay({ organization, conversation }) {
      const now = clock.now();
      return acrossOrganizations.transaction().execute(async (transaction) => {
        const database = transaction.withPlugin(organizationGuard);
        const all = database
          .updateTable('deliveries')
          .set({ state: 'due', attempts: 0, due_at: now, parked_at: null, reason: null })
          .where('organization', '=', organization)
          .where('state', '=', 'parked');
        const rows = await (conversation === undefined ? all : all.where('conversation', '=', conversation))
          .returning(['conversation', 'place'])
          .execute();
        const places = new Map(rows.map((row) => [row.conversation, row.place]));
        for (const [name, place] of [...places].sort()) {
          await makeDue(database, { organization, conversation: name, place, dueAt: now });
        }
        return rows.length;
      });
    },
    async nextDueAt() {
      const row = await acrossOrganizations
        .selectFrom('lanes')
        .select('due_at')
        .where('due_at', 'is not', null)
        .where('held_until', '<=', clock.now())
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst();
      return row?.due_at ?? undefined;
    },
    async counts() {
      const now = clock.now();
      const count = async (state: 'due' | 'parked', when: 'now' | 'later' | 'any') => {
        const all = acrossOrganizations
          .selectFrom('deliveries')
          .select((eb) => [
            eb.fn.countAll<number>().as('all'),
            eb.fn.count<number>('attempt_key').as('unclear'),
          ])
          .where('state', '=', state);
        const row = await (when === 'any'
          ? all
          : all.where('due_at', when === 'now' ? '<=' : '>', now)
        ).executeTakeFirstOrThrow();
        return { all: Number(row.all), unclear: Number(row.unclear) };
      };
      const [due, later, parked] = [
        await count('due', 'now'),
        await count('due', 'later'),
        await count('parked', 'any'),
      ];
      const lanes = await acrossOrganizations
        .selectFrom('lanes')
        .select((eb) => eb.fn.countAll<number>().as('lanes'))
        .where('due_at', 'is not', null)
        .executeTakeFirstOrThrow();
      return {
        due: due.all,
        later: later.all,
        unclear: due.unclear + later.unclear,
        parked: parked.all,
        lanes: Number(lanes.lanes),
      };
    },
  };
}

/** What of a delivery may be set; `more`: one attempt more. */
interface Change {
  readonly attempt_key?: string | null;
  readonly attempt_at?: number | null;
  readonly due_at?: number;
  readonly state?: 'parked';
  readonly parked_at?: number;
  readonly reason?: string;
  readonly more?: boolean;
}

async function change(
  database: GuardedDatabase,
  lane: Lane,
  ids: DeliveryIds,
  { more, ...set }: Change,
): Promise<void> {
  if (Object.keys(set).length === 0 && more !== true) return;
  for (const some of tuples(ids)) {
    await database
      .updateTable('deliveries')
      .set((eb) => ({ ...set, ...(more === true && { attempts: eb('attempts', '+', 1) }) }))
      .where('organization', '=', lane.organization)
      .where('conversation', '=', lane.conversation)
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('order_id', 'version'),
          'in',
          some.map(({ orderId, version }) => tuple(orderId, version)),
        ),
      )
      .execute();
  }
}

/** The lane is free at `freeAt`, unless it already is only later. */
async function free(database: GuardedDatabase, lane: Lane, freeAt: number): Promise<void> {
  await database
    .updateTable('lanes')
    .set({ free_at: freeAt })
    .where('organization', '=', lane.organization)
    .where('conversation', '=', lane.conversation)
    .where('free_at', '<', freeAt)
    .execute();
}

function laneOf(row: Selectable<Schema['lanes']>): Lane {
  return {
    organization: row.organization,
    conversation: row.conversation,
    place: row.place,
    holder: row.holder,
    heldUntil: row.held_until,
    freeAt: row.free_at,
  };
}

/** As many ids as one statement takes. */
function tuples(ids: DeliveryIds): DeliveryIds[] {
  const size = 500;
  const count = Math.ceil(ids.length / size);
  return Array.from({ length: count }, (_, at) => ids.slice(at * size, (at + 1) * size));
}
