import type { Selectable } from 'kysely';
import { watchesOfAccount } from './across-organizations.ts';
import type { Watch, Watches } from './contract/orders.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** {@link Watches} in the table `watches`. */
export function createWatches({ database }: { readonly database: Database }): Watches {
  const { guarded, acrossOrganizations } = database;
  return {
    async set({ organization, conversation, subject, place, account, rule, setBy, setAt }) {
      await guarded
        .insertInto('watches')
        .values({ organization, conversation, subject, place, account, rule, set_by: setBy, set_at: setAt })
        .onConflict((conflict) =>
          conflict.columns(['organization', 'conversation', 'subject']).doUpdateSet(({ ref }) => ({
            place: ref('excluded.place'),
            account: ref('excluded.account'),
            rule: ref('excluded.rule'),
            set_by: ref('excluded.set_by'),
            set_at: ref('excluded.set_at'),
          })),
        )
        .execute();
    },
    async remove({ organization, conversation, subject }) {
      const all = guarded
        .deleteFrom('watches')
        .where('organization', '=', organization)
        .where('conversation', '=', conversation);
      const { numDeletedRows } = await (subject === undefined
        ? all
        : all.where('subject', '=', subject)
      ).executeTakeFirst();
      return Number(numDeletedRows);
    },
    async of({ organization, conversation }) {
      const rows = await guarded
        .selectFrom('watches')
        .selectAll()
        .where('organization', '=', organization)
        .where('conversation', '=', conversation)
        .orderBy('subject')
        .execute();
      return rows.map(watchOf);
    },
    async conversationsOf({ account }) {
      const rows = await watchesOfAccount(acrossOrganizations, account)
        .orderBy('organization')
        .orderBy('conversation')
        .orderBy('subject')
        .execute();
      return rows.map(watchOf);
    },
  };
}

export function watchOf(row: Selectable<Schema['watches']>): Watch {
  return {
    organization: row.organization,
    conversation: row.conversation,
    place: row.place,
    account: row.account,
    subject: row.subject,
    rule: row.rule,
    setBy: row.set_by,
    setAt: row.set_at,
  };
}
