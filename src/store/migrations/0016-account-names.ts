import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/**
 * The accounts at the partner by names of their own. Until here each access key was an account by itself, and rows stood
 * under the key's digest, which goes on as the id of that account. Of the sandbox too, whose key was another at each start,
 * so that the kind of those accounts is not known.
 */
export const accountNames: Migration = {
  name: '0016-account-names',
  async up(schema, database) {
    await schema
      .createTable('accounts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .addColumn('named', 'bigint', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('used_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema
      .createTable('account_keys')
      .addColumn('digest', 'text', (column) => column.primaryKey())
      .addColumn('account', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('account_users')
      .addColumn('account', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('account_users_primary', ['account', 'user_id'])
      .execute();
    await sql`insert into accounts (id, name, named, kind, used_at)
      select id, 'account-' || substr(id, 9), 0, 'unknown',
        coalesce((select max(changed_at) from orders where organization = id), 0)
      from (
        select organization as id from orders
        union select organization from inbox
        union select organization from claims
        union select organization from order_users
        union select organization from daily_counts
        union select account from watches
        union select account from outbox
        union select account from spending
      ) as every
      where id like 'partner:%' and length(id) = 24`.execute(database);
    await sql`insert into account_keys (digest, account) select substr(id, 9), id from accounts`.execute(
      database,
    );
  },
};
