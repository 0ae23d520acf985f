import type { Selectable } from 'kysely';
import { scopedId, splitScopedId } from '../runtime/scoped-id.ts';
import type {
  AdmissionState,
  Admissions,
  Grants,
  KeepOne,
  StoredAdmission,
  StoredGrant,
} from './contract/access.ts';
import { type Database, lockingRows, type TransactingDatabase } from './database.ts';
import type { Schema } from './schema.ts';

type Which = Pick<StoredGrant, 'organization' | 'scope' | 'subject'>;

/** {@link Grants} in the table `grants`. */
export function createGrants({ database }: { readonly database: TransactingDatabase }): Grants {
  return {
    async of({ organization, scopes }) {
      const all = database.scoped
        .selectFrom('grants')
        .selectAll()
        .where('organization', '=', organization)
        .orderBy('scope')
        .orderBy('subject');
      const rows = await (scopes === undefined ? all : all.where('scope', 'in', scopes)).execute();
      return rows.map(grantOf);
    },
    set: (grant, keepOne) =>
      database.transact(async (transaction) => {
        const takes = keepOne !== undefined && grant.role !== keepOne.role;
        if (takes && (await isLast(transaction, grant, keepOne))) return 'last';
        const { organization, scope, subject, role, name, grantedBy, grantedAt } = grant;
        await transaction.scoped
          .insertInto('grants')
          .values({ organization, scope, subject, role, name, granted_by: grantedBy, granted_at: grantedAt })
          .onConflict((conflict) =>
            conflict.columns(['organization', 'scope', 'subject']).doUpdateSet(({ ref }) => ({
              role: ref('excluded.role'),
              name: ref('excluded.name'),
              granted_by: ref('excluded.granted_by'),
              granted_at: ref('excluded.granted_at'),
            })),
          )
          .execute();
        return 'set';
      }),
    remove: (which, keepOne) =>
      database.transact(async (transaction) => {
        if (keepOne !== undefined && (await isLast(transaction, which, keepOne))) return 'last';
        const { numDeletedRows } = await transaction.scoped
          .deleteFrom('grants')
          .where('organization', '=', which.organization)
          .where('scope', '=', which.scope)
          .where('subject', '=', which.subject)
          .executeTakeFirst();
        return numDeletedRows > 0n ? 'removed' : 'absent';
      }),
  };
}

/**
 * Whether `which` alone has the kept role. Locks the rows of all who have it, so that two transactions can't take it from
 * each other.
 */
async function isLast(transaction: Database, which: Which, { scope, role }: KeepOne): Promise<boolean> {
  if (which.scope !== scope) return false;
  const holders = await lockingRows(
    transaction.scoped
      .selectFrom('grants')
      .select('subject')
      .where('organization', '=', which.organization)
      .where('scope', '=', scope)
      .where('role', '=', role)
      .orderBy('subject'),
    transaction,
  ).execute();
  return holders.length === 1 && holders[0]?.subject === which.subject;
}

function grantOf(row: Selectable<Schema['grants']>): StoredGrant {
  return {
    organization: row.organization,
    scope: row.scope,
    subject: row.subject,
    role: row.role,
    name: row.name,
    grantedBy: row.granted_by,
    grantedAt: row.granted_at,
  };
}

/** {@link Admissions} in the table `admissions`, which belongs to no organization: it says whose may be served at all. */
export function createAdmissions({ database }: { readonly database: TransactingDatabase }): Admissions {
  const { unscoped } = database;
  return {
    async of({ place }) {
      const row = await unscoped
        .selectFrom('admissions')
        .select('state')
        .where('place', '=', place)
        .executeTakeFirst();
      return row && stateOf(row.state);
    },
    async admitted() {
      const rows = await unscoped
        .selectFrom('admissions')
        .selectAll()
        .where('state', '=', 'admitted')
        .orderBy('place')
        .execute();
      return rows.map(admissionOf);
    },
    async knocked({ limit }) {
      const rows = await unscoped
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
      const changed = await unscoped
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
      await unscoped
        .insertInto('admissions')
        .values({ place, state: 'knocked', changed_by: null, changed_at: at, knocked_at: at })
        .onConflict((conflict) =>
          conflict
            .column('place')
            .doUpdateSet(({ ref }) => ({ knocked_at: ref('excluded.knocked_at') }))
            .where('admissions.state', '<>', 'admitted'),
        )
        .execute();
      const oldest = await unscoped
        .selectFrom('admissions')
        .select('knocked_at')
        .where('state', '=', 'knocked')
        .orderBy('knocked_at', 'desc')
        .orderBy('place')
        .offset(keep)
        .limit(1)
        .executeTakeFirst();
      if (oldest === undefined) return;
      await unscoped
        .deleteFrom('admissions')
        .where('state', '=', 'knocked')
        .where('knocked_at', '<=', oldest.knocked_at)
        .where('place', '<>', place)
        .execute();
    },
    async undecided() {
      const rows = await unscoped
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
      const decided = await unscoped
        .selectFrom('admissions')
        .select('place')
        .where('state', '<>', 'knocked')
        .execute();
      const known = new Set(decided.map(({ place }) => place));
      return rows
        .map(({ place, conversation, watches }) => ({
          place: scopedId(splitScopedId(conversation).platform, place),
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
