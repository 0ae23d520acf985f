import type { Clock } from '../runtime/clock.ts';
import type { GuardedDatabase } from './database.ts';
import type { Turns } from './news-contract.ts';

/** {@link Turns} in the table `turns`. */
export function createTurns({
  database,
  clock,
}: {
  readonly database: GuardedDatabase;
  readonly clock: Clock;
}): Turns {
  return {
    async take({ organization, name, holder, holdMs }) {
      const now = clock.now();
      const hold = { holder, held_until: now + holdMs };
      const taken = await database
        .insertInto('turns')
        .values({ organization, name, ...hold, note: null })
        .onConflict((conflict) =>
          conflict
            .columns(['organization', 'name'])
            .doUpdateSet(hold)
            .where((eb) => eb.or([eb('turns.held_until', '<=', now), eb('turns.holder', '=', holder)])),
        )
        .returning('holder')
        .executeTakeFirst();
      return taken !== undefined;
    },
    async end({ organization, name, holder, note }) {
      await database
        .updateTable('turns')
        .set({ held_until: 0, ...(note !== undefined && { note }) })
        .where('organization', '=', organization)
        .where('name', '=', name)
        .where('holder', '=', holder)
        .execute();
    },
    async note({ organization, name }) {
      const row = await database
        .selectFrom('turns')
        .select('note')
        .where('organization', '=', organization)
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.note ?? undefined;
    },
  };
}
