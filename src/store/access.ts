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
import { type Database, lockingRows, type ScopedQueries, type TransactingDatabase } from './database.ts';
import { numbered, type Places, placesOf, prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

type Which = Pick<StoredGrant, 'organization' | 'scope' | 'subject'>;

/** {@link Grants} in the table `grants`. */
export function createGrants({ database }: { readonly database: TransactingDatabase }): Grants {
  const all = prepared(database.scoped, grantsOfOrganization);
  const inScopes = prepared(database.scoped, (scoped, place, count) =>
    grantsOfOrganization(scoped, place).where('scope', 'in', placesOf(place, count)),
  );
  return {
    async of({ organization, scopes }) {
      const rows =
        scopes === undefined
          ? await all(database, 0, { organization })
          : await inScopes(database, scopes.length, { organization, ...numbered(scopes) });
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

function grantsOfOrganization(scoped: ScopedQueries, place: Places) {
  return scoped
    .selectFrom('grants')
    .selectAll()
    .where('organization', '=', place('organization'))
    .orderBy('scope')
    .orderBy('subject');
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

export function grantOf(row: Selectable<Schema['grants']>): StoredGrant {
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
    async of({ workspace }) {
      const row = await unscoped
        .selectFrom('admissions')
        .select('state')
        .where('workspace', '=', workspace)
        .executeTakeFirst();
      return row && stateOf(row.state);
    },
    async admitted() {
      const rows = await unscoped
        .selectFrom('admissions')
        .selectAll()
        .where('state', '=', 'admitted')
        .orderBy('workspace')
        .execute();
      return rows.map(admissionOf);
    },
    async knocked({ limit }) {
      const rows = await unscoped
        .selectFrom('admissions')
        .selectAll()
        // By name, since only then an index gives them without going through those that are let in.
        .where('state', 'in', ['knocked', 'dismissed'])
        .where('knocked_at', 'is not', null)
        .orderBy('knocked_at', 'desc')
        .orderBy('workspace')
        .limit(limit)
        .execute();
      return rows.map(admissionOf);
    },
    async set({ workspace, state, by, at }) {
      // In one statement, so that of many at once one changes it.
      const changed = await unscoped
        .insertInto('admissions')
        .values({ workspace, state, changed_by: by, changed_at: at, knocked_at: null })
        .onConflict((conflict) =>
          conflict
            .column('workspace')
            .doUpdateSet(({ ref }) => ({
              state: ref('excluded.state'),
              changed_by: ref('excluded.changed_by'),
              changed_at: ref('excluded.changed_at'),
            }))
            .where('admissions.state', '<>', state),
        )
        .returning('workspace')
        .executeTakeFirst();
      return changed !== undefined;
    },
    async knock({ workspace, at, keep }) {
      await unscoped
        .insertInto('admissions')
        .values({ workspace, state: 'knocked', changed_by: null, changed_at: at, knocked_at: at })
        .onConflict((conflict) =>
          conflict
            .column('workspace')
            .doUpdateSet(({ ref }) => ({ knocked_at: ref('excluded.knocked_at') }))
            .where('admissions.state', '<>', 'admitted'),
        )
        .execute();
      const oldest = await unscoped
        .selectFrom('admissions')
        .select('knocked_at')
        .where('state', '=', 'knocked')
        .orderBy('knocked_at', 'desc')
        .orderBy('workspace')
        .offset(keep)
        .limit(1)
        .executeTakeFirst();
      if (oldest === undefined) return;
      await unscoped
        .deleteFrom('admissions')
        .where('state', '=', 'knocked')
        .where('knocked_at', '<=', oldest.knocked_at)
        .where('workspace', '<>', workspace)
        .execute();
    },
    async undecided() {
      const rows = await unscoped
        .selectFrom('watches')
        .select(({ fn }) => [
          'workspace',
          fn.min('conversation').as('conversation'),
          fn.countAll<number>().as('watches'),
        ])
        .where('workspace', 'not like', 'dm:%')
        .groupBy(['organization', 'workspace'])
        .orderBy('workspace')
        .execute();
      const decided = await unscoped
        .selectFrom('admissions')
        .select('workspace')
        .where('state', '<>', 'knocked')
        .execute();
      const known = new Set(decided.map(({ workspace }) => workspace));
      return rows
        .map(({ workspace, conversation, watches }) => ({
          workspace: scopedId(splitScopedId(conversation).platform, workspace),
          watches: Number(watches),
        }))
        .filter(({ workspace }) => !known.has(workspace));
    },
  };
}

export function admissionOf(row: Selectable<Schema['admissions']>): StoredAdmission {
  return {
    workspace: row.workspace,
    state: stateOf(row.state),
    ...(row.changed_by !== null && { changedBy: row.changed_by }),
    changedAt: row.changed_at,
    ...(row.knocked_at !== null && { knockedAt: row.knocked_at }),
  };
}

/** A state that a later version may have written lets no workspace in. */
function stateOf(state: string): AdmissionState {
  return state === 'admitted' || state === 'knocked' ? state : 'dismissed';
}
