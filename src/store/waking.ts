import type { GuardedDatabase } from './database.ts';
import { inParts } from './in-parts.ts';

/** A conversation for which something is due at `dueAt`. */
export interface Waking {
  readonly organization: string;
  readonly conversation: string;
  readonly place: string;
  readonly dueAt: number;
}

/** Seven parameters each. */
const lanesAtOnce = 500;

/**
 * Makes the lanes of these conversations due, each when the first of its wakings is and its pace permits it. One that
 * is held stays as it is: whoever releases it looks what is due by then.
 */
export async function wakeLanes(database: GuardedDatabase, wakings: readonly Waking[]): Promise<void> {
  const earliest = new Map<string, Waking>();
  for (const waking of wakings) {
    const key = `${waking.organization}\n${waking.conversation}`;
    const known = earliest.get(key);
    if (known === undefined || waking.dueAt < known.dueAt) earliest.set(key, waking);
  }
  // In one order everywhere, so that two transactions that wake the same lanes never wait for each other.
  const rows = [...earliest]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { organization, conversation, place, dueAt }]) => ({
      organization,
      conversation,
      place,
      ready_at: dueAt,
      free_at: 0,
      held_until: 0,
    }));
  for (const part of inParts(rows, lanesAtOnce)) {
    await database
      .insertInto('lanes')
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(['organization', 'conversation']).doUpdateSet((eb) => ({
          ready_at: eb
            .case()
            .when('lanes.holder', 'is not', null)
            .then(eb.ref('lanes.ready_at'))
            .when('lanes.ready_at', '<=', eb.ref('excluded.ready_at'))
            .then(eb.ref('lanes.ready_at'))
            .when('lanes.ready_at', '<=', eb.ref('lanes.free_at'))
            .then(eb.ref('lanes.ready_at'))
            .when('excluded.ready_at', '<', eb.ref('lanes.free_at'))
            .then(eb.ref('lanes.free_at'))
            .else(eb.ref('excluded.ready_at'))
            .end(),
        })),
      )
      .execute();
  }
}
