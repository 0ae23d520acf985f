import type { DailyCounts } from './contract/accounts.ts';
import type { GuardedDatabase } from './database.ts';

/** {@link DailyCounts} in the table `daily_counts`. */
export function createDailyCounts({ database }: { readonly database: GuardedDatabase }): DailyCounts {
  return {
    async take({ account, name, day, most, at }) {
      const counted = await database
        .insertInto('daily_counts')
        .values({ organization: account, name, day, counted: 1, at })
        .onConflict((conflict) =>
          conflict
            .columns(['organization', 'name', 'day'])
            .doUpdateSet(({ eb }) => ({ counted: eb('daily_counts.counted', '+', 1), at }))
            .where('daily_counts.counted', '<', most),
        )
        .returning('counted')
        .executeTakeFirst();
      return counted !== undefined;
    },
  };
}
