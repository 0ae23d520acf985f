import type { Selectable } from 'kysely';
import type { Grants, KeepOne, StoredGrant } from './contract/access.ts';
import { lockingRows } from './locking.ts';
import type { Doors, NewsDatabase } from './news-database.ts';
import type { Schema } from './schema.ts';

type Which = Pick<StoredGrant, 'organization' | 'scope' | 'subject'>;

/** {@link Grants} in the table `grants`. */
export function createGrants({ database }: { readonly database: NewsDatabase }): Grants {
  return {
    async of({ organization, scopes }) {
      const all = database.guarded
        .selectFrom('grants')
        .selectAll()
        .where('organization', '=', organization)
        .orderBy('scope')
        .orderBy('subject');
      const rows = await (scopes === undefined ? all : all.where('scope', 'in', scopes)).execute();
      return rows.map(grantOf);
    },
    set: (grant, keepOne) =>
      database.transact(async (doors) => {
        const takes = keepOne !== undefined && grant.role !== keepOne.role;
        if (takes && (await isLast(doors, grant, keepOne))) return 'last';
        const { organization, scope, subject, role, name, grantedBy, grantedAt } = grant;
        await doors.guarded
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
      database.transact(async (doors) => {
        if (keepOne !== undefined && (await isLast(doors, which, keepOne))) return 'last';
        const { numDeletedRows } = await doors.guarded
          .deleteFrom('grants')
          .where('organization', '=', which.organization)
          .where('scope', '=', which.scope)
          .where('subject', '=', which.subject)
          .executeTakeFirst();
        return numDeletedRows > 0n ? 'removed' : 'absent';
      }),
  };
}

/** Whether `which` alone has the kept role. Locks everybody who has it, so that two can't take it from each other. */
async function isLast(doors: Doors, which: Which, { scope, role }: KeepOne): Promise<boolean> {
  if (which.scope !== scope) return false;
  const holders = await lockingRows(
    doors.guarded
      .selectFrom('grants')
      .select('subject')
      .where('organization', '=', which.organization)
      .where('scope', '=', scope)
      .where('role', '=', role)
      .orderBy('subject'),
    doors,
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
