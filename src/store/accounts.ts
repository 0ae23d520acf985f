import type {
  DailyCounts,
  Spending,
  SpendingKey,
  SpentOn,
  StoredOrderUsers,
  UserChoices,
} from './contract/accounts.ts';
import type { ScopedQueries, TransactingDatabase } from './database.ts';
import { numbered, type Places, placesOf, prepared } from './prepared.ts';

function choicesOf(scoped: ScopedQueries, place: Places) {
  return scoped
    .selectFrom('account_choices')
    .selectAll()
    .where('organization', '=', place('organization'))
    .orderBy('subject');
}

/** {@link UserChoices} in the table `account_choices`. */
export function createUserChoices({ database }: { readonly database: TransactingDatabase }): UserChoices {
  const all = prepared(database.scoped, choicesOf);
  const onSubjects = prepared(database.scoped, (scoped, place, count) =>
    choicesOf(scoped, place).where('subject', 'in', placesOf(place, count)),
  );
  return {
    async of({ organization, subjects }) {
      const rows =
        subjects === undefined
          ? await all(database, 0, { organization })
          : await onSubjects(database, subjects.length, { organization, ...numbered(subjects) });
      return rows.map((row) => ({
        organization: row.organization,
        subject: row.subject,
        userId: row.user_id,
        setBy: row.set_by,
        setAt: row.set_at,
      }));
    },
    async set({ organization, subject, userId, setBy, setAt }) {
      await database.scoped
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
      const { numDeletedRows } = await database.scoped
        .deleteFrom('account_choices')
        .where('organization', '=', organization)
        .where('subject', '=', subject)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

/** Stands for the account's own user. */
const own = '';

/** {@link StoredOrderUsers} in the table `order_users`. */
export function createOrderUsers({ database }: { readonly database: TransactingDatabase }): StoredOrderUsers {
  return {
    async of({ account, orderId }) {
      const row = await database.scoped
        .selectFrom('order_users')
        .select('user_id')
        .where('organization', '=', account)
        .where('order_id', '=', orderId)
        .executeTakeFirst();
      return row && { userId: row.user_id === own ? undefined : row.user_id };
    },
    async note({ account, orderId, userId = own }) {
      await database.scoped
        .insertInto('order_users')
        .values({ organization: account, order_id: orderId, user_id: userId })
        .onConflict((conflict) => conflict.columns(['organization', 'order_id']).doNothing())
        .execute();
    },
  };
}

/** {@link Spending} in the table `spending`. */
export function createSpending({ database }: { readonly database: TransactingDatabase }): Spending {
  return {
    take: ({ since, mostFen, fen, at, ...key }) =>
      database.transact(async ({ scoped }) => {
        await oneAfterTheOther(scoped, key, at);
        const { spentFen, before } = await spentSince(scoped, key, since);
        if (mostFen !== undefined && spentFen + fen > mostFen) return { taken: false, spentFen };
        const { organization, person, account, on } = key;
        await scoped
          .insertInto('spending')
          .values({ organization, person, account, what: printSpentOn(on), fen, at })
          .onConflict((conflict) =>
            conflict.columns(['organization', 'person', 'account', 'what']).doUpdateSet({ fen, at }),
          )
          .execute();
        return { taken: true, ...(before !== undefined && { before }) };
      }),
    async giveBack({ organization, person, account, on, at, before }) {
      const { scoped } = database;
      const what = printSpentOn(on);
      if (before === undefined) {
        await scoped
          .deleteFrom('spending')
          .where('organization', '=', organization)
          .where('person', '=', person)
          .where('account', '=', account)
          .where('what', '=', what)
          .where('at', '=', at)
          .execute();
        return;
      }
      await scoped
        .updateTable('spending')
        .set({ fen: before.fen, at: before.at })
        .where('organization', '=', organization)
        .where('person', '=', person)
        .where('account', '=', account)
        .where('what', '=', what)
        .where('at', '=', at)
        .execute();
    },
    onOthers: async ({ since, ...key }) => (await spentSince(database.scoped, key, since)).spentFen,
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
  rows: ScopedQueries,
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
  rows: ScopedQueries,
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

/** {@link DailyCounts} in the table `daily_counts`. */
export function createDailyCounts({ database }: { readonly database: ScopedQueries }): DailyCounts {
  async function count({ account, name, day, most, wanted, at }: Parameters<DailyCounts['take']>[0]) {
    if (wanted > most) return false;
    const counted = await database
      .insertInto('daily_counts')
      .values({ organization: account, name, day, counted: wanted, at })
      .onConflict((conflict) =>
        conflict
          .columns(['organization', 'name', 'day'])
          .doUpdateSet(({ eb }) => ({ counted: eb('daily_counts.counted', '+', wanted), at }))
          .where('daily_counts.counted', '<=', most - wanted),
      )
      .returning('counted')
      .executeTakeFirst();
    return counted !== undefined;
  }
  return {
    async take(input) {
      if (await count(input)) return input.wanted;
      return input.wanted > 1 && (await count({ ...input, wanted: 1 })) ? 1 : 0;
    },
  };
}
