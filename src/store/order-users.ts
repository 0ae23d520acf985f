import type { StoredOrderUsers } from './contract/accounts.ts';
import type { NewsDatabase } from './news-database.ts';

/** Stands for the account's own user. */
const own = '';

/** {@link StoredOrderUsers} in the table `order_users`. */
export function createOrderUsers({ database }: { readonly database: NewsDatabase }): StoredOrderUsers {
  return {
    async of({ account, orderId }) {
      const row = await database.guarded
        .selectFrom('order_users')
        .select('user_id')
        .where('organization', '=', account)
        .where('order_id', '=', orderId)
        .executeTakeFirst();
      return row && { userId: row.user_id === own ? undefined : row.user_id };
    },
    async note({ account, orderId, userId = own }) {
      await database.guarded
        .insertInto('order_users')
        .values({ organization: account, order_id: orderId, user_id: userId })
        .onConflict((conflict) => conflict.columns(['organization', 'order_id']).doNothing())
        .execute();
    },
  };
}
