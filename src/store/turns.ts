import type { Clock } from '../runtime/clock.ts';
import type { Turns } from './contract/processes.ts';
import type { GuardedDatabase } from './database.ts';

/** {@link Turns} in the table `turns`. A turn that its holder did not end is free when its time is up. */
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
      const taken = await database
        .insertInto('turns')
        .values({ organization, name, holder, held_until: now + holdMs })
        .onConflict((conflict) =>
          conflict
            .columns(['organization', 'name'])
            .doUpdateSet({ holder, held_until: now + holdMs })
            .where(({ eb, or }) =>
              or([
                eb('turns.holder', 'is', null),
                eb('turns.holder', '=', holder),
                eb('turns.held_until', '<=', now),
              ]),
            ),
        )
        .returning('held_until')
        .executeTakeFirst();
      return taken !== undefined;
    },
    async end({ organization, name, holder, note }) {
      await database
        .updateTable('turns')
        .set({ holder: null, held_until: 0, ...(note === undefined ? {} : { note }) })
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
