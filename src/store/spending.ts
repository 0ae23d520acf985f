import type { Spending, SpendingKey, SpentOn } from './contract/accounts.ts';
import type { GuardedDatabase } from './database.ts';
import type { NewsDatabase } from './news-database.ts';

/** {@link Spending} in the table `spending`. */
export function createSpending({ database }: { readonly database: NewsDatabase }): Spending {
  return {
    take: ({ since, mostFen, fen, at, ...key }) =>
      database.transact(async ({ guarded }) => {
        await oneAfterTheOther(guarded, key, at);
        const { spentFen, before } = await spentSince(guarded, key, since);
        if (mostFen !== undefined && spentFen + fen > mostFen) return { taken: false, spentFen };
        const { organization, person, account, on } = key;
        await guarded
          .insertInto('spending')
          .values({ organization, person, account, what: printSpentOn(on), fen, at })
          .onConflict((conflict) =>
            conflict.columns(['organization', 'person', 'account', 'what']).doUpdateSet({ fen, at }),
          )
          .execute();
        return { taken: true, ...(before !== undefined && { before }) };
      }),
    async giveBack({ organization, person, account, on, at, before }) {
      const { guarded } = database;
      const what = printSpentOn(on);
      if (before === undefined) {
        await guarded
          .deleteFrom('spending')
          .where('organization', '=', organization)
          .where('person', '=', person)
          .where('account', '=', account)
          .where('what', '=', what)
          .where('at', '=', at)
          .execute();
        return;
      }
      await guarded
        .updateTable('spending')
        .set({ fen: before.fen, at: before.at })
        .where('organization', '=', organization)
        .where('person', '=', person)
        .where('account', '=', account)
        .where('what', '=', what)
        .where('at', '=', at)
        .execute();
    },
    onOthers: async ({ since, ...key }) => (await spentSince(database.guarded, key, since)).spentFen,
  };
}

/** What a row's `what` says. The same text for the same thing. */
export function printSpentOn(on: SpentOn): string {
  return 'order' in on ? `order ${on.order}` : `freight ${on.freight}`;
}

/** Of the row that each person has who ever spent: of no account, on nothing, of no amount. It is there to be locked. */
const nothing = { account: '', what: '' };

/**
 * Makes other transactions that spend for the same person wait until this one ends: writing a row locks it, whether it is
 * new or not. What is read after that is what the others committed.
 */
async function oneAfterTheOther(
  rows: GuardedDatabase,
  { organization, person }: Pick<SpendingKey, 'organization' | 'person'>,
  at: number,
): Promise<void> {
  await rows
    .insertInto('spending')
    .values({ organization, person, ...nothing, fen: 0, at })
    .onConflict((conflict) =>
      conflict.columns(['organization', 'person', 'account', 'what']).doUpdateSet({ at }),
    )
    .execute();
}

async function spentSince(
  rows: GuardedDatabase,
  { organization, person, account, on }: SpendingKey,
  since: number,
) {
  const what = printSpentOn(on);
  const found = await rows
    .selectFrom('spending')
    .select(['account', 'what', 'fen', 'at'])
    .where('organization', '=', organization)
    .where('person', '=', person)
    .where('at', '>', since)
    .execute();
  const own = found.find((row) => row.account === account && row.what === what);
  const others = found.filter((row) => row !== own);
  return {
    spentFen: others.reduce((sum, { fen }) => sum + fen, 0),
    before: own && { fen: own.fen, at: own.at },
  };
}
