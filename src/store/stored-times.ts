import { sql } from 'kysely';
import type { Clock } from '../runtime/clock.ts';
import type { StoredTimes } from './contract/processes.ts';
import type { Database } from './database.ts';
import { longestClaimMs, pointsInTime } from './points-in-time.ts';

/** The organization of the note, which is no platform's. */
const noteOf = { organization: 'clock', name: 'noted' } as const;

/** {@link StoredTimes} of every organization: the machine's clock is the same for all. */
export function createStoredTimes({
  database: { scoped, unscoped },
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): StoredTimes {
  return {
    async note() {
      const value = String(clock.now());
      await scoped
        .insertInto('organization_settings')
        .values({ ...noteOf, value })
        .onConflict((conflict) => conflict.columns(['organization', 'name']).doUpdateSet({ value }))
        .execute();
    },
    async noted() {
      const row = await scoped
        .selectFrom('organization_settings')
        .select('value')
        .where('organization', '=', noteOf.organization)
        .where('name', '=', noteOf.name)
        .executeTakeFirst();
      return row !== undefined && /^\d{1,15}$/.test(row.value) ? Number(row.value) : undefined;
    },
    async pullBack() {
      const now = clock.now();
      let pulled = 0n;
      for (const { table, column, mostAheadMs, free } of waits) {
        const most = now + mostAheadMs;
        const { numAffectedRows = 0n } = await sql`
          update ${sql.table(table)} set ${sql.ref(column)} = ${most}
          where ${sql.ref(column)} > ${most} ${free === undefined ? sql`` : sql`and ${sql.ref(free)} is null`}
        `.execute(unscoped);
        pulled += numAffectedRows;
      }
      return Number(pulled);
    },
    async holdClaims(byMs) {
      const now = clock.now();
      const most = now + longestClaimMs;
      await unscoped
        .updateTable('claims')
        .set(({ eb, ref }) => ({
          held_until: eb
            .case()
            .when('held_until', '<', most - byMs)
            .then(eb(ref('held_until'), '+', byMs))
            .else(most)
            .end(),
        }))
        .where('outcome', 'is', null)
        .where('held_until', '>', now - byMs)
        .where('held_until', '<', most)
        .execute();
    },
  };
}

/** Every column whose values are waited for. */
const waits = Object.entries(pointsInTime).flatMap(([table, columns]) =>
  Object.entries(columns).flatMap(([column, rules]) =>
    [rules].flat().flatMap((rule) => (typeof rule === 'object' ? [{ table, column, ...rule }] : [])),
  ),
);
