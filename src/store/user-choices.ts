import type { UserChoices } from './contract/accounts.ts';
import type { NewsDatabase } from './news-database.ts';

/** {@link UserChoices} in the table `account_choices`. */
export function createUserChoices({ database }: { readonly database: NewsDatabase }): UserChoices {
  return {
    async of({ organization, subjects }) {
      const all = database.guarded
        .selectFrom('account_choices')
        .selectAll()
        .where('organization', '=', organization)
        .orderBy('subject');
      const rows = await (subjects === undefined ? all : all.where('subject', 'in', subjects)).execute();
      return rows.map((row) => ({
        organization: row.organization,
        subject: row.subject,
        userId: row.user_id,
        setBy: row.set_by,
        setAt: row.set_at,
      }));
    },
    async set({ organization, subject, userId, setBy, setAt }) {
      await database.guarded
        .insertInto('account_choices')
        .values({ organization, subject, user_id: userId, set_by: setBy, set_at: setAt })
        .onConflict((conflict) =>
          conflict.columns(['organization', 'subject']).doUpdateSet(({ ref }) => ({
            user_id: ref('excluded.user_id'),
            set_by: ref('excluded.set_by'),
            set_at: ref('excluded.set_at'),
          })),
        )
        .execute();
    },
    async remove({ organization, subject }) {
      const { numDeletedRows } = await database.guarded
        .deleteFrom('account_choices')
        .where('organization', '=', organization)
        .where('subject', '=', subject)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
