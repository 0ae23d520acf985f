import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { claimReadyLanes, countDeliveries, nextReadyLane } from './across-organizations.ts';
import type { Lanes } from './contract/deliveries.ts';
import { createDeliveries } from './deliveries.ts';
import { heldLane } from './held-lane.ts';
import type { NewsDatabase } from './news-database.ts';

/** 22 characters of 62 kinds: 130 bits. */
const holderLength = 22;

/**
 * {@link Lanes} in the tables `lanes`, `deliveries` and `order_cards`.
 *
 * A lane's `ready_at` says when it can be claimed, whatever keeps it till then: what it has is due later, its pace,
 * or a hold, after which it is anybody's. So one index finds the lanes to claim however many wait.
 */
export function createLanes({
  database,
  clock,
  random,
}: {
  readonly database: NewsDatabase;
  readonly clock: Clock;
  readonly random: Random;
}): Lanes {
  const { guarded, acrossOrganizations } = database;

  return {
    ...createDeliveries({ database, clock }),
    async claim({ limit, holdMs }) {
      const now = clock.now();
      const [holder, heldUntil] = [random.token(holderLength), now + holdMs];
      const rows = await claimReadyLanes(database, {
        now,
        limit,
        holder,
        heldUntil,
      }).execute();
      return rows
        .sort((one, other) => (one.ready_since ?? 0) - (other.ready_since ?? 0))
        .map(({ organization, conversation, place, free_at }) => ({
          organization,
          conversation,
          place,
          holder,
          heldUntil,
          freeAt: free_at,
        }));
    },
    async renew(lane, holdMs) {
      const heldUntil = clock.now() + holdMs;
      const renewed = await guarded
        .updateTable('lanes')
        .set({ held_until: heldUntil, ready_at: heldUntil })
        .where('organization', '=', lane.organization)
        .where('conversation', '=', lane.conversation)
        .where('holder', '=', lane.holder)
        .returning('free_at')
        .executeTakeFirst();
      return renewed === undefined ? undefined : { ...lane, heldUntil, freeAt: renewed.free_at };
    },
    release(lane, freeAt, aheadMs = 0) {
      return database.transact(async (doors) => {
        const { guarded } = doors;
        // Whoever adds a delivery meanwhile holds the lane's row: its lock is what makes the delivery seen here.
        const held = await heldLane(doors, lane).executeTakeFirst();
        if (held === undefined) return;
        const next = await guarded
          .selectFrom('deliveries')
          .select('due_at')
          .where('organization', '=', lane.organization)
          .where('conversation', '=', lane.conversation)
          .where('parked_at', 'is', null)
          .orderBy('due_at')
          .limit(1)
          .executeTakeFirst();
        await guarded
          .updateTable('lanes')
          .set({
            holder: null,
            held_until: 0,
            free_at: freeAt,
            ready_at: next === undefined ? null : Math.max(next.due_at, freeAt - aheadMs),
          })
          .where('organization', '=', lane.organization)
          .where('conversation', '=', lane.conversation)
          .execute();
      });
    },
    async nextDueAt() {
      const next = await nextReadyLane(acrossOrganizations).executeTakeFirst();
      return next?.ready_at ?? undefined;
    },
    async counts() {
      const { waiting, due, unclear, parked, lanes } = await countDeliveries(
        acrossOrganizations,
        clock.now(),
      );
      return { due, later: Math.max(0, waiting - due), unclear, parked, lanes };
    },
  };
}
