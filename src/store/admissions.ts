import type { Selectable } from 'kysely';
import type { AdmissionState, Admissions, StoredAdmission } from './contract/access.ts';
import type { NewsDatabase } from './news-database.ts';
import type { Schema } from './schema.ts';

/** {@link Admissions} in the table `admissions`, which belongs to no organization: it says whose may be served at all. */
export function createAdmissions({ database }: { readonly database: NewsDatabase }): Admissions {
  const { acrossOrganizations: everything } = database;
  return {
    async of({ place }) {
      const row = await everything
        .selectFrom('admissions')
        .select('state')
        .where('place', '=', place)
        .executeTakeFirst();
      return row && stateOf(row.state);
    },
    async admitted() {
      const rows = await everything
        .selectFrom('admissions')
        .selectAll()
        .where('state', '=', 'admitted')
        .orderBy('place')
        .execute();
      return rows.map(admissionOf);
    },
    async knocked({ limit }) {
      const rows = await everything
        .selectFrom('admissions')
        .selectAll()
        .where('state', '<>', 'admitted')
        .where('knocked_at', 'is not', null)
        .orderBy('knocked_at', 'desc')
        .orderBy('place')
        .limit(limit)
        .execute();
      return rows.map(admissionOf);
    },
    async set({ place, state, by, at }) {
      // In one statement, so that of many at once one changes it.
      const changed = await everything
        .insertInto('admissions')
        .values({ place, state, changed_by: by, changed_at: at, knocked_at: null })
        .onConflict((conflict) =>
          conflict
            .column('place')
            .doUpdateSet(({ ref }) => ({
              state: ref('excluded.state'),
              changed_by: ref('excluded.changed_by'),
              changed_at: ref('excluded.changed_at'),
            }))
            .where('admissions.state', '<>', state),
        )
        .returning('place')
        .executeTakeFirst();
      return changed !== undefined;
    },
    async knock({ place, at, keep }) {
      await everything
        .insertInto('admissions')
        .values({ place, state: 'knocked', changed_by: null, changed_at: at, knocked_at: at })
        .onConflict((conflict) =>
          conflict
            .column('place')
            .doUpdateSet(({ ref }) => ({ knocked_at: ref('excluded.knocked_at') }))
            .where('admissions.state', '<>', 'admitted'),
        )
        .execute();
      const oldest = await everything
        .selectFrom('admissions')
        .select('knocked_at')
        .where('state', '=', 'knocked')
        .orderBy('knocked_at', 'desc')
        .orderBy('place')
        .offset(keep)
        .limit(1)
        .executeTakeFirst();
      if (oldest === undefined) return;
      await everything
        .deleteFrom('admissions')
        .where('state', '=', 'knocked')
        .where('knocked_at', '<=', oldest.knocked_at)
        .where('place', '<>', place)
        .execute();
    },
    async undecided() {
      const rows = await everything
        .selectFrom('watches')
        .select(({ fn }) => [
          'place',
          fn.min('conversation').as('conversation'),
          fn.countAll<number>().as('watches'),
        ])
        .where('place', 'not like', 'dm:%')
        .groupBy(['organization', 'place'])
        .orderBy('place')
        .execute();
      const decided = await everything
        .selectFrom('admissions')
        .select('place')
        .where('state', '<>', 'knocked')
        .execute();
      const known = new Set(decided.map(({ place }) => place));
      return rows
        .map(({ place, conversation, watches }) => ({
          place: `${conversation.slice(0, conversation.indexOf(':'))}:${place}`,
          watches: Number(watches),
        }))
        .filter(({ place }) => !known.has(place));
    },
  };
}

function admissionOf(row: Selectable<Schema['admissions']>): StoredAdmission {
  return {
    place: row.place,
    state: stateOf(row.state),
    ...(row.changed_by !== null && { changedBy: row.changed_by }),
    changedAt: row.changed_at,
    ...(row.knocked_at !== null && { knockedAt: row.knocked_at }),
  };
}

/** A state that a later version may have written lets no place in. */
function stateOf(state: string): AdmissionState {
  return state === 'admitted' || state === 'knocked' ? state : 'dismissed';
}
