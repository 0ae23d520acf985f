import { sql } from 'kysely';
import type { AccountNames, StoredAccount, StoredAccountChange } from './contract/account-names.ts';
import type { Database, TransactingDatabase } from './database.ts';
import type { Schema } from './schema.ts';
import { watchesOfOthers } from './unscoped-queries.ts';

/** Of the row that every change writes first, so that one waits for the other. It is no account. */
const lockRow = { id: '', name: '', named: 0, kind: 'lock', used_at: 0 };

/** {@link AccountNames} in the tables `accounts`, `account_keys` and `account_users`. */
export function createAccountNames({ database }: { readonly database: TransactingDatabase }): AccountNames {
  return {
    all: () => allIn(database),
    settle: ({ decide, userId, at }) =>
      database.transact(async (transaction) => {
        await transaction.unscoped
          .insertInto('accounts')
          .values(lockRow)
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ used_at: at }))
          .execute();
        const { decision, change } = decide(await allIn(transaction));
        if (change !== undefined) await make(transaction, change, userId, at);
        return decision;
      }),
    async usersOf(account) {
      const rows = await database.unscoped
        .selectFrom('account_users')
        .select('user_id')
        .where('account', '=', account)
        .orderBy('since')
        .orderBy('user_id')
        .execute();
      return rows.map((row) => row.user_id);
    },
    watchedElsewhere: (account) => watchesOfOthers(database.unscoped, account).execute(),
  };
}

async function allIn({ unscoped }: Pick<Database, 'unscoped'>): Promise<readonly StoredAccount[]> {
  const rows = await unscoped
    .selectFrom('accounts')
    .select(({ exists, selectFrom, or }) => [
      'id',
      'name',
      'named',
      'kind',
      'used_at',
      or([
        exists(selectFrom('orders').select('organization').whereRef('organization', '=', 'accounts.id')),
        exists(selectFrom('watches').select('account').whereRef('account', '=', 'accounts.id')),
        exists(selectFrom('claims').select('organization').whereRef('organization', '=', 'accounts.id')),
      ]).as('holds'),
    ])
    .where('id', '<>', lockRow.id)
    .orderBy('id')
    .execute();
  const keys = await unscoped.selectFrom('account_keys').selectAll().orderBy('digest').execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    named: row.named === 1,
    kind: row.kind === 'account' || row.kind === 'sandbox' ? row.kind : 'unknown',
    keys: keys.filter(({ account }) => account === row.id).map(({ digest }) => digest),
    usedAt: row.used_at,
    holds: Boolean(row.holds),
  }));
}

async function make(
  transaction: Database,
  { account, keys, absorbs }: StoredAccountChange,
  userId: string,
  at: number,
): Promise<void> {
  const { unscoped } = transaction;
  const { id, name, kind } = account;
  if (absorbs !== undefined) await absorb(unscoped, { from: absorbs, into: id });
  const row = { name, named: account.named ? 1 : 0, kind, used_at: at };
  await unscoped
    .insertInto('accounts')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  for (const digest of keys) {
    await unscoped
      .insertInto('account_keys')
      .values({ digest, account: id })
      .onConflict((conflict) => conflict.column('digest').doUpdateSet({ account: id }))
      .execute();
  }
  await unscoped
    .insertInto('account_users')
    .values({ account: id, user_id: userId, since: at })
    .onConflict((conflict) => conflict.columns(['account', 'user_id']).doNothing())
    .execute();
}

/** The tables whose rows stand under an account, what names a row there, and which of two is the better one. */
const tables: readonly {
  readonly table: keyof Schema;
  readonly column: 'organization' | 'account';
  readonly names: readonly string[];
  /** When the row of the account that ends is kept instead of the other. */
  readonly better?: ReturnType<typeof sql<boolean>>;
}[] = [
  {
    table: 'orders',
    column: 'organization',
    names: ['order_id'],
    better: sql<boolean>`ending.changed_at > kept.changed_at`,
  },
  { table: 'inbox', column: 'organization', names: ['key'] },
  {
    table: 'claims',
    column: 'organization',
    names: ['key'],
    better: sql<boolean>`ending.outcome is not null and kept.outcome is null`,
  },
  { table: 'order_users', column: 'organization', names: ['order_id'] },
  { table: 'ordered_goods', column: 'organization', names: ['order_id'] },
  { table: 'order_messages', column: 'organization', names: ['order_id', 'message'] },
  { table: 'turns', column: 'organization', names: ['name'] },
  {
    table: 'daily_counts',
    column: 'organization',
    names: ['name', 'day'],
    better: sql<boolean>`ending.counted > kept.counted`,
  },
  { table: 'spending', column: 'account', names: ['organization', 'person', 'what'] },
  { table: 'watches', column: 'account', names: [] },
  { table: 'outbox', column: 'account', names: [] },
  { table: 'account_users', column: 'account', names: ['user_id'] },
  { table: 'account_keys', column: 'account', names: [] },
];

/** Makes every row of one account a row of another's, and ends the one. Of two rows of one name the better one stays. */
async function absorb(
  unscoped: Database['unscoped'],
  { from, into }: { readonly from: string; readonly into: string },
): Promise<void> {
  for (const { table, column, names, better } of tables) {
    if (names.length > 0) {
      const alike = sql.join(
        names.map((name) => sql`ending.${sql.ref(name)} = kept.${sql.ref(name)}`),
        sql` and `,
      );
      const of = (side: 'ending' | 'kept', account: string) =>
        sql`${sql.ref(`${side}.${column}`)} = ${account}`;
      if (better !== undefined) {
        await sql`delete from ${sql.table(table)} as kept where ${of('kept', into)} and exists (
          select 1 from ${sql.table(table)} as ending where ${of('ending', from)} and ${alike} and ${better})`.execute(
          unscoped,
        );
      }
      await sql`delete from ${sql.table(table)} as ending where ${of('ending', from)} and exists (
        select 1 from ${sql.table(table)} as kept where ${of('kept', into)} and ${alike})`.execute(unscoped);
    }
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${into} where ${sql.ref(column)} = ${from}`.execute(
      unscoped,
    );
  }
  await unscoped.deleteFrom('accounts').where('id', '=', from).execute();
}
